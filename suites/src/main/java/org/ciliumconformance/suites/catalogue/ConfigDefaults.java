package org.ciliumconformance.suites.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** What the agent takes for keys that {@code cilium-config} does not have, as far as behaviors depend on it. */
public final class ConfigDefaults {
    private ConfigDefaults() {}

    /** The defaults of a version; facts file, sections 0 and 3. */
    public static Map<String, String> of(@Nullable Semver cilium) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("enable-policy", "default");
        defaults.put("policy-audit-mode", "false");
        defaults.put("enable-k8s-networkpolicy", "true");
        defaults.put("bpf-lb-sock-hostns-only", "false");
        defaults.put("allow-localhost", "auto");
        defaults.put("bpf-lb-proto-diff", "true");
        defaults.put(
                "policy-default-local-cluster",
                String.valueOf(cilium != null && cilium.isGreaterThanOrEqualTo("1.19.0")));
        return defaults;
    }
}

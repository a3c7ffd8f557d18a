package org.ciliumconformance.suites.ciliumpolicy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.settle.Settling;
import org.ciliumconformance.suites.dsl.Observations;
import org.ciliumconformance.suites.dsl.Trial;

/** What Cilium's operator says of policies in their status: the condition {@code Valid}. */
final class PolicyValidity {
    private static final String NOTHING = "not told";

    private final Trial trial;
    private final List<GenericKubernetesResource> policies;

    private PolicyValidity(Trial trial, List<GenericKubernetesResource> policies) {
        this.trial = trial;
        this.policies = policies;
    }

    /** Creates the policies in the trial's lane. */
    static PolicyValidity of(Trial trial, GenericKubernetesResource... policies) {
        List<GenericKubernetesResource> created = new ArrayList<>();
        for (GenericKubernetesResource policy : policies) {
            created.add(trial.lane().create(policy));
        }
        return new PolicyValidity(trial, List.copyOf(created));
    }

    /** @param expected the condition's status for each policy, in their order */
    void verify(String... expected) {
        List<String> wanted = List.of(expected);
        List<String> seen = new Settling(trial.timing())
                .until(() -> {
                    List<String> now = policies.stream().map(this::status).toList();
                    Settling.Standing other =
                            now.contains(NOTHING) ? Settling.Standing.PENDING : Settling.Standing.OTHER;
                    return new Settling.Round<>(now.equals(wanted) ? Settling.Standing.EXPECTED : other, now);
                })
                .last()
                .state();
        Observations observations = trial.observations("as the status of the policies says it");
        for (int i = 0; i < wanted.size(); i++) {
            observations.expect(
                    "CiliumNetworkPolicy " + policies.get(i).getMetadata().getName(),
                    "condition Valid",
                    wanted.get(i),
                    seen.get(i));
        }
        observations.verify();
    }

    private String status(GenericKubernetesResource policy) {
        GenericKubernetesResource present =
                trial.inspection().client().resource(policy).get();
        if (present != null
                && present.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                && status.get("conditions") instanceof List<?> conditions) {
            for (Object condition : conditions) {
                if (condition instanceof Map<?, ?> fields && "Valid".equals(fields.get("type"))) {
                    return String.valueOf(fields.get("status"));
                }
            }
        }
        return NOTHING;
    }
}

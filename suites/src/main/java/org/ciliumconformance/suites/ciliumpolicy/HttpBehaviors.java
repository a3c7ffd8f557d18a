package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.FORBIDDEN;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** HTTP rules, with the proxy that they need and without it. */
class HttpBehaviors {
    private static final String PROXY_ON = "enable-l7-proxy!=false";
    /** At both agnhost tells its host name. */
    private static final String PATH = "/hostname";

    private static final String OTHER_PATH = "/hostName";

    @Behavior(
            id = "cilium-policy.http.path",
            statement = "An HTTP rule with a path answers requests for other paths with 403, and drops whom it does not"
                    + " admit",
            source = Source.CILIUM_LAYER_7,
            aksManaged = Support.SINCE_L7,
            config = PROXY_ON,
            how = "Admits one pod's requests for one path: they are answered, its requests for another path that the"
                    + " server knows get 403, and another pod is dropped.")
    void path(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(pods("b")).on(TCP, Ports.SERVER).http("GET", PATH))
                        .build())
                .from("x/b", at(trial, "x/b", PATH), is(ALLOWED))
                .from("x/b", at(trial, "x/b", OTHER_PATH), is(FORBIDDEN))
                .from("x/c", at(trial, "x/c", PATH), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.http.method",
            statement = "An HTTP rule with a method answers requests with other methods with 403",
            source = Source.CILIUM_LAYER_7,
            aksManaged = Support.SINCE_L7,
            config = PROXY_ON,
            how =
                    "Admits to one pod GET requests, to another one POST requests: a GET request is answered by the first,"
                            + " and gets 403 from the second.")
    void method(Trial trial) {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .ingress(about(pods("b")).on(TCP, Ports.SERVER).http("GET", "/.*"))
                                .build(),
                        trial.ciliumPolicy("x/c")
                                .ingress(about(pods("b")).on(TCP, Ports.SERVER).http("POST", "/.*"))
                                .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "x/c").list(), is(FORBIDDEN))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.http.without-proxy",
            statement = "Where the L7 proxy is off, an HTTP rule decides no request: none gets 403, and no path fares"
                    + " otherwise than another",
            source = Source.AKS_LIMITATIONS,
            config = "enable-l7-proxy=false",
            how = "Creates a policy that admits one pod's requests for one path. It may be rejected, admit the pod or"
                    + " drop it; requests for that path and for another must fare alike.")
    void withoutProxy(Trial trial) {
        GenericKubernetesResource policy = trial.ciliumPolicy("x/a")
                .ingress(about(pods("b")).on(TCP, Ports.SERVER).http("GET", PATH))
                .build();
        try {
            trial.under(policy)
                    .from("x/b", at(trial, "x/b", PATH), is(ALLOWED, DROPPED))
                    .from("x/b", at(trial, "x/b", OTHER_PATH), is(ALLOWED, DROPPED))
                    .verify();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 400 && e.getCode() != 403 && e.getCode() != 422) {
                throw e;
            }
            trial.note("The API rejects a policy with HTTP rules: " + Refusal.words(e));
            return;
        }
        String one = outcome(trial, PATH);
        String other = outcome(trial, OTHER_PATH);
        trial.note("Under a policy with HTTP rules requests were " + one + ".");
        var paths = trial.observations("by path");
        paths.expect("x/b", "requests for " + OTHER_PATH, one, other);
        paths.verify();
    }

    private static List<Destination> at(Trial trial, String from, String path) {
        return trial.pods(from, "x/a").list().stream()
                .map(destination -> destination.at(path))
                .toList();
    }

    private static String outcome(Trial trial, String path) {
        return trial.lastOutcome("x/b", at(trial, "x/b", path).get(0).name());
    }
}

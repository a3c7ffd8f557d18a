package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;

/** The L7 proxy and Hubble on AKS: off, unless Advanced Container Networking Services bring them. */
class HubbleBehaviors {
    private static final int HUBBLE = 4244;
    private static final Set<String> COMPONENTS = Set.of("hubble-relay", "hubble-ui");

    @Behavior(
            id = "platform.l7.off-without-acns",
            statement =
                    "Cilium L7 policy enforcement is disabled on AKS without Advanced Container Networking Services",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            profiles = Profile.AKS_MANAGED,
            without = Feature.ACNS,
            how = "enable-l7-proxy in cilium-config is false.")
    void l7Off(Inspection inspection) {
        configured(inspection, "enable-l7-proxy", "false").verifyLimitation();
    }

    @Behavior(
            id = "platform.l7.on-with-acns",
            statement = "Advanced Container Networking Services turn on Cilium's L7 proxy",
            source = Source.AKS_OBSERVABILITY,
            profiles = Profile.AKS_MANAGED,
            with = Feature.ACNS,
            how = "enable-l7-proxy in cilium-config is true, which is also the agent's default.")
    void l7On(Inspection inspection) {
        configured(inspection, "enable-l7-proxy", "true").verify();
    }

    @Behavior(
            id = "platform.hubble.off-without-acns",
            statement = "Hubble is disabled on AKS without Advanced Container Networking Services",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            profiles = Profile.AKS_MANAGED,
            without = Feature.ACNS,
            how = "enable-hubble in cilium-config is false.")
    void hubbleOff(Inspection inspection) {
        configured(inspection, "enable-hubble", "false").verifyLimitation();
    }

    @Behavior(
            id = "platform.hubble.on-with-acns",
            statement = "Advanced Container Networking Services turn on Hubble",
            source = Source.AKS_OBSERVABILITY,
            profiles = Profile.AKS_MANAGED,
            with = Feature.ACNS,
            how = "enable-hubble in cilium-config is true.")
    void hubbleOn(Inspection inspection) {
        configured(inspection, "enable-hubble", "true").verify();
    }

    private static Inspection configured(Inspection inspection, String key, String expected) {
        return inspection.expect(
                "cilium-config", key, expected, inspection.facts().config(key, "true"));
    }

    @Behavior(
            id = "platform.hubble.no-components",
            statement = "AKS without Advanced Container Networking Services runs no component of Hubble",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            profiles = Profile.AKS_MANAGED,
            without = Feature.ACNS,
            how = "No Deployment hubble-relay or hubble-ui in the agents' namespace wants pods, and there is no Service"
                    + " hubble-peer.")
    void noComponents(Inspection inspection) {
        List<String> found = new ArrayList<>();
        for (Deployment deployment : components(inspection)) {
            Integer replicas = deployment.getSpec().getReplicas();
            if (replicas == null || replicas > 0) {
                found.add("Deployment " + deployment.getMetadata().getName());
            }
        }
        for (Service service : inspection
                .client()
                .services()
                .inNamespace(namespace(inspection))
                .list()
                .getItems()) {
            if (service.getMetadata().getName().equals("hubble-peer")) {
                found.add("Service hubble-peer");
            }
        }
        inspection.expect("namespace " + namespace(inspection), "components of Hubble", "none", Inspection.list(found));
        inspection.verifyLimitation();
    }

    @Behavior(
            id = "platform.hubble.relay-with-acns",
            statement = "Advanced Container Networking Services run a Hubble relay",
            source = Source.AKS_OBSERVABILITY,
            profiles = Profile.AKS_MANAGED,
            with = Feature.ACNS,
            how = "The Deployment hubble-relay in the agents' namespace has an available replica.")
    void relay(Inspection inspection) {
        boolean available = components(inspection).stream()
                .filter(deployment -> deployment.getMetadata().getName().equals("hubble-relay"))
                .map(deployment -> deployment.getStatus() == null
                        ? null
                        : deployment.getStatus().getAvailableReplicas())
                .anyMatch(replicas -> replicas != null && replicas > 0);
        inspection.expect("Deployment hubble-relay", "available", "yes", available ? "yes" : "no");
        inspection.verify();
    }

    private static List<Deployment> components(Inspection inspection) {
        return inspection.client().apps().deployments().inNamespace(namespace(inspection)).list().getItems().stream()
                .filter(deployment ->
                        COMPONENTS.contains(deployment.getMetadata().getName()))
                .toList();
    }

    private static String namespace(Inspection inspection) {
        String namespace = inspection.facts().ciliumNamespace();
        return namespace == null ? "kube-system" : namespace;
    }

    @Behavior(
            id = "platform.hubble.port-closed",
            statement = "Where Hubble is off no Hubble server listens on the nodes",
            source = Source.AKS_LIMITATIONS,
            config = "enable-hubble=false",
            needs = Need.HOST_NETWORK,
            how =
                    "From pods in the network namespace of the lane's nodes 127.0.0.1:4244 is refused, while the pod's own"
                            + " port is open.")
    void portClosed(Trial trial) throws InterruptedException {
        NodePorts.refused(trial, "127.0.0.1", HUBBLE, "the Hubble server");
    }
}

package org.ciliumconformance.suites.ciliumpolicy;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.Map;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.dsl.CiliumPeer;
import org.ciliumconformance.suites.dsl.Trial;

/** Services for policies to name. They go with what else a trial changes. */
final class PeerService {
    /** Its value is the Service's name. */
    static final String LABEL = "policy-peer";

    private PeerService() {}

    /** One that selects the pod of this letter. */
    static void selecting(Trial trial, String namespace, String name, String pod) {
        trial.lane()
                .create(headed(trial, namespace, name)
                        .withNewSpec()
                        .withSelector(CiliumPeer.labels(trial.lane(), pod))
                        .addNewPort()
                        .withName("tcp")
                        .withProtocol("TCP")
                        .withPort(Ports.SERVICE_TCP)
                        .withNewTargetPort(Ports.SERVER)
                        .endPort()
                        .endSpec()
                        .build());
    }

    /** A headless one without a selector, whose name leads to a host outside the cluster. */
    static void naming(Trial trial, String namespace, String name, OutsideHost host) {
        trial.lane()
                .create(headed(trial, namespace, name)
                        .withNewSpec()
                        .withClusterIP("None")
                        .addNewPort()
                        .withName("tcp")
                        .withProtocol("TCP")
                        .withPort(host.port())
                        .endPort()
                        .endSpec()
                        .build());
        trial.lane()
                .create(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withNamespace(trial.lane().namespace(namespace))
                        .withName(name + "-outside")
                        .withLabels(Map.of(
                                "kubernetes.io/service-name",
                                name,
                                "endpointslice.kubernetes.io/managed-by",
                                "cilium-conformance"))
                        .endMetadata()
                        .withAddressType(host.address().contains(":") ? "IPv6" : "IPv4")
                        .addNewPort()
                        .withName("tcp")
                        .withProtocol("TCP")
                        .withPort(host.port())
                        .endPort()
                        .addNewEndpoint()
                        .withAddresses(host.address())
                        .endEndpoint()
                        .build());
    }

    private static ServiceBuilder headed(Trial trial, String namespace, String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(trial.lane().namespace(namespace))
                .withName(name)
                .withLabels(Map.of(LABEL, name))
                .endMetadata();
    }
}

package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import org.ciliumconformance.cluster.probe.Protocol;

/** Ports of a NetworkPolicy's rule, in each of the forms that the API knows. */
public final class PolicyPort {
    private PolicyPort() {}

    /** One number, 1 to 65535. */
    public static NetworkPolicyPort number(Protocol protocol, int number) {
        return of(protocol).withPort(new IntOrString(number)).build();
    }

    /** One number of the protocol that is meant where none is said. */
    public static NetworkPolicyPort number(int number) {
        return new NetworkPolicyPortBuilder().withPort(new IntOrString(number)).build();
    }

    /** From one number to another, both included. */
    public static NetworkPolicyPort range(Protocol protocol, int first, int last) {
        return of(protocol).withPort(new IntOrString(first)).withEndPort(last).build();
    }

    /** The TCP port of this name: of the selected pod for ingress, of the peer for egress. */
    public static NetworkPolicyPort named(String name) {
        return of(Protocol.TCP).withPort(new IntOrString(name)).build();
    }

    /** Every number of a protocol. */
    public static NetworkPolicyPort every(Protocol protocol) {
        return of(protocol).build();
    }

    private static NetworkPolicyPortBuilder of(Protocol protocol) {
        return new NetworkPolicyPortBuilder().withProtocol(protocol.name());
    }
}

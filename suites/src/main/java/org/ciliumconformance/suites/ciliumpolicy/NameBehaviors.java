package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.addressesOf;
import static org.ciliumconformance.suites.dsl.CiliumPeer.dnsServer;
import static org.ciliumconformance.suites.dsl.CiliumPeer.entities;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import java.util.List;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.CiliumRule;
import org.ciliumconformance.suites.dsl.Trial;

/** Hosts outside by name: the proxy reads the cluster's own DNS, whose headless Services can name any address. */
class NameBehaviors {
    private static final int DNS = 53;
    private static final String NAME = "named-outside";

    @Behavior(
            id = "cilium-policy.fqdn.name",
            statement = "toFQDNs lets an endpoint reach the addresses that it looked up by a name that matches",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L7,
            config = "enable-l7-proxy!=false",
            needs = Need.OUTSIDE_HOST,
            how = "A headless Service names a host outside. Policies let pods look up names, and reach by name: one pod"
                    + " that of the Service, by which the host answers; another one a name that nobody asks for, and the"
                    + " host is out of its reach. A third may reach world, which shows that names are resolved.")
    void name(Trial trial) {
        OutsideHost host = trial.outsideHost();
        PeerService.naming(trial, "x", NAME, host);
        List<Destination> byName = List.of(new Destination(
                "outside by name", Protocol.TCP, NAME + "." + trial.lane().namespace("x") + ".svc", host.port(), null));
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(lookups(), about(addressesOf("x", NAME)))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .egress(lookups(), about(addressesOf("x", "nobody-asks-for")))
                                .build(),
                        trial.ciliumPolicy("x/c")
                                .egress(lookups(), about(entities("world")))
                                .build())
                .from("x/c", byName, controlled(ALLOWED))
                .from("x/a", byName, is(ALLOWED))
                .from("x/b", byName, is(DROPPED))
                .verify();
    }

    private static CiliumRule lookups() {
        return about(dnsServer()).onAnyProtocol(DNS).dns();
    }
}

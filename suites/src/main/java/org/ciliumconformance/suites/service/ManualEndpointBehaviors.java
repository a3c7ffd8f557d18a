package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** Services without a selector, whose EndpointSlices somebody writes. */
class ManualEndpointBehaviors {

    @Behavior(
            id = "service.manual-endpoints.other-namespace",
            statement = "A Service without a selector leads to the pods of other namespaces that its EndpointSlices"
                    + " name",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "A Service of one namespace and an EndpointSlice with the address of another namespace's pod: that"
                    + " pod answers at the ClusterIP, from both nodes.")
    void otherNamespace(Trial trial) {
        LanePod pod = trial.lane().pod("z/b");
        LaneService service = trial.service("x", "foreign").create().addEndpoint("tcp", TCP, pod.address(), pod.node());
        verify(trial, List.of(trial.direct(TCP, pod)), service.answeredBy(pod.name(), TCP));
    }

    @Behavior(
            id = "service.manual-endpoints.outside",
            statement = "A Service without a selector leads to hosts outside the cluster that its EndpointSlices name",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            needs = Need.OUTSIDE_HOST,
            how = "A Service and an EndpointSlice with the address of a known host outside the cluster: it answers at"
                    + " the ClusterIP, from both nodes.")
    void outside(Trial trial) {
        OutsideHost host = trial.outsideHost();
        LaneService service =
                trial.service("x", "outside").create().addEndpoint("tcp", TCP, host.address(), host.port(), "");
        Destination direct = new Destination("outside " + host.address(), TCP, host.address(), host.port(), null);
        Destination byService = service.answeredBy("", TCP).get(0);
        verify(
                trial,
                List.of(direct),
                List.of(new Destination(byService.name(), TCP, byService.address(), byService.port(), null)));
    }

    private static void verify(Trial trial, List<Destination> direct, List<Destination> byService) {
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("y/a", "y/b")) {
            scenario.from(from, direct, controlled(ALLOWED)).from(from, byService, is(ALLOWED));
        }
        scenario.verify();
    }
}

package org.ciliumconformance.suites.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;
import org.ciliumconformance.suites.k3s.EngineView;
import org.ciliumconformance.suites.k3s.NeedsDocker;
import org.ciliumconformance.suites.k3s.StandInProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test as somebody else would write it. */
@NeedsDocker
@ExtendWith(StandInProperties.class)
@CiliumOnK3s(image = "${stand-in.image}", manifest = "${stand-in.manifest}", nodes = 2)
class CiliumOnK3sIT {
    @Test
    void theClusterIsTheOneThatWasAskedFor(Target target, Inspection inspection, KubernetesClient client) {
        assertThat(target.name()).isEqualTo("k3s");
        assertThat(inspection.facts().ciliumVersion()).hasToString("1.18.2");
        assertThat(client.nodes().list().getItems()).hasSize(2);
        assertThat(new EngineView().containers()).hasSize(2);
    }

    @Test
    void aTrialHasALaneOfItsOwn(Trial trial) {
        trial.under(trial.policy("x/*").denyIngress().build())
                .from("y/a", trial.pods("y/a", "x/a", "x/b").list(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "y/b").list(), is(ALLOWED))
                .verify();
    }

    @Test
    void aTrialThatExpectsWhatIsNotSoFails(Trial trial) {
        assertThatThrownBy(() -> trial.under(trial.policy("x/*").denyIngress().build())
                        .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                        .verify())
                .isInstanceOf(Deviation.class);
    }
}

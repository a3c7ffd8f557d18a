package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does what the pods of a Job would do, since those of the simulated cluster run no images: the very arguments of the
 * Job, with the folder of a test for its volume, and few behaviors.
 */
final class JobWorker {
    private static final String NAMESPACE = "cilium-conformance";

    private final KubernetesClient client;
    private final Path kubeconfig;
    private final Path volume;

    JobWorker(KubernetesClient client, Path kubeconfig, Path volume) {
        this.client = client;
        this.kubeconfig = kubeconfig;
        this.volume = volume;
    }

    void work(String name) {
        Job job =
                client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
        assertThat(job).as(name).isNotNull();
        Integer completions = job.getSpec().getCompletions();
        Container container =
                job.getSpec().getTemplate().getSpec().getContainers().get(0);
        for (int index = 0; index < (completions == null ? 1 : completions); index++) {
            CommandSession session = new CommandSession();
            assertThat(session.execute(words(job, container.getArgs(), index)))
                    .as(container.getArgs() + ": " + session.err())
                    .isZero();
        }
        // As it is now: the Job controller has written its status since.
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).editStatus(now -> new JobBuilder(now)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
    }

    private String[] words(Job job, List<String> arguments, int index) {
        Stream<String> words = arguments.stream()
                .map(word -> word.replace("$(RUN)", job.getMetadata().getUid())
                        .replace("$(JOB_COMPLETION_INDEX)", String.valueOf(index))
                        .replace("--shard=auto/", "--shard=" + (index + 1) + "/")
                        .replace("--target=kubeconfig", "--kubeconfig=" + kubeconfig)
                        .replace("/results/", volume + "/"));
        return (arguments.contains("run") ? Stream.concat(words, ShortLauncher.FEW.stream()) : words)
                .toArray(String[]::new);
    }
}

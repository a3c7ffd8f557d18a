package org.ciliumconformance.suites.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Network;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** What a test sees of our clusters in the engine. */
public final class EngineView {
    private static final List<String> OURS = List.of("cilium-conformance.org/owner=cilium-conformance");

    private final DockerClient docker = DockerClientFactory.instance().client();

    /** Containers of ours, the server first. */
    public List<InspectContainerResponse> containers() {
        List<InspectContainerResponse> inspected = new ArrayList<>();
        for (Container container : docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(OURS)
                .exec()) {
            inspected.add(docker.inspectContainerCmd(container.getId()).exec());
        }
        inspected.sort((one, other) -> Boolean.compare(isAgent(one), isAgent(other)));
        return inspected;
    }

    private static boolean isAgent(InspectContainerResponse container) {
        return List.of(container.getArgs()).contains("agent");
    }

    /** Networks of ours. */
    public List<Network> networks() {
        return docker.listNetworksCmd().withFilter("label", OURS).exec();
    }

    /** All that is there of ours, in words; empty when there is nothing. */
    public List<String> left() {
        List<String> left = new ArrayList<>();
        containers().forEach(container -> left.add("container " + container.getName()));
        networks().forEach(network -> left.add("network " + network.getName()));
        return left;
    }

    /** What a container wrote. */
    public String log(String id) throws InterruptedException {
        StringBuilder log = new StringBuilder();
        docker.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        log.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })
                .awaitCompletion();
        return log.toString();
    }

    /** Removes all that is there of ours, for tests that follow one that failed. */
    public void clear() {
        containers().forEach(container -> docker.removeContainerCmd(container.getId())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        networks().forEach(network -> docker.removeNetworkCmd(network.getId()).exec());
    }

    public DockerClient docker() {
        return docker;
    }
}

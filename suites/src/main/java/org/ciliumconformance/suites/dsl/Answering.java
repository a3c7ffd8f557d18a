package org.ciliumconformance.suites.dsl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.probe.Prober;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.settle.Settling;
import org.ciliumconformance.cluster.settle.Timing;

/**
 * What servers say to many connections that are made at once: who answers, what source they see, what a name resolves
 * to. It is looked at in rounds until it is as expected and stays so.
 */
public final class Answering {
    /** So many connections that one of three endpoints without any of them is no accident: once in 60,000 rounds. */
    public static final int ENOUGH = 30;

    private final Lane lane;
    private final Journal journal;
    private Timing timing;
    private final String title;
    private final List<Question> questions = new ArrayList<>();

    /** Why a probe of the last round could not be made; empty when all were. */
    private String failure = "";

    /**
     * @param expected any of these is right; several answers are sorted, with commas between
     * @param control whether it only shows that the others can be trusted
     */
    private record Question(
            String from, Prober source, String to, Probe probe, int times, List<String> expected, boolean control) {
        Question asControl() {
            return new Question(from, source, to, probe, times, expected, true);
        }
    }

    Answering(Lane lane, Journal journal, Timing timing, String title) {
        this.lane = lane;
        this.journal = journal;
        this.timing = timing;
        this.title = title;
    }

    /**
     * Asks for the server's name over so many connections.
     *
     * @param expected servers that answer, each set as {@link #all} writes it; any of the sets is right
     */
    public Answering servers(String from, Destination to, int times, String... expected) {
        return add(from, lane.pod(from).prober(), to.name(), hostname(to), times, List.of(expected), false);
    }

    private Probe hostname(Destination to) {
        Duration timeout = timing.probe();
        return to.protocol() == Protocol.UDP
                ? Probe.udpHostname(to.address(), to.port(), timeout, null)
                : Probe.hostname(to.address(), to.port(), timeout, null);
    }

    /**
     * Says that what is asked for shows only after a client was idle: looks are so far apart.
     *
     * @param looks how many, at least, before it is given up
     */
    public Answering idleBetweenLooks(Duration idle, int looks) {
        timing = timing.lookingEvery(idle, looks);
        return this;
    }

    /** Says that all of it only shows that what follows can be trusted. */
    public Answering asControls() {
        questions.replaceAll(Question::asControl);
        return this;
    }

    /** Several names as one answer. */
    public static String all(String... names) {
        return String.join(", ", new TreeSet<>(List.of(names)));
    }

    /** Asks a server by HTTP for a path; its answer must be one of those. */
    public Answering says(String from, Prober source, Destination to, String path, String... expected) {
        Probe probe = new Probe(Probe.Kind.HTTP_GET, to.address(), to.port(), timing.probe(), path, null);
        return add(from, source, to.name(), probe, 1, List.of(expected), false);
    }

    /** Asks the server which address it sees the client at; its answer must be one of those. */
    public Answering seesSource(String from, Prober source, Destination to, String... expected) {
        return says(from, source, to, "/clientip", expected);
    }

    /** Resolves a name; the answer must be these addresses, as {@link #all} writes them. */
    public Answering resolves(String from, String name, String... expected) {
        return add(from, lane.pod(from).prober(), name, resolving(name), 1, List.of(expected), false);
    }

    /** Resolves a name that must resolve for the other questions to mean anything. */
    public Answering controlResolves(String from, String name, String expected) {
        return add(from, lane.pod(from).prober(), name, resolving(name), 1, List.of(expected), true);
    }

    /** Connects to a server that must answer for the other questions to mean anything. */
    public Answering control(String from, Destination to, String server) {
        return control(from, lane.pod(from).prober(), to, server);
    }

    /** The same from somewhere else than a pod of the lane. */
    public Answering control(String from, Prober source, Destination to, String server) {
        return add(from, source, to.name(), hostname(to), 1, List.of(server), true);
    }

    private Probe resolving(String name) {
        // A lookup may go through the whole search path, and dig takes a while to start.
        return new Probe(Probe.Kind.RESOLVE, name, 53, timing.probe().multipliedBy(4), "-", null);
    }

    private Answering add(
            String from, Prober source, String to, Probe probe, int times, List<String> expected, boolean control) {
        questions.add(new Question(from, source, to, probe, times, expected, control));
        return this;
    }

    /** Looks until all is as expected or stays otherwise, and gives the answers, by question in their order. */
    public List<String> observe() {
        return look().last().state();
    }

    /**
     * Looks until all is as expected, and gives the answers, by question in their order.
     *
     * @throws Deviation when something else than expected is answered
     * @throws Inconclusive when a control or a probe failed
     */
    public List<String> verify() {
        List<String> answers = look().last().state();
        StringBuilder wrong = new StringBuilder();
        StringBuilder failed = new StringBuilder();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            if (!question.expected().contains(answers.get(i))) {
                boolean noVerdict = question.control() || answers.get(i).contains(Outcome.PROBE_FAILED.name());
                (noVerdict ? failed : wrong)
                        .append(question.from())
                        .append(" asked ")
                        .append(question.to())
                        .append(": expected ")
                        .append(question.expected().stream()
                                .map(Answering::shortened)
                                .collect(Collectors.joining(" or ")))
                        .append(", was ")
                        .append(shortened(answers.get(i)))
                        .append("; ");
            }
        }
        if (!failed.isEmpty()) {
            throw new Inconclusive("Control failed: " + failed + failure);
        }
        if (!wrong.isEmpty()) {
            throw new Deviation(wrong.toString());
        }
        return answers;
    }

    private Settling.Settled<List<String>> look() {
        Settling.Settled<List<String>> settled = new Settling(timing).until(() -> {
            List<String> answers = round();
            // A probe that failed says nothing; the next round opens its exec stream anew.
            boolean disturbed = answers.stream().anyMatch(answer -> answer.contains(Outcome.PROBE_FAILED.name()));
            return new Settling.Round<>(
                    asExpected(answers)
                            ? Settling.Standing.EXPECTED
                            : disturbed ? Settling.Standing.PENDING : Settling.Standing.OTHER,
                    answers);
        });
        journal.matrix(new Journal.Matrix(
                title, Journal.Phase.UNDER_TEST, rows(settled.last().state())));
        if (settled.expected()) {
            journal.settled("state reached", settled.time(), settled.rounds());
        }
        return settled;
    }

    private boolean asExpected(List<String> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (!questions.get(i).expected().contains(answers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<String> round() {
        List<Lane.SourcedProbe> probes = new ArrayList<>();
        questions.forEach(question -> probes.addAll(
                Collections.nCopies(question.times(), new Lane.SourcedProbe(question.source(), question.probe()))));
        List<ProbeResult> results = lane.observe(probes);
        failure = results.stream()
                .filter(result -> result.outcome() == Outcome.PROBE_FAILED)
                .map(ProbeResult::detail)
                .findFirst()
                .orElse("");
        List<String> answers = new ArrayList<>();
        int next = 0;
        for (Question question : questions) {
            Set<String> seen = new TreeSet<>();
            results.subList(next, next + question.times())
                    .forEach(result -> seen.addAll(said(question.probe(), result)));
            next += question.times();
            answers.add(String.join(", ", seen));
        }
        return answers;
    }

    private static Set<String> said(Probe probe, ProbeResult result) {
        if (result.outcome() != Outcome.ALLOWED) {
            return Set.of(result.outcome().name());
        }
        String reply = result.reply();
        return switch (probe.kind()) {
            case RESOLVE -> Set.of(reply.split(","));
            case HTTP_GET -> Set.of(probe.argument().equals("/clientip") ? withoutPort(reply) : reply);
            default -> Set.of(reply);
        };
    }

    /** {@code 10.0.0.1:4711} or {@code [fd00::1]:4711} as an address. */
    static String withoutPort(String peer) {
        int colon = peer.lastIndexOf(':');
        String address = colon < 0 ? peer : peer.substring(0, colon);
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private List<Journal.Row> rows(List<String> answers) {
        List<Journal.Row> rows = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Question question = questions.get(i);
            rows.add(new Journal.Row(
                    question.from(),
                    question.to(),
                    question.probe().kind().name(),
                    question.probe().port(),
                    question.expected().stream().map(Answering::shortened).collect(Collectors.toList()),
                    shortened(answers.get(i)),
                    question.times() == 1 ? "" : question.times() + " connections"));
        }
        return rows;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 60) + "... (" + text.length() + " characters)";
    }
}

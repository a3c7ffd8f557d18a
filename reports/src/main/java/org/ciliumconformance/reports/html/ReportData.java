package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ciliumconformance.reports.model.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What the script of {@code report.html} draws behaviors from. Thousands of behaviors share most of their words and
 * matrices, so each is there once and referred to by its place; 0 stands for nothing. {@code page.js} reads the same
 * order of fields.
 */
final class ReportData {

    /** Things that are referred to by their place, counted from 1. */
    private static final class Places<T> {
        private final Map<T, Integer> places = new LinkedHashMap<>();

        int of(@Nullable T thing) {
            if (thing == null) {
                return 0;
            }
            Integer known = places.get(thing);
            if (known == null) {
                known = places.size() + 1;
                places.put(thing, known);
            }
            return known;
        }

        List<T> inOrder() {
            return new ArrayList<>(places.keySet());
        }
    }

    private static final List<Kind> KINDS = List.of(Kind.REQUIRED, Kind.LIMITATION, Kind.PERMITTED);

    private record Cited(String words, @Nullable String address) {}

    private final Places<String> texts = new Places<>();
    private final Places<Cited> citations = new Places<>();
    private final Places<Outcome> outcomes = new Places<>();
    private final Places<MatrixView> matrices = new Places<>();
    private final JsonGenerator out;

    private ReportData(JsonGenerator out) {
        this.out = out;
    }

    /**
     * @param results what to draw, in the order in which to show it
     * @param elsewhere anchors of those that the page shows without the script
     */
    static String of(List<ResultView> results, Set<String> elsewhere) {
        return InertJson.of(out -> new ReportData(out).write(results, elsewhere));
    }

    private void write(List<ResultView> results, Set<String> elsewhere) {
        out.writeStartObject();
        array("results", results, result -> result(result, elsewhere.contains(result.anchor())));
        // Matrices name outcomes and texts, so they come before these.
        array("matrices", matrices.inOrder(), this::matrix);
        array("outcomes", outcomes.inOrder(), this::outcome);
        array("citations", citations.inOrder(), this::citation);
        array("texts", texts.inOrder(), out::writeString);
        out.writeEndObject();
    }

    private void result(ResultView result, boolean shownElsewhere) {
        out.writeStartArray();
        out.writeString(result.id());
        out.writeString(result.anchor().equals(result.id()) ? "" : result.anchor());
        number(Tally.ORDER.indexOf(result.verdict()));
        number((result.flaky() ? 1 : 0) + (shownElsewhere ? 2 : 0));
        number(KINDS.indexOf(result.kind()));
        text(result.area());
        text(result.title());
        text(result.statement());
        number(citations.of(new Cited(result.citation(), result.address())));
        text(result.reason());
        text(result.observation());
        each(result.marks(), this::text);
        each(result.matrices(), matrix -> number(matrices.of(matrix)));
        each(result.settleTimes(), time -> {
            text(time.what());
            number(time.duration().toMillis());
            number(time.rounds());
        });
        number(result.offset().toMillis());
        number(result.duration().toMillis());
        each(result.attempts(), attempt -> {
            number(attempt.number());
            number(Tally.ORDER.indexOf(attempt.verdict()));
            text(attempt.reason());
            number(attempt.duration().toMillis());
        });
        each(result.evidence(), folder -> {
            text(folder.name());
            text(folder.link());
            each(folder.files(), this::text);
        });
        text(result.lane());
        out.writeEndArray();
    }

    private void matrix(MatrixView matrix) {
        out.writeStartArray();
        text(matrix.title());
        text(matrix.service());
        number(matrix.control() ? 1 : 0);
        text(matrix.tally());
        number(matrix.differing());
        number(matrix.omitted());
        each(matrix.columns(), this::text);
        each(matrix.rows(), row -> {
            text(row.head());
            each(row.slots(), slot -> {
                // Nearly every slot has one outcome.
                if (slot.size() == 1) {
                    number(outcomes.of(slot.get(0)));
                } else {
                    each(slot, outcome -> number(outcomes.of(outcome)));
                }
            });
        });
        out.writeEndArray();
    }

    private void outcome(Outcome outcome) {
        out.writeStartArray();
        text(outcome.observed());
        text(outcome.expected());
        text(outcome.tone());
        text(outcome.detail());
        out.writeEndArray();
    }

    private void citation(Cited citation) {
        out.writeStartArray();
        out.writeString(citation.words());
        String address = citation.address();
        out.writeString(address == null ? "" : address);
        out.writeEndArray();
    }

    private void text(@Nullable String text) {
        number(texts.of(text));
    }

    private void number(long number) {
        out.writeNumber(number);
    }

    private <T> void array(String name, List<T> elements, Consumer<T> write) {
        out.writeName(name);
        each(elements, write);
    }

    private <T> void each(List<T> elements, Consumer<T> write) {
        out.writeStartArray();
        elements.forEach(write);
        out.writeEndArray();
    }
}

package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.compare.Comparison;

/**
 * Two runs, one held against the other.
 *
 * @param layout what is around it
 * @param changes what changed
 * @param notes what a reader should know about waivers
 * @param report the way to the report of the later run, empty where there is none
 */
record ComparisonView(Layout layout, ChangesView changes, List<String> notes, String report) {

    private static final int CHANGES_AT_MOST = 300;

    ComparisonView {
        notes = List.copyOf(notes);
    }

    static ComparisonView of(Comparison comparison, Gate gate, String report) {
        ChangesView changes = ChangesView.of(comparison, gate, CHANGES_AT_MOST);
        List<Layout.Section> sections = new ArrayList<>();
        sections.add(new Layout.Section("summary", "Summary"));
        sections.add(new Layout.Section("changes", "Changes"));
        if (!changes.environment().isEmpty()) {
            sections.add(new Layout.Section("differences", "Cluster and run"));
        }
        if (!changes.settling().isEmpty()) {
            sections.add(new Layout.Section("settling", "Settle times"));
        }
        Layout layout = new Layout(
                changes.sign() + " " + changes.headline() + " · "
                        + changes.before().id() + " to " + changes.after().id(),
                "comparison",
                comparison.before().environment().simulated()
                        || comparison.after().environment().simulated(),
                sections,
                "{}",
                Shown.name(comparison.after().run().suiteVersion()));
        return new ComparisonView(layout, changes, Waived.needingAttention(comparison.waivers()), report);
    }

    /** The kinds of changes, as a table of contents. */
    List<ChangesView.Group> contents() {
        return changes.groups();
    }

    boolean nothing() {
        return changes.groups().isEmpty();
    }
}

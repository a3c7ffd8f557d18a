package org.ciliumconformance.reports.html;

import java.util.List;

/**
 * What is around the content of every page.
 *
 * @param title title of the window
 * @param kind what kind of page it is, as its script knows it: {@code report}, {@code compare} or {@code history}
 * @param simulated whether what is shown was seen on a simulated cluster
 * @param sections the parts of the page, in their order
 * @param data what the script draws from, as {@link InertJson}
 * @param suiteVersion version of the suite that made what is shown
 */
record Layout(String title, String kind, boolean simulated, List<Section> sections, String data, String suiteVersion) {

    /**
     * A part of a page that can be gone to.
     *
     * @param anchor its name, without the prefix
     * @param heading what it is called
     */
    record Section(String anchor, String heading) {}

    Layout {
        sections = List.copyOf(sections);
    }

    /** Nothing is loaded from anywhere and nothing is sent; the styles and the script of this page, and no others. */
    String policy() {
        return "default-src 'none'; style-src " + Asset.STYLES.source() + "; script-src " + Asset.SCRIPT.source()
                + "; base-uri 'none'; form-action 'none'";
    }

    String styles() {
        return Asset.STYLES.content();
    }

    String script() {
        return Asset.SCRIPT.content();
    }
}

package org.ciliumconformance.suites.cli;

import picocli.CommandLine.Option;

/** For people or for scripts. */
final class OutputForm {
    /** The forms. */
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the output. Default: text.")
    private Form form = Form.TEXT;

    boolean json() {
        return form == Form.JSON;
    }
}

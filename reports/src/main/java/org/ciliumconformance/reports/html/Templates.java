package org.ciliumconformance.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.nio.file.Path;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.AtomicFile;

/** The compiled templates. A file is rendered whole before it is written. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), Templates.class.getPackageName());

    private Templates() {}

    /**
     * Writes a page.
     *
     * @param template name of the template
     * @param view what it shows
     * @throws ReportException when the file cannot be written
     */
    static void write(Path file, String template, Object view) {
        Utf8ByteOutput page = new Utf8ByteOutput();
        ENGINE.render(template, view, page);
        AtomicFile.write(file, page::writeTo);
    }
}

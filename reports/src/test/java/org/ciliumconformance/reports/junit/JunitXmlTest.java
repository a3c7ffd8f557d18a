package org.ciliumconformance.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.File;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitXmlTest {

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Element rendered(ResultsDocument document, boolean strict) throws Exception {
        return parsed(new JunitXml(strict).render(document));
    }

    private static Element testcase(Element root, String name) {
        for (Element testcase : elements(root, "testcase")) {
            if (testcase.getAttribute("name").equals(name)) {
                return testcase;
            }
        }
        throw new AssertionError("no testcase " + name);
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> childrenOf(Element element) {
        List<String> names = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                names.add(child.getTagName());
            }
        }
        return names;
    }

    @Test
    void areasAreSuitesAndTheirCountsAddUp() throws Exception {
        Element root = rendered(Samples.everyVerdict(), false);

        assertThat(elements(root, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("network-policy", "service");
        assertThat(List.of("tests", "failures", "errors", "skipped"))
                .extracting(root::getAttribute)
                .containsExactly("6", "1", "1", "1");
        assertThat(root.getAttribute("time")).isEqualTo("8.000");
    }

    @Test
    void aDeviationIsAFailureWithItsMatrixAndCitation() throws Exception {
        Element testcase =
                testcase(rendered(Samples.everyVerdict(), false), "network-policy.ipblock.egress-excludes-pods");

        assertThat(childrenOf(testcase)).containsExactly("failure");
        assertThat(testcase.getAttribute("classname")).isEqualTo("network-policy");
        assertThat(testcase.getAttribute("time")).isEqualTo("1.234");
        Element failure = elements(testcase, "failure").get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("1 of 4 probes differs: x/a reached y/b");
        assertThat(failure.getAttribute("type")).isEqualTo("DEVIATES");
        assertThat(failure.getTextContent())
                .contains("x/a        .    . (X)", "Limitations (2024-02-12)", "https://learn.microsoft.com/");
    }

    @Test
    void inconclusiveIsAnErrorAndNotApplicableIsSkippedWithItsReason() throws Exception {
        Element root = rendered(Samples.everyVerdict(), false);

        assertThat(elements(testcase(root, "service.nodeport.udp"), "error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getAttribute("message")).isEqualTo("the baseline did not answer"));
        assertThat(elements(testcase(root, "service.windows"), "skipped"))
                .singleElement()
                .satisfies(
                        skipped -> assertThat(skipped.getAttribute("message")).isEqualTo("needs a Windows node"));
    }

    @Test
    void aLiftedLimitationPassesWithANoteAndFailsAStrictRun() throws Exception {
        String id = "service.internal-traffic-policy";

        Element passed = testcase(rendered(Samples.everyVerdict(), false), id);
        assertThat(childrenOf(passed)).containsExactly("system-out");
        assertThat(passed.getTextContent()).contains("LIFTED", "only local backends answered");
        assertThat(childrenOf(testcase(rendered(Samples.everyVerdict(), true), id)))
                .containsExactly("failure", "system-out");
    }

    @Test
    void aFlakyPassCarriesItsFailedAttempts() throws Exception {
        Element testcase = testcase(rendered(Samples.everyVerdict(), false), "service.clusterip.tcp");

        assertThat(childrenOf(testcase)).containsExactly("flakyFailure");
        assertThat(testcase.getTextContent()).contains("attempt 1: no answer");
    }

    @Test
    void everySuiteNamesTheEnvironment() throws Exception {
        Element root = rendered(Samples.everyVerdict(), false);

        for (Element suite : elements(root, "testsuite")) {
            assertThat(elements(suite, "property"))
                    .anySatisfy(property -> {
                        assertThat(property.getAttribute("name")).isEqualTo("cilium.version");
                        assertThat(property.getAttribute("value")).isEqualTo("1.19.4");
                    })
                    .anySatisfy(property -> {
                        assertThat(property.getAttribute("name")).isEqualTo("simulated");
                        assertThat(property.getAttribute("value")).isEqualTo("true");
                    });
        }
    }

    @Test
    void aRunThatCouldNotStartOrEndIsNeverGreen() throws Exception {
        assertThat(rendered(Samples.unprepared(), false).getAttribute("errors")).isEqualTo("1");

        ResultsDocument whole = Samples.of(Samples.conforming("a"));
        ResultsDocument killed = new ResultsDocument(
                1, Samples.run(), whole.environment(), new PlanCounts(3, 3, 0), whole.results(), List.of());
        Element root = rendered(killed, false);
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        assertThat(testcase(root, "completeness").getTextContent()).contains("2 behaviors have no result");
    }

    @Test
    void anyTextIsLegalXmlAndReadsBack() throws Exception {
        Element root = rendered(Samples.hostile(), true);
        Element failure = elements(testcase(root, "area.hostile"), "failure").get(0);

        assertThat(failure.getAttribute("message"))
                .isEqualTo(Samples.HOSTILE
                        .replace('\u0000', '\uFFFD')
                        .replace('\u0008', '\uFFFD')
                        .replace('\u001b', '\uFFFD')
                        .replace('\uD800', '\uFFFD')
                        .replace('\uFFFE', '\uFFFD'));
        assertThat(elements(root, "script")).isEmpty();
    }

    @Test
    void lineBreaksInAttributesSurvive() throws Exception {
        Element root = rendered(Samples.unprepared(), false);

        assertThat(elements(root, "error").get(0).getAttribute("message"))
                .isEqualTo("https://10.0.0.1:6443 did not answer within 2 min\nCheck the address of context prod.");
    }

    @Test
    void theFileIsTheRenderingInUtf8(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("junit.xml");
        new JunitXml(false).write(file, Samples.hostile());

        assertThat(Files.readString(file)).isEqualTo(new JunitXml(false).render(Samples.hostile()));
    }

    static Stream<ResultsDocument> documents() {
        return Stream.of(
                Samples.everyVerdict(),
                Samples.unprepared(),
                Samples.hostile(),
                Samples.of(),
                Samples.large(60),
                new ResultsDocument(
                        1, Samples.run(), Samples.environment(), new PlanCounts(3, 3, 0), List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySuiteKeepsToTheSchemaOfSurefire(ResultsDocument document) throws Exception {
        for (boolean strict : new boolean[] {false, true}) {
            for (Element suite : elements(rendered(document, strict), "testsuite")) {
                assertThatNoException().isThrownBy(() -> schema().newValidator().validate(new DOMSource(suite)));
            }
        }
    }

    @Test
    void theSchemaRefusesWhatSurefireWould() throws Exception {
        String good = new JunitXml(false).render(Samples.everyVerdict());

        for (String bad : List.of(
                good.replaceFirst("time=\"1.234\"", ""),
                good.replaceFirst("time=\"1.234\"", "time=\"1,234\""),
                good.replaceFirst("<skipped message=\"[^\"]*\"/>", "<system-out/><skipped/>"),
                good.replaceFirst("<stackTrace>[^<]*</stackTrace>", ""),
                good.replaceFirst("<properties>", "<unknown/><properties>"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatExceptionOfType(SAXException.class).isThrownBy(() -> {
                for (Element suite : elements(parsed(bad), "testsuite")) {
                    schema().newValidator().validate(new DOMSource(suite));
                }
            });
        }
    }

    private static Schema schema() throws SAXException {
        String original = System.getProperty("surefire.xsd");
        URL ours = Objects.requireNonNull(
                JunitXmlTest.class.getResource("/org/ciliumconformance/reports/junit/surefire-report.xsd"));
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        return original == null ? factory.newSchema(ours) : factory.newSchema(new File(original));
    }
}

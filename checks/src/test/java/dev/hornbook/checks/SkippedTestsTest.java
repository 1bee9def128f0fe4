package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/**
 * A test that was skipped in this build is named in docs/skips.md with its reason. This module runs last, so the reports of all others are
 * there to be read.
 */
class SkippedTestsTest {
    private final Repository repository = Repository.here();

    @Test
    void everySkippedTestIsNamedWithAReason() throws IOException, XMLStreamException {
        var reasons = reasons();
        var silent = new ArrayList<String>();
        for (var report : reports()) {
            for (var test : skippedIn(report)) {
                if (!reasons.containsKey(test) && !reasons.containsKey(test.replaceFirst("\\.[^.]+$", ""))) {
                    silent.add(test);
                }
            }
        }
        assertThat(silent).as("tests that were skipped in silence: run them, or name each in docs/skips.md with its reason").isEmpty();
    }

    @Test
    void everyNamedSkipHasAReasonAndIsATestOfOurs() {
        assertThat(reasons()).allSatisfy((test, reason) -> {
            assertThat(reason).as(test).isNotBlank();
            var path = "/" + test.replaceFirst("\\.[a-z]\\w*$", "").replace('.', '/') + ".java";
            assertThat(repository.files()).as(test).anyMatch(file -> file.endsWith(path));
        });
    }

    /** The table of docs/skips.md: class, or class and method, to reason. */
    private Map<String, String> reasons() {
        var reasons = new TreeMap<String, String>();
        repository.text("docs/skips.md").orElseThrow().lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            var cells = line.split("\\|");
            reasons.put(cells[1].strip().replace("`", ""), cells[2].strip());
        });
        return reasons;
    }

    private List<Path> reports() throws IOException {
        var report = FileSystems.getDefault().getPathMatcher("glob:**/target/{surefire,failsafe}-reports/TEST-*.xml");
        try (var files = Files.find(repository.root(), 5, (path, attributes) -> attributes.isRegularFile() && report.matches(path))) {
            return files.sorted().toList();
        }
    }

    private static List<String> skippedIn(Path report) throws IOException, XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var skipped = new ArrayList<String>();
        try (var in = Files.newInputStream(report)) {
            var xml = factory.createXMLStreamReader(in);
            var test = "";
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    if (xml.getLocalName().equals("testcase")) {
                        var method = xml.getAttributeValue(null, "name").replaceFirst("[(\\[{].*", "").strip();
                        test = xml.getAttributeValue(null, "classname") + (method.isEmpty() ? "" : "." + method);
                    } else if (xml.getLocalName().equals("skipped")) {
                        skipped.add(test);
                    }
                }
            }
            xml.close();
        }
        return skipped;
    }
}

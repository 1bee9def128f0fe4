package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The quickstart's versions are those that are built with. */
class VersionsTest {
    private static final Path ROOT = Path.of(System.getProperty("hornbook.root"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| ([^| ]+) \\| `([^`]+)` \\|$");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z0-9.-]+(?:\\.version|\\.release))>([^<]+)</");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^ {4}\"([^\"]+)\": \"[~^]?([0-9][^\"]*)\"");

    @Test
    void theTableHasTheBuildsVersions() throws IOException {
        Map<String, String> built = pairs(PROPERTY, "pom.xml", 1, 2);
        built.putAll(pairs(PACKAGE, "frontend/package.json", 1, 2));
        Map<String, String> told = pairs(ROW, "docs/quickstart.md", 2, 1);

        assertThat(told).hasSizeGreaterThan(10).allSatisfy((name, version) -> assertThat(version).as(name).isEqualTo(built.get(name)));
    }

    private static Map<String, String> pairs(Pattern pattern, String file, int key, int value) throws IOException {
        Map<String, String> pairs = new TreeMap<>();
        pattern.matcher(Files.readString(ROOT.resolve(file))).results().forEach(found -> pairs.put(found.group(key), found.group(value)));
        return pairs;
    }
}

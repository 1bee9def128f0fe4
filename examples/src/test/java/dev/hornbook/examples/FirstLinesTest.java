package dev.hornbook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown first is what the project outside our build really has: its dependency, and the lines of its program. */
class FirstLinesTest {
    private static final Path ROOT = Path.of(System.getProperty("hornbook.root"));

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/pool.md"})
    void theDependencyIsTheConsumers(String page) throws IOException {
        String dependency = found("consumer/pom.xml", "(?s)<dependency>.*?</dependency>");
        assertThat(Files.readString(ROOT.resolve(page))).contains("```xml\n" + dependency + "\n```\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/pool.md"})
    void theSixLinesAreTheConsumers(String page) throws IOException {
        String lines = found("consumer/src/main/java/example/consumer/Main.java", "(?s)try \\(var db.*?\n {8}}");
        assertThat(lines).hasLineCount(6);
        assertThat(Files.readString(ROOT.resolve(page))).contains("```java\n" + lines + "\n```\n");
    }

    private static String found(String file, String pattern) throws IOException {
        var matcher = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve("pool").resolve(file)));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return (" ".repeat(indentation(matcher.start(), file)) + matcher.group()).stripIndent();
    }

    private static int indentation(int start, String file) throws IOException {
        String text = Files.readString(ROOT.resolve("pool").resolve(file));
        return start - text.lastIndexOf('\n', start) - 1;
    }
}

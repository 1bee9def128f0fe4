package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What holds for every file of the repository, whoever wrote it. */
class RepositoryTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private final Repository repository = Repository.here();

    @Test
    void nothingIsHardCodedThatBelongsInTheEnvironment() {
        assertThat(findings(repository.files(), HardCoded::in)).isEmpty();
    }

    @Test
    void lockFilesAndPomsNameNoRegistry() {
        var locks = findings(repository.files("package-lock.json"), text -> matches(text, "\"resolved\"\\s*:.*"));
        var npm = findings(repository.files(".npmrc"), text -> matches(text, "(?m)^.*registry\\s*=.*$"));
        var poms = findings(repository.files("pom.xml"), text -> matches(text, "<(?:plugin)?[rR]epository>"));
        assertThat(Stream.of(locks, npm, poms).flatMap(List::stream)).isEmpty();
    }

    @Test
    void noSecretFileIsTracked() {
        assertThat(repository.files()).noneMatch(file -> file.matches("(?:.*/)?\\.env") || file.startsWith(".hornbook/"));
    }

    @Test
    void sourcesSleepForNothingAndLeaveNothingUndone() {
        var undone = "Thread\\.sle" + "ep\\(|\\bTO" + "DO\\b|\\bFIX" + "ME\\b|@Dis" + "abled\\b|\\b(?:it|test|describe)\\.(?:on" + "ly|sk"
                + "ip)\\(";
        assertThat(findings(repository.files(".java", ".ts", ".tsx", ".sql", ".sh"), text -> matches(text, undone))).isEmpty();
    }

    @Test
    void theReadmeHasAtMostAHundredAndTwentyLines() {
        assertThat(repository.files("README.md")).filteredOn("README.md"::equals)
                .allSatisfy(readme -> assertThat(repository.text(readme).orElseThrow().lines().count()).isLessThanOrEqualTo(120));
    }

    @Test
    void everyRelativeLinkInADocumentLeadsToAFile() {
        var broken = new ArrayList<String>();
        for (var file : repository.files(".md")) {
            var folder = repository.root().resolve(file).getParent();
            LINK.matcher(repository.text(file).orElse("").replaceAll("(?s)```.*?```", "")).results().map(link -> link.group(1))
                    .filter(link -> !link.matches("[a-z]+:.*|#.*|/.*")).map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> !folder.resolve(link).toFile().exists()).forEach(link -> broken.add(file + " → " + link));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void mostJavaFilesFitOnTwoScreens(TestReporter reporter) {
        var lengths = repository.files(".java").stream().filter(file -> !file.endsWith("package-info.java"))
                .map(file -> repository.text(file).orElseThrow().lines().count()).sorted().toList();
        var median = lengths.get(lengths.size() / 2);
        reporter.publishEntry("java files", lengths.size() + ", median " + median + " lines, longest " + lengths.getLast());
        assertThat(median).isLessThan(120);
    }

    private List<String> findings(List<String> files, Function<String, List<String>> finder) {
        return files.stream().flatMap(file -> finder.apply(repository.text(file).orElse("")).stream().map(found -> file + ": " + found))
                .toList();
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group()).toList();
    }
}

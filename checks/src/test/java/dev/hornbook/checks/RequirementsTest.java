package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/requirements.md names only what exists: every path, class, package, variable and command in it. */
class RequirementsTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LATER = Pattern.compile("later: issue [2-6]");
    private static final Set<String> GOALS = Set.of("test", "verify");

    private final Repository repository = Repository.here();
    private final String page = repository.text("docs/requirements.md").orElseThrow();
    private final List<List<String>> rows = page.lines().filter(line -> line.matches("\\| [ABC]\\d+ \\|.*"))
            .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList()).toList();

    @Test
    void theThirtyRequirementsAreThereInOrder() {
        var ids = Stream.of(numbered("A", 12), numbered("B", 8), numbered("C", 10)).flatMap(List::stream).toList();
        assertThat(rows).extracting(List::getFirst).containsExactlyElementsOf(ids);
    }

    @Test
    void eachHasItsCodeItsTestAndItsCommandOrSaysWhichIssueBringsThem() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).as(row.getFirst()).hasSize(5);
            assertThat(row.subList(2, 5)).as(row.getFirst())
                    .allMatch(cell -> NAME.matcher(cell).find() || LATER.matcher(cell).find());
        });
    }

    @Test
    void everyNameInItExists() {
        var unknown = new ArrayList<String>();
        var commands = commands();
        NAME.matcher(page).results().map(match -> match.group(1)).filter(name -> !exists(name, commands)).forEach(unknown::add);
        assertThat(unknown).as("names in docs/requirements.md that nothing in the tree bears").isEmpty();
    }

    private boolean exists(String name, Set<String> commands) {
        var words = name.split(" ");
        return switch (words[0]) {
            case "./hornbook" -> repository.has("hornbook") && (words[1].startsWith("--") || commands.contains(words[1]));
            case "mvn" -> Stream.of(words).skip(1).allMatch(this::isMavens);
            default -> words.length == 1 && isNamed(name);
        };
    }

    /** A goal, a flag, a module after {@code -pl}, or the choice of a test that exists. */
    private boolean isMavens(String word) {
        if (word.startsWith("-Dtest=") || word.startsWith("-Dit.test=")) {
            return Stream.of(word.replaceFirst(".*=", "").split(",")).allMatch(repository::hasSource);
        }
        return GOALS.contains(word) || word.startsWith("-") || repository.has(word + "/pom.xml");
    }

    private boolean isNamed(String name) {
        if (name.matches("[A-Z][A-Z0-9_]+")) {
            return repository.files(".java").stream().filter(file -> file.contains("/src/main/java/dev/hornbook/config/"))
                    .anyMatch(file -> repository.text(file).orElse("").contains(name));
        }
        if (name.startsWith("dev.hornbook")) {
            var path = "/src/main/java/" + name.replace('.', '/') + "/";
            return repository.files().stream().anyMatch(file -> file.contains(path));
        }
        if (repository.has(name + "/pom.xml")) {
            return true;
        }
        return name.contains("/") || name.startsWith(".") || name.contains(".") ? repository.has(name) : repository.hasSource(name);
    }

    /** The subcommands that the command line declares, read from its annotations. */
    private Set<String> commands() {
        var declared = Pattern.compile("@Command\\([^)]*?\\bname\\s*=\\s*\"([a-z-]+)\"");
        var found = new TreeSet<String>();
        repository.files(".java").stream().filter(file -> file.contains("/src/main/java/dev/hornbook/"))
                .forEach(file -> declared.matcher(repository.text(file).orElse("")).results().forEach(match -> found.add(match.group(1))));
        return found;
    }

    private static List<String> numbered(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number).toList();
    }
}

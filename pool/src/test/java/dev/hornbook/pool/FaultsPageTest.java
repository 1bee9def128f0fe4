package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that exist. */
class FaultsPageTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("hornbook.root"), "docs", "faults.md"));
        List<MatchResult> named = NAMED.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).allSatisfy(name -> {
            Class<?> test = found(name.group(1)).orElseThrow(() -> new AssertionError(name.group() + ": no such class"));
            assertThat(name.group(2) == null || Arrays.stream(test.getDeclaredMethods()).anyMatch(m -> m.getName().equals(name.group(2))))
                    .as(name.group()).isTrue();
        });
    }

    private static Optional<Class<?>> found(String name) {
        for (String part : List.of("", "internal.", "metrics.")) {
            try {
                return Optional.of(Class.forName("dev.hornbook.pool." + part + name, false, FaultsPageTest.class.getClassLoader()));
            } catch (ClassNotFoundException e) {
                // Elsewhere, then.
            }
        }
        return Optional.empty();
    }
}

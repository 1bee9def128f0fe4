package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page says of every setting what the code does. */
class SettingsPageTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsOnThePageWithItsDefault(Setting setting) throws IOException {
        List<String> page = Files.readAllLines(Path.of(System.getProperty("hornbook.root"), "docs", "pool.md"));
        assertThat(page)
                .anySatisfy(line -> assertThat(line).startsWith("| `" + setting.spelling() + "` | " + text(setting.standard()) + " |"));
    }

    private static String text(Object standard) {
        if (!(standard instanceof Duration time)) {
            return standard.toString();
        }
        return time.toMillis() < 1_000
                ? time.toMillis() + " ms"
                : time.toSeconds() < 1_000 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}

package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String URL = "postgresql://reader:pw@ep-cool-darkness-123456.us-east-2.aws.neon.tech/neondb?sslmode=require";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void nothingSetIsEnoughToStart() {
        var settings = settings(Map.of());

        assertThat(settings.database()).isEmpty();
        assertThat(settings.model()).isEmpty();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.historyLimit()).isEqualTo(50);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void everyFaultIsReportedAtOnceAndNoSecretIsShown() {
        var problems = problems(Map.of(
                "DATABASE_URL", "mysql://u:canary-password@h",
                "HORNBOOK_SECRET", "canary-short",
                "PORT", "eighty",
                "HORNBOOK_HISTORY_LIMIT", "0",
                "HORNBOOK_URL", "book.example.org",
                "HORNBOOK_OPERATOR_TOKEN", "canary"));

        assertThat(String.join("\n", problems))
                .contains("DATABASE_URL")
                .contains("HORNBOOK_SECRET")
                .contains("PORT")
                .contains("HORNBOOK_HISTORY_LIMIT")
                .contains("HORNBOOK_URL")
                .contains("HORNBOOK_OPERATOR_TOKEN")
                .doesNotContain("canary");
    }

    @Test
    void aDatabaseUrlNeedsASecretThatInstancesCanShare() {
        assertThat(problems(Map.of("DATABASE_URL", URL))).singleElement().asString().contains("HORNBOOK_SECRET").contains("openssl rand");
        assertThat(settings(Map.of("DATABASE_URL", URL, "HORNBOOK_SECRET", SECRET)).database()).isPresent();
    }

    @Test
    void aLocalModelNeedsNoKey() {
        var model = settings(Map.of("OPENAI_BASE_URL", "http://localhost:11434/v1", "HORNBOOK_MODEL", "llama3.2")).model();

        assertThat(model).hasValueSatisfying(address -> {
            assertThat(address.key()).isEmpty();
            assertThat(address.name()).isEqualTo("llama3.2");
            assertThat(address.base()).hasHost("localhost");
        });
    }

    @Test
    void secretsAreNotInTheirText() {
        var set = new HashMap<>(Map.of("DATABASE_URL", URL.replace("pw", "canary-pw"), "HORNBOOK_SECRET", "canary" + SECRET,
                "OPENAI_API_KEY", "canary-key"));

        assertThat(settings(set).toString()).doesNotContain("canary");
    }

    private Settings settings(Map<String, String> set) {
        return Settings.of(Environment.read(directory, set));
    }

    private List<String> problems(Map<String, String> set) {
        return catchThrowableOfType(SettingsException.class, () -> settings(set)).problems();
    }
}

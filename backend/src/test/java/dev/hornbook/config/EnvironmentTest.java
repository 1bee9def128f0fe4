package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path directory;

    @Test
    void theEnvironmentWinsOverTheFile() throws Exception {
        Files.writeString(directory.resolve(".env"), "PORT=1111\nHORNBOOK_HOST=0.0.0.0\n");

        var environment = Environment.read(directory, Map.of("PORT", "2222"));

        assertThat(environment.get(Variable.PORT)).contains("2222");
        assertThat(environment.origin(Variable.PORT)).isEqualTo("environment");
        assertThat(environment.get(Variable.HORNBOOK_HOST)).contains("0.0.0.0");
        assertThat(environment.origin(Variable.HORNBOOK_HOST)).isEqualTo(".env");
        assertThat(environment.origin(Variable.HORNBOOK_SECRET)).isEqualTo("default");
    }

    @Test
    void aMisspeltNameIsPointedOutWithTheOneThatWasMeant() {
        var environment = Environment.read(directory,
                Map.of("HORNBOOK_SECERT", "canary-secret", "HORNBOOK_SOMETHING_ELSE_ENTIRELY", "x", "HOME", "/"));

        assertThat(environment.problems()).hasSize(2);
        assertThat(environment.problems().get(0)).contains("HORNBOOK_SECERT").contains("did you mean HORNBOOK_SECRET?")
                .doesNotContain("canary");
        assertThat(environment.problems().get(1)).contains("HORNBOOK_SOMETHING_ELSE_ENTIRELY").contains("./hornbook config");
    }

    @Test
    void whatIsShownMasksEverySecret() {
        var environment = Environment.read(directory, Map.of("DATABASE_URL", "canary-url", "OPENAI_API_KEY", "canary-key", "PORT", "8081"));

        assertThat(environment.shown().toString()).doesNotContain("canary").contains("8081");
    }
}

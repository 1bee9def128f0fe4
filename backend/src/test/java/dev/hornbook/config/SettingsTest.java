package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(settings.retention()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void everyFaultIsReportedAtOnceAndNoSecretIsShown() {
        var problems = problems(Map.of(
                "DATABASE_URL", "mysql://u:canary-password@h",
                "HORNBOOK_SECRET", "canary-short",
                "PORT", "eighty",
                "HORNBOOK_HISTORY_LIMIT", "0",
                "HORNBOOK_RETENTION_DAYS", "0",
                "HORNBOOK_URL", "book.example.org",
                "HORNBOOK_OPERATOR_TOKEN", "canary"));

        assertThat(String.join("\n", problems))
                .contains("DATABASE_URL")
                .contains("HORNBOOK_SECRET")
                .contains("PORT")
                .contains("HORNBOOK_HISTORY_LIMIT")
                .contains("HORNBOOK_RETENTION_DAYS")
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
    void trustedProxiesAreAddressesOrNetworks() {
        assertThat(settings(Map.of("HORNBOOK_TRUSTED_PROXIES", " 10.0.0.0/8 , ::1 ")).trustedProxies()).hasSize(2);
        assertThat(settings(Map.of()).trustedProxies()).isEmpty();
        assertThat(problems(Map.of("HORNBOOK_TRUSTED_PROXIES", "10.0.0.0/8, proxy.example.org"))).singleElement().asString()
                .contains("'proxy.example.org' is not an address or a network");
    }

    @Test
    void anotherIssuerIsNamedByItsKeysAddressUnlessToldOtherwise() {
        var keys = "https://Auth.example.org/api/auth/jwks";
        assertThat(settings(Map.of("HORNBOOK_AUTH_JWKS_URL", keys)).tokenIssuer()).hasValueSatisfying(other -> {
            assertThat(other.keys()).hasToString(keys);
            assertThat(other.issuer()).isEqualTo("https://auth.example.org");
            assertThat(other.audience()).isEqualTo("https://auth.example.org");
        });
        assertThat(settings(Map.of("HORNBOOK_AUTH_JWKS_URL", keys, "HORNBOOK_AUTH_ISSUER", "https://id.example.org/x/",
                "HORNBOOK_AUTH_AUDIENCE", "book")).tokenIssuer()).hasValueSatisfying(other -> {
                    assertThat(other.issuer()).isEqualTo("https://id.example.org/x/");
                    assertThat(other.audience()).isEqualTo("book");
                });
        assertThat(settings(Map.of("HORNBOOK_AUTH_JWKS_URL", "http://localhost:3000/jwks")).tokenIssuer()).isPresent();
        assertThat(settings(Map.of()).tokenIssuer()).isEmpty();
        assertThat(problems(Map.of("HORNBOOK_AUTH_JWKS_URL", "http://auth.example.org/jwks"))).singleElement().asString()
                .contains("not https");
        assertThat(problems(Map.of("HORNBOOK_AUTH_ISSUER", "https://auth.example.org"))).singleElement().asString()
                .contains("HORNBOOK_AUTH_JWKS_URL");
        assertThat(problems(Map.of("HORNBOOK_AUTH_JWKS_URL", keys, "HORNBOOK_URL", "https://auth.example.org/"))).singleElement().asString()
                .contains("HORNBOOK_AUTH_ISSUER");
    }

    @Test
    void qdrantIsSpokenWithInTheClearOnThisMachineAlone() {
        assertThat(settings(Map.of()).qdrant()).isEmpty();
        assertThat(settings(Map.of("QDRANT_URL", "http://localhost")).qdrant()).contains(
                new Settings.QdrantAddress("localhost", 6334, false, Optional.empty()));
        assertThat(settings(Map.of("QDRANT_URL", "http://[::1]:7000")).qdrant().orElseThrow().where()).isEqualTo("[::1]:7000");
        assertThat(settings(Map.of("QDRANT_URL", "https://qdrant.example.org", "QDRANT_API_KEY", "canary")).qdrant())
                .hasValueSatisfying(address -> {
                    assertThat(address.tls()).isTrue();
                    assertThat(address.key().orElseThrow().value()).isEqualTo("canary");
                    assertThat(address.toString()).doesNotContain("canary");
                });
        assertThat(problems(Map.of("QDRANT_URL", "http://qdrant.example.org"))).singleElement().asString().contains("not https");
        assertThat(problems(Map.of("QDRANT_URL", "https://qdrant.example.org:6333"))).singleElement().asString().contains("6334");
        assertThat(problems(Map.of("QDRANT_URL", "https://u:canary@qdrant.example.org"))).singleElement().asString()
                .contains("not an address").doesNotContain("canary");
    }

    @Test
    void retentionIsInDays() {
        assertThat(settings(Map.of("HORNBOOK_RETENTION_DAYS", "30")).retention()).contains(Duration.ofDays(30));
    }

    @Test
    void aModelIsLimitedUnlessToldOtherwise() {
        assertThat(settings(Map.of()).questions()).isEqualTo(new Settings.Questions(100, 10, 2_000));
        assertThat(settings(Map.of("OPENAI_API_KEY", "k")).model().orElseThrow().answerTokens()).isEqualTo(1_000);
        assertThat(settings(
                Map.of("HORNBOOK_QUESTIONS_PER_USER", "7", "HORNBOOK_QUESTIONS_PER_GUEST", "0", "HORNBOOK_QUESTIONS_PER_DAY", "70"))
                .questions()).isEqualTo(new Settings.Questions(7, 0, 70));
        assertThat(problems(Map.of("HORNBOOK_QUESTIONS_PER_USER", "-1", "HORNBOOK_QUESTIONS_PER_DAY", "many")))
                .allMatch(problem -> problem.contains("not a whole number from 0")).hasSize(2);
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

    @ParameterizedTest
    @CsvSource({"smtps://mail.example.org,465,AT_ONCE", "smtps://mail.example.org:2465/,2465,AT_ONCE",
        "smtp://mail.example.org,587,STARTTLS",
        "smtp://localhost:25,25,NONE", "smtp://127.0.0.1:2525,2525,NONE", "smtp://[::1],587,NONE"})
    void aMailServerIsEncryptedUnlessItIsThisMachine(String url, int port, MailServer.Encryption encryption) {
        assertThat(settings(Map.of("HORNBOOK_SMTP_URL", url, "HORNBOOK_MAIL_FROM", "book@example.org")).mail())
                .hasValueSatisfying(server -> {
                    assertThat(server.port()).isEqualTo(port);
                    assertThat(server.encryption()).isEqualTo(encryption);
                    assertThat(server.login()).isEmpty();
                });
    }

    @Test
    void aMailServersLoginIsPercentEncodedAndNeverShown() {
        var mail = settings(Map.of("HORNBOOK_SMTP_URL", "smtps://book%40example.org:canary%3A+%2F@mail.example.org", "HORNBOOK_MAIL_FROM",
                "Hornbook <book@example.org>")).mail();

        assertThat(mail.orElseThrow().login()).hasValueSatisfying(login -> {
            assertThat(login.user()).isEqualTo("book@example.org");
            assertThat(login.password().value()).isEqualTo("canary:+/");
        });
        assertThat(mail.toString()).doesNotContain("canary");
        for (String wrong : List.of("mail.example.org", "http://u:canary@mail.example.org", "smtp://u:can ary@h", "smtps://",
                "smtp://u:canary%@h")) {
            assertThat(problems(Map.of("HORNBOOK_SMTP_URL", wrong, "HORNBOOK_MAIL_FROM", "book@example.org"))).singleElement().asString()
                    .contains("HORNBOOK_SMTP_URL", "smtps://user:password@mail.example.org:465").doesNotContain("canary");
        }
        assertThat(problems(Map.of("HORNBOOK_SMTP_URL", "smtp://localhost"))).singleElement().asString().contains("HORNBOOK_MAIL_FROM");
        assertThat(problems(Map.of("HORNBOOK_MAIL_FROM", "book@example.org"))).singleElement().asString().contains("HORNBOOK_SMTP_URL");
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

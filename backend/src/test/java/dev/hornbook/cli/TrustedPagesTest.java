package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where readers come to a public address, a port of their own machine is anybody's. */
@Tag("integration")
class TrustedPagesTest {
    private static final String ADDRESS = "https://book.example.org";
    private static final String NOBODY = "{\"email\":\"nobody@example.org\",\"password\":\"correct horse\"}";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), Map.of("HORNBOOK_URL", ADDRESS));

    @Test
    void noPageOnAReadersOwnMachineActsForThemOrIsLedOnTo() {
        for (String local : new String[]{"http://localhost:" + service.port(), "http://127.0.0.1:" + service.port()}) {
            Reply signIn = service.sendJson("POST", "/api/auth/sign-in/email", NOBODY, "Origin", local);
            assertThat(signIn.status()).as(local).isEqualTo(403);
            assertThat(signIn.json().path("code").asText()).isEqualTo("INVALID_ORIGIN");
            Reply link = service.get("/api/auth/reset-password/token?callbackURL=" + local + "/new");
            assertThat(link.status()).as(local).isEqualTo(403);
            assertThat(link.json().path("code").asText()).isEqualTo("INVALID_CALLBACK_URL");
        }
        assertThat(service.sendJson("POST", "/api/auth/sign-in/email", NOBODY, "Origin", ADDRESS).status()).isEqualTo(401);
        assertThat(service.get("/api/auth/reset-password/token?callbackURL=" + ADDRESS + "/new").status()).isEqualTo(302);
    }
}

package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDataTest {

    /** What better-auth 1.7.7 set. */
    private static final String REAL = """
                                       eyJzZXNzaW9uIjp7InNlc3Npb24iOnsiZXhwaXJlc0F0IjoiMjAyNi0xMS0yMlQxNzo0MDoyMC44OThaIiwidG9rZW4iOiJIWTJEQ090a3BMYV\
                                       BlQXU0bGRzajRRbDV2dFBlemhDWiIsImNyZWF0ZWRBdCI6IjIwMjYtMTEtMjFUMTc6NDA6MjAuODk4WiIsInVwZGF0ZWRBdCI6IjIwMjYtMTEt\
                                       MjFUMTc6NDA6MjAuODk4WiIsImlwQWRkcmVzcyI6IiIsInVzZXJBZ2VudCI6Im5vZGUiLCJ1c2VySWQiOiI5VzJhUmdNVFByN3daZ0thNmhEOE\
                                       tTTVViRXA5MGJHNSIsImlkIjoid1RmVWtUYVhqVUw4ZUg4N2pwaWwxNzZzcXIzVFFQRjUifSwidXNlciI6eyJuYW1lIjoiQiIsImVtYWlsIjoi\
                                       eGllMTNyMDdzbjhAZXhhbXBsZS5vcmciLCJlbWFpbFZlcmlmaWVkIjpmYWxzZSwiaW1hZ2UiOm51bGwsImNyZWF0ZWRBdCI6IjIwMjYtMTEtMj\
                                       FUMTc6NDA6MTkuNjM1WiIsInVwZGF0ZWRBdCI6IjIwMjYtMTEtMjFUMTc6NDA6MjAuMDY3WiIsImlzQW5vbnltb3VzIjpmYWxzZSwiaWQiOiI5\
                                       VzJhUmdNVFByN3daZ0thNmhEOEtTTVViRXA5MGJHNSJ9LCJ1cGRhdGVkQXQiOjE3OTUyODI4MjEwMTcsInZlcnNpb24iOiIxIn0sImV4cGlyZX\
                                       NBdCI6MTc5NTI4Mjg4MTAxNywic2lnbmF0dXJlIjoiakloa3FzZU1JTmExaXJoemhhU3dXeXhUak9BSE5wNzNJbmY0QXZBYmVrbyJ9""";
    private static final Instant SEALED = Instant.ofEpochMilli(1795282821017L);
    private static final Instant EXPIRES = Instant.ofEpochMilli(1795282881017L);

    private final SessionData data = new SessionData(new SignedValue("canary-secret-0123456789abcdef-ABCDEF"));

    @Test
    void oneThatBetterAuthSealedOpensHereAndIsSealedTheSame() {
        SignedIn signedIn = data.open(REAL, SEALED).orElseThrow();
        assertThat(signedIn.user().name()).isEqualTo("B");
        assertThat(signedIn.session().userId()).isEqualTo(signedIn.user().id());
        assertThat(data.seal(signedIn, SEALED, EXPIRES)).isEqualTo(REAL);
    }

    @Test
    void itIsBelievedUntilItExpires() {
        assertThat(data.open(REAL, EXPIRES.minusMillis(1))).isPresent();
        assertThat(data.open(REAL, EXPIRES)).isEmpty();
    }

    @Test
    void nobodyChangesWhatItSays() {
        String json = new String(Base64.getUrlDecoder().decode(REAL), StandardCharsets.UTF_8);
        for (String[] change : new String[][]{{"\"B\"", "\"C\""}, {"\"emailVerified\":false", "\"emailVerified\":true"},
            {"\"expiresAt\":" + EXPIRES.toEpochMilli(), "\"expiresAt\":" + (EXPIRES.toEpochMilli() + 1)}}) {
            assertThat(json).contains(change[0]);
            assertThat(data.open(encoded(json.replace(change[0], change[1])), SEALED)).isEmpty();
        }
        assertThat(new SessionData(new SignedValue("another-secret-0123456789abcdef-ABCDEF")).open(REAL, SEALED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"session\":{},\"expiresAt\":9999999999999,\"signature\":\"\"}",
        "{\"session\":1,\"expiresAt\":1e400,\"signature\":[]}"})
    void whatIsNoneIsNone(String json) {
        assertThat(data.open(encoded(json), SEALED)).isEmpty();
        assertThat(data.open(json, SEALED)).isEmpty();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

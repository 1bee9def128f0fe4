package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class AuthOriginCheckTest {

    private static final String MISSING = "{\"message\":\"Missing or null Origin\",\"code\":\"MISSING_OR_NULL_ORIGIN\"}";
    private static final String INVALID = "{\"message\":\"Invalid origin\",\"code\":\"INVALID_ORIGIN\"}";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @BeforeAll
    static void annHasAnAccount() {
        server.signUp("ann@example.org", "correct horse");
    }

    @Test
    void aCookieNeedsATrustedOrigin() {
        refused(server.post("/sign-out", "{}", "cookie", "a=b"), MISSING);
        refused(server.post("/sign-out", "{}", "cookie", "a=b", "origin", "null"), MISSING);
        refused(server.post("/sign-out", "{}", "cookie", "a=b", "origin", "http://evil.example"), INVALID);
        assertThat(server.post("/sign-out", "{}", "cookie", "a=b", "origin", server.origin()).status()).isEqualTo(200);
        assertThat(server.post("/sign-out", "{}", "cookie", "a=b", "referer", server.origin() + "/books/x").status()).isEqualTo(200);
        assertThat(server.post("/sign-out", "{}", "cookie", "a=b", "origin", server.origin().replace("127.0.0.1", "localhost")).status())
                .isEqualTo(200);
    }

    @Test
    void aProgramWithoutCookiesNeedsNone() {
        assertThat(server.signIn("ann@example.org", "correct horse").status()).isEqualTo(200);
    }

    @Test
    void anotherSitesPageCannotSignItsVisitorIn() {
        refused(server.signIn("ann@example.org", "correct horse", "origin", "http://evil.example"), INVALID);
        refused(server.signIn("ann@example.org", "correct horse", "origin", "null"), MISSING);
        refused(server.signIn("ann@example.org", "correct horse", "sec-fetch-site", "same-origin"), MISSING);
        refused(server.signIn("ann@example.org", "correct horse", "sec-fetch-site", "cross-site", "sec-fetch-mode", "navigate"),
                "{\"message\":\"Cross-site navigation login blocked. This request appears to be a CSRF attack.\",\"code\":\"CROSS_SITE_NAVIGATION_LOGIN_BLOCKED\"}");
        assertThat(server.signIn("ann@example.org", "correct horse", "sec-fetch-site", "same-origin", "origin", server.origin()).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1", "https://127.0.0.1:8080", "http://127.0.0.1.evil.example", "http://evil.example/127.0.0.1",
        "file://", "*"})
    void onlyTheWholeOriginCounts(String origin) {
        refused(server.post("/sign-out", "{}", "cookie", "a=b", "origin", origin), INVALID);
    }

    @Test
    void behindAPublicAddressItsOriginCountsAndItsCookiesAreSecure() {
        try (AuthServer behindProxy = new AuthServer(db.database(), Optional.of(URI.create("https://book.example.org")),
                AuthServer.SECRET)) {
            Answer signedIn = behindProxy.signIn("ann@example.org", "correct horse", "origin", "https://book.example.org");
            assertThat(signedIn.plainCookies()).singleElement().asString().startsWith("__Secure-better-auth.session_token=")
                    .endsWith("; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax");
            assertThat(behindProxy.get("/get-session", "cookie", signedIn.cookies()).json().at("/user/name").asText()).isEqualTo("Ann");
            refused(behindProxy.signIn("ann@example.org", "correct horse", "origin", behindProxy.origin()), INVALID);
        }
    }

    private static void refused(Answer answer, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.setCookies()).isEmpty();
    }
}

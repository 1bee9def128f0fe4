package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values and attributes as better-auth 1.7.7 sets them. */
class SessionCookiesTest {

    private static final String SECRET = "interop-test-secret-0123456789abcdef-ABCDEF";
    private static final String TOKEN = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";
    private static final String COOKIE = "better-auth.session_token=AbCdEfGhIjKlMnOpQrStUvWxYz012345.RYa8QRSIci0xo2rq7fEf7oc5b3Kdd2no5tVxArpv04w%3D";

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final SignedIn ANN = signedIn("Ann");

    private final SessionCookies plain = cookies("http://127.0.0.1:8080");
    private final SessionCookies secure = cookies("https://book.example.org");

    @Test
    void theSessionCookieIsBetterAuthsToTheByte() {
        assertThat(plain.signIn(ANN, true)).hasSize(2).startsWith(COOKIE + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void overHttpsItIsSecureAndSaysSoInItsName() {
        assertThat(secure.signIn(ANN, true)).hasSize(2)
                .startsWith("__Secure-" + COOKIE + "; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax");
        assertThat(secure.token("__Secure-" + COOKIE)).contains(TOKEN);
        assertThat(secure.token(COOKIE)).isEmpty();
    }

    @Test
    void aSessionThatEndsWithTheBrowserHasNoMaxAgeAndSaysSo() {
        assertThat(plain.signIn(ANN, false)).hasSize(3).startsWith(COOKIE + "; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.dont_remember=true.Kk2HfHMYU08o6KjogeBnKFtp9%2BDqpulVdcZV9n6LeCk%3D; Path=/; HttpOnly; SameSite=Lax");
        assertThat(plain.doNotRemember("better-auth.dont_remember=true.Kk2HfHMYU08o6KjogeBnKFtp9%2BDqpulVdcZV9n6LeCk%3D")).isTrue();
        assertThat(plain.doNotRemember("better-auth.dont_remember=true.AAAA")).isFalse();
    }

    @Test
    void whatItTellsOfASessionIsTiedToItsTokenAndToTime() {
        String told = pair(plain.tell(ANN, true, NOW));
        assertThat(plain.told(told, TOKEN)).contains(ANN);
        assertThat(plain.told(told, TOKEN.replace('A', 'B'))).isEmpty();
        assertThat(plain.told(pair(plain.tell(ANN, true, NOW.minusSeconds(300))), TOKEN)).isEmpty();
        assertThat(plain.told(pair(plain.tell(ANN, false, NOW.minusSeconds(59))), TOKEN)).isPresent();
        assertThat(plain.told(pair(plain.tell(ANN, false, NOW.minusSeconds(60))), TOKEN)).isEmpty();
        assertThat(plain.tell(ANN, true, NOW)).endsWith("; Max-Age=300; Path=/; HttpOnly; SameSite=Lax");
        assertThat(plain.tell(ANN, false, NOW)).doesNotContain("Max-Age");
    }

    @Test
    void whatIsTooLongForACookieIsNotTold() {
        assertThat(plain.tell(signedIn("A".repeat(4000)), true, NOW)).isEqualTo(plain.tellNothing());
    }

    private static String pair(String cookie) {
        return cookie.split(";")[0];
    }

    private static SignedIn signedIn(String name) {
        return new SignedIn(new Session("s", TOKEN, "u", NOW.plus(Session.LIFE), NOW, NOW, Optional.of("127.0.0.1"), Optional.empty()),
                new User("u", name, "ann@example.org", false, Optional.empty(), NOW, NOW, false));
    }

    @Test
    void theTokenIsFoundAmongOtherCookies() {
        assertThat(plain.token("theme=dark; " + COOKIE + "; a=b")).contains(TOKEN);
        assertThat(plain.token("better-auth.session_token=\"" + TOKEN + ".RYa8QRSIci0xo2rq7fEf7oc5b3Kdd2no5tVxArpv04w=\"")).contains(TOKEN);
    }

    @Test
    void aTokenWithoutOurSignatureIsNone() {
        assertThat(plain.token("better-auth.session_token=" + TOKEN)).isEmpty();
        assertThat(plain.token("better-auth.session_token=" + TOKEN + ".")).isEmpty();
        assertThat(plain.token("better-auth.session_token=." + TOKEN)).isEmpty();
        assertThat(plain.token(COOKIE.replace("AbCd", "XbCd"))).isEmpty();
        assertThat(plain.token(COOKIE.replace("%3D", "%"))).isEmpty();
        assertThat(plain.token("")).isEmpty();
        assertThat(plain.token(";;=;=")).isEmpty();
    }

    @Test
    void aBearerMayBringTheRawTokenOrASignedOne() {
        String signed = plain.signedToken(TOKEN);
        assertThat(signed).isEqualTo(TOKEN + ".RYa8QRSIci0xo2rq7fEf7oc5b3Kdd2no5tVxArpv04w=");
        assertThat(plain.bearerToken(TOKEN)).contains(TOKEN);
        assertThat(plain.bearerToken(signed)).contains(TOKEN);
        assertThat(plain.bearerToken(signed.replace("=", "%3D"))).contains(TOKEN);
        assertThat(plain.bearerToken(TOKEN + ".AAAA")).isEmpty();
    }

    @Test
    void signingOutClearsAllThreeCookies() {
        assertThat(plain.signOut()).containsExactly("better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
    }

    private static SessionCookies cookies(String base) {
        return new SessionCookies(new AuthSettings(SECRET, PublicAddress.of(URI.create(base))), CLOCK);
    }
}

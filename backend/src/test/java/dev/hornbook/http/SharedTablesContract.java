package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.account.Credentials;
import dev.hornbook.account.Reader;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds when Hornbook and a real Better Auth server work on the same tables with the same secret, behind the same
 * public address, whichever of them was there first.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedTablesContract {

    private static final URI ADDRESS = URI.create("https://book.example.org");

    @AutoClose
    private final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    final AuthServer hornbook = new AuthServer(db.database(), Optional.of(ADDRESS), AuthServer.SECRET);
    @AutoClose
    final BetterAuthServer betterAuth = new BetterAuthServer(db, ADDRESS, AuthServer.SECRET);

    /** The one that makes the first key and the first user. */
    abstract AuthWire first();

    @BeforeAll
    void somebodyIsFirst() {
        Answer signedUp = first().signUp("first@example.org", "correct horse");
        assertThat(signedUp.status()).as(signedUp.body()).isEqualTo(200);
        assertThat(first().get("/token", "authorization", "Bearer " + signedUp.token()).status()).isEqualTo(200);
    }

    @Test
    void aUserMadeOnOneSideSignsInOnTheOther() {
        hornbook.signUp("here@example.org", "\uFB01n\u00E9 \u212B\uFF11\u2460 pass");
        betterAuth.signUp("there@example.org", "\uFB01n\u00E9 \u212B\uFF11\u2460 pass");
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            for (String email : List.of("here@example.org", "there@example.org", "first@example.org")) {
                String password = email.startsWith("first") ? "correct horse" : "\uFB01n\u00E9 \u212B\uFF11\u2460 pass";
                assertThat(side.signIn(email, password).status()).as(email + " at " + side).isEqualTo(200);
                assertThat(side.signIn(email, "wrong horse").status()).isEqualTo(401);
            }
        }
    }

    @Test
    void aSessionMadeOnOneSideReadsTheSameOnTheOther() {
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            Answer signedIn = side.signIn("first@example.org", "correct horse");
            Answer here = hornbook.get("/get-session", "cookie", signedIn.cookies());
            Answer there = betterAuth.get("/get-session", "cookie", signedIn.cookies());
            assertThat(here.json()).isEqualTo(there.json());
            assertThat(here.body()).contains("\"first@example.org\"");
            assertThat(hornbook.get("/get-session", "authorization", "Bearer " + signedIn.token()).json()).isEqualTo(there.json());
        }
    }

    @Test
    void aSessionEndedOnOneSideIsEndedOnTheOther() {
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            Answer signedIn = side.signIn("first@example.org", "correct horse");
            AuthWire other = side == hornbook ? betterAuth : hornbook;
            assertThat(other.post("/sign-out", "{}", "cookie", signedIn.cookies(), "origin", ADDRESS.toString()).body())
                    .isEqualTo("{\"success\":true}");
            assertThat(side.get("/get-session?disableCookieCache=true", "cookie", signedIn.cookies()).body()).isEqualTo("null");
        }
    }

    @Test
    void aLinkToANewPasswordMailedByOneSideWorksOnTheOther() {
        first().signUp("forgetful@example.org", "correct horse");
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            AuthWire other = side == hornbook ? betterAuth : hornbook;
            side.post("/request-password-reset", "{\"email\":\"forgetful@example.org\",\"redirectTo\":\"/new\"}");
            String link = side.nextMail().split(" ")[2];
            String location = other.get(link.substring(ADDRESS.toString().length() + "/api/auth".length())).header("location")
                    .orElseThrow();
            String token = location.substring(location.indexOf("token=") + "token=".length());
            String password = "made at " + side.getClass().getSimpleName();
            assertThat(other.post("/reset-password", "{\"token\":\"%s\",\"newPassword\":\"%s\"}".formatted(token, password)).status())
                    .isEqualTo(200);
            assertThat(side.signIn("forgetful@example.org", password).status()).isEqualTo(200);
            assertThat(other.signIn("forgetful@example.org", password).status()).isEqualTo(200);
        }
    }

    @Test
    void aLinkThatConfirmsAnAddressMailedByOneSideWorksOnTheOther() {
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            AuthWire other = side == hornbook ? betterAuth : hornbook;
            String email = side.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "@example.org";
            first().signUp(email, "correct horse");
            side.post("/send-verification-email", "{\"email\":\"%s\"}".formatted(email));
            String link = side.nextMail().split(" ")[2];
            assertThat(other.get(link.substring(ADDRESS.toString().length() + "/api/auth".length())).header("location")).contains("/");
            assertThat(side.signIn(email, "correct horse").json().at("/user/emailVerified").asBoolean()).isTrue();
        }
    }

    @Test
    void eachSidesTokenVerifiesWithTheOthersKeys() throws Exception {
        String session = first().signIn("first@example.org", "correct horse").token();
        assertThat(keys(hornbook).toJSONObject()).isEqualTo(keys(betterAuth).toJSONObject());
        for (AuthWire side : List.of(hornbook, betterAuth)) {
            AuthWire other = side == hornbook ? betterAuth : hornbook;
            SignedJWT token = SignedJWT.parse(side.get("/token", "authorization", "Bearer " + session).token());
            assertThat(token.verify(new Ed25519Verifier(keys(other).getKeyByKeyId(token.getHeader().getKeyID()).toOctetKeyPair())))
                    .isTrue();
            Optional<Reader> reader = hornbook.identity.authentication()
                    .authenticate(new Credentials(Optional.of("Bearer " + token.serialize()), Optional.empty()));
            assertThat(reader.orElseThrow().email()).isEqualTo("first@example.org");
        }
    }

    @Test
    void bothSidesTokensSayTheSame() throws Exception {
        String session = first().signIn("first@example.org", "correct horse").token();
        SignedJWT here = SignedJWT.parse(hornbook.get("/token", "authorization", "Bearer " + session).token());
        SignedJWT there = SignedJWT.parse(betterAuth.get("/token", "authorization", "Bearer " + session).token());
        assertThat(here.getHeader().toJSONObject()).isEqualTo(there.getHeader().toJSONObject());
        assertThat(here.getJWTClaimsSet().getClaims()).usingRecursiveComparison().ignoringFields("iat", "exp")
                .isEqualTo(there.getJWTClaimsSet().getClaims());
        assertThat(here.getJWTClaimsSet().getClaims().keySet()).isEqualTo(there.getJWTClaimsSet().getClaims().keySet());
    }

    private static JWKSet keys(AuthWire side) throws Exception {
        return JWKSet.parse(side.get("/jwks").body());
    }
}

package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class AuthenticationTest {

    private static final AuthSettings SETTINGS = new AuthSettings("interop-test-secret-0123456789abcdef-ABCDEF",
            PublicAddress.of(URI.create("https://book.example.org/")));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final SettableClock clock = new SettableClock(Instant.now());
    private final SwitchableDataSource pool = new SwitchableDataSource(db.pool());
    private final Identity identity = Identity.over(Database.over(pool), SETTINGS, Optional.empty(), (_, _) -> {}, clock);
    private final SignedIn ann = identity.accounts().signUp(
            new NewAccount("Ann", EmailAddress.parse("ann" + NUMBER.incrementAndGet() + "@example.org").orElseThrow(), "correct horse",
                    Optional.empty(), Optional.empty()),
            true,
            new Client("127.0.0.1", Optional.empty()));

    @Test
    void aTokenTellsWhoItsReaderIsWithoutTheDatabase() {
        String token = identity.jwts().sign(ann.user());
        pool.takeAway();
        Reader reader = bearer(token).orElseThrow();
        assertThat(reader).isEqualTo(Reader.of(ann.user()));
        assertThat(reader.id().value()).isEqualTo(ann.user().id());
    }

    @Test
    void aTokenIsGoodForFifteenMinutes() {
        String token = identity.jwts().sign(ann.user());
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(bearer(token)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(bearer(token)).isEmpty();
    }

    @Test
    void aSessionCookieTellsWhoItsReaderIsFromMemoryTheSecondTime() {
        assertThat(cookie(ann.session().token())).contains(Reader.of(ann.user()));
        pool.takeAway();
        assertThat(cookie(ann.session().token())).contains(Reader.of(ann.user()));
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> cookie(ann.session().token())).as("out of reach is not signed out")
                .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.unavailable()).isPresent());
    }

    @Test
    void anEndedSessionTellsNothing() {
        assertThat(cookie(ann.session().token())).isPresent();
        identity.sessions().end(ann.session().token());
        assertThat(cookie(ann.session().token())).isEmpty();
        assertThat(bearer(ann.session().token())).isEmpty();
    }

    @Test
    void aSessionEndedDuringAnOutageIsEndedHereAllTheSame() {
        assertThat(cookie(ann.session().token())).isPresent();
        pool.takeAway();
        assertThatThrownBy(() -> identity.sessions().end(ann.session().token())).isInstanceOf(DatabaseException.class);
        pool.giveBack();
        assertThat(cookie(ann.session().token())).isEmpty();
    }

    @Test
    void aSessionDueForProlongingWaitsForTheDatabaseAndItsReaderDoesNot() {
        clock.advance(Duration.ofDays(1).minusSeconds(60));
        assertThat(prolonging()).hasValueSatisfying(found -> assertThat(found.prolonged()).isFalse());
        pool.takeAway();
        clock.advance(Duration.ofSeconds(60));
        assertThat(prolonging()).hasValueSatisfying(found -> assertThat(found.prolonged()).isFalse());
        pool.giveBack();
        assertThat(prolonging()).hasValueSatisfying(found -> assertThat(found.prolonged()).isTrue());
    }

    @Test
    void aSessionAnotherInstanceProlongedIsNotTakenForExpired() {
        Identity neighbour = Identity.over(db.database(), SETTINGS, Optional.empty(), (_, _) -> {}, clock);
        clock.advance(Duration.ofDays(7).minusSeconds(60));
        assertThat(cookie(ann.session().token())).isPresent();
        assertThat(neighbour.sessions().find(ann.session().token(), Sessions.Reading.PROLONGING, false, Optional::empty).orElseThrow()
                .prolonged()).isTrue();
        clock.advance(Duration.ofSeconds(120));
        assertThat(cookie(ann.session().token())).isPresent();
    }

    @Test
    void itsCookiesTellAnInstanceThatHasNeverSeenASessionAllItNeeds() {
        Credentials cookies = new Credentials(Optional.empty(), Optional.of(String.join("; ",
                identity.cookies().signIn(ann, true).stream().map(cookie -> cookie.split(";")[0]).toList())));
        Identity neighbour = Identity.over(Database.over(pool), SETTINGS, Optional.empty(), (_, _) -> {}, clock);
        pool.takeAway();
        assertThat(neighbour.authentication().authenticate(cookies)).contains(Reader.of(ann.user()));
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> neighbour.authentication().authenticate(cookies)).isInstanceOf(DatabaseException.class);
    }

    @Test
    void whatACookieTellsOfASessionThatWasEndedHereIsNotBelieved() {
        Credentials cookies = new Credentials(Optional.empty(), Optional.of(String.join("; ",
                identity.cookies().signIn(ann, true).stream().map(cookie -> cookie.split(";")[0]).toList())));
        assertThat(identity.authentication().authenticate(cookies)).isPresent();
        identity.sessions().endAll(ann.user().id());
        assertThat(identity.authentication().authenticate(cookies)).isEmpty();
    }

    @Test
    void aBearerTokenIsJudgedAlone() {
        String goodCookie = identity.cookies().signIn(ann, true).getFirst();
        assertThat(identity.authentication().authenticate(new Credentials(Optional.of("Bearer nonsense"), Optional.of(goodCookie))))
                .isEmpty();
        assertThat(new Credentials(Optional.of("Bearer nonsense"), Optional.of(goodCookie)).byCookie()).isFalse();
        assertThat(
                identity.authentication().authenticate(new Credentials(Optional.of("bearer  " + ann.session().token()), Optional.empty())))
                .isPresent();
        assertThat(identity.authentication().authenticate(new Credentials(Optional.of("Basic YTpi"), Optional.of(goodCookie)))).isPresent();
        assertThat(identity.authentication().authenticate(new Credentials(Optional.empty(), Optional.empty()))).isEmpty();
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        String token = identity.jwts().sign(ann.user());
        String[] parts = token.split("\\.");
        OctetKeyPair key = identity.keys().signer();
        OctetKeyPair another = new com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator(key.getCurve()).keyID(key.getKeyID()).generate();

        assertThat(bearer(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(bearer(parts[0] + "." + parts[1] + "." + "A".repeat(86))).isEmpty();
        assertThat(bearer("eyJhbGciOiJub25lIn0." + parts[1] + ".")).as("alg none").isEmpty();
        assertThat(bearer("..")).isEmpty();
        assertThat(bearer("a.b.c")).isEmpty();
        assertThat(bearer(signed(another, claims().build()))).as("another key under our key's name").isEmpty();
        SignedJWT hmac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims().build());
        hmac.sign(new MACSigner(key.getDecodedX()));
        assertThat(bearer(hmac.serialize())).as("our public key taken for an HMAC secret").isEmpty();
    }

    @Test
    void aTokenForSomebodyElseIsRefused() throws Exception {
        OctetKeyPair key = identity.keys().signer();
        assertThat(bearer(signed(key, claims().build()))).isPresent();
        assertThat(bearer(signed(key, claims().issuer("https://evil.example").build()))).isEmpty();
        assertThat(bearer(signed(key, claims().audience("https://evil.example").build()))).isEmpty();
        assertThat(bearer(signed(key, claims().expirationTime(null).build()))).isEmpty();
        assertThat(bearer(signed(key, claims().subject(null).build()))).isEmpty();
        assertThat(bearer(signed(key, claims().subject("").build()))).isEmpty();
        assertThat(bearer(signed(key, claims().notBeforeTime(Date.from(clock.instant().plusSeconds(5))).build()))).isEmpty();
        assertThat(bearer(signed(key, claims().claim("name", 7).build()))).isEmpty();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject(ann.user().id()).issuer("https://book.example.org").audience("https://book.example.org")
                .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private static String signed(OctetKeyPair key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(), claims);
        token.sign(new Ed25519Signer(key));
        return token.serialize();
    }

    private Optional<Sessions.Found> prolonging() {
        return identity.sessions().find(ann.session().token(), Sessions.Reading.PROLONGING, false, Optional::empty);
    }

    private Optional<Reader> bearer(String token) {
        return identity.authentication().authenticate(new Credentials(Optional.of("Bearer " + token), Optional.empty()));
    }

    private Optional<Reader> cookie(String token) {
        return identity.authentication()
                .authenticate(new Credentials(Optional.empty(),
                        Optional.of("__Secure-better-auth.session_token=" + identity.cookies().signedToken(token).replace("=", "%3D"))));
    }
}

package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.account.OtherIssuer.Kind;
import dev.hornbook.database.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTokensTest {

    @AutoClose
    private final OtherIssuer issuer = new OtherIssuer();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final IssuerTokens tokens = new IssuerTokens(issuer.issuer(), new IssuerKeys(issuer.issuer(), clock),
            claimed -> Optional.of(new Reader(new UserId(claimed.subject()), claimed.name(),
                    claimed.email().map(EmailAddress::value).orElse(""), claimed.email().isPresent(), false)),
            clock);

    @ParameterizedTest
    @EnumSource
    void aTokenOfEachAlgorithmTellsWhoItsReaderIs(Kind kind) {
        String token = issuer.token(kind, claims("name", "Ann\u0000", "email", "Ann@Example.org", "emailVerified", true));
        assertThat(tokens.concern(token)).isTrue();
        assertThat(tokens.verify(token)).contains(new Reader(new UserId("ann"), "Ann", "ann@example.org", true, false));
        tokens.verify(token);
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void anAddressThatTheIssuerHasNotVerifiedIsNobodys() {
        assertThat(verify("email", "ann@example.org")).hasValueSatisfying(reader -> assertThat(reader.email()).isEmpty());
        assertThat(verify("email", "ann@example.org", "email_verified", "true"))
                .hasValueSatisfying(reader -> assertThat(reader.email()).isEmpty());
        assertThat(verify("email", "ann@example.org", "email_verified", true))
                .hasValueSatisfying(reader -> assertThat(reader.email()).isEqualTo("ann@example.org"));
    }

    @ParameterizedTest
    @EnumSource
    void aForgedTokenIsRefused(Kind kind) throws Exception {
        String good = issuer.token(kind, claims());
        String[] parts = good.split("\\.");
        assertThat(tokens.verify(good)).isPresent();
        for (Kind other : Kind.values()) {
            if (other != kind) {
                assertThat(tokens.verify(other.sign(Map.of("alg", other.name(), "kid", kind.name()), claims())))
                        .as(other + " under the name of the key for " + kind).isEmpty();
                assertThat(tokens.verify(kind.sign(Map.of("alg", other.name(), "kid", kind.name()), claims())))
                        .as("the algorithm is the key's, not the token's").isEmpty();
            }
        }
        assertThat(tokens.verify(OtherIssuer.part(Map.of("alg", "none", "kid", kind.name())) + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(parts[0] + "." + OtherIssuer.part(claims("sub", "eve")) + "." + parts[2])).isEmpty();
        assertThat(tokens.verify(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()))).isEmpty();
        assertThat(tokens.verify(kind.sign(Map.of("alg", kind.name()), claims()))).as("no kid").isEmpty();
        SignedJWT hmac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kind.name()).build(), JWTClaimsSet.parse(claims()));
        hmac.sign(new MACSigner(kind.pair.getPublic().getEncoded().length >= 32 ? kind.pair.getPublic().getEncoded() : new byte[32]));
        assertThat(tokens.verify(hmac.serialize())).as("a public key taken for an HMAC secret").isEmpty();
    }

    @Test
    void aTokenForSomebodyElseOrForEverIsRefused() {
        assertThat(verify()).isPresent();
        assertThat(verify("aud", List.of("x", "hornbook"))).isPresent();
        assertThat(verify("aud", "another")).isEmpty();
        assertThat(verify("aud", null)).isEmpty();
        assertThat(verify("iss", "https://evil.example")).isEmpty();
        assertThat(verify("iss", issuer.name() + "/")).isEmpty();
        assertThat(verify("exp", null)).isEmpty();
        assertThat(verify("sub", null)).isEmpty();
        assertThat(verify("sub", "")).isEmpty();
        assertThat(verify("sub", "a b")).isEmpty();
        assertThat(verify("sub", "a".repeat(256))).isEmpty();
        assertThat(verify("sub", "a".repeat(255))).isPresent();
        String evil = issuer.token(Kind.EdDSA, claims("iss", "https://evil.example"));
        assertThat(tokens.concern(evil)).isFalse();
        assertThat(tokens.concern("a.b.c")).isFalse();
        assertThat(tokens.concern(issuer.token(Kind.EdDSA, claims("name", "x".repeat(9_000))))).as("too long to look at").isFalse();
    }

    @Test
    void clocksMayBeAMinuteApart() {
        String token = issuer.token(Kind.ES256, claims("exp", clock.instant().getEpochSecond()));
        String early = issuer.token(Kind.ES256, claims("nbf", clock.instant().getEpochSecond() + 61));
        assertThat(tokens.verify(early)).isEmpty();
        clock.advance(Duration.ofSeconds(59));
        assertThat(tokens.verify(token)).isPresent();
        assertThat(tokens.verify(early)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.verify(token)).as("also from memory").isEmpty();
    }

    @Test
    void aStormOfUnknownKeysFetchesOnceAMinute() {
        assertThat(verify()).isPresent();
        storm();
        assertThat(issuer.fetches()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        storm();
        assertThat(issuer.fetches()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(59));
        storm();
        assertThat(issuer.fetches()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        storm();
        assertThat(issuer.fetches()).isEqualTo(3);
    }

    @Test
    void aKeyTheIssuerAddsIsFoundAndOneItWithdrawsCountsNoMore() {
        issuer.publish(Kind.RS256);
        assertThat(tokens.verify(issuer.token(Kind.RS256, claims()))).isPresent();
        issuer.publish(Kind.ES256);
        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.verify(issuer.token(Kind.ES256, claims()))).isPresent();
        assertThat(tokens.verify(issuer.token(Kind.RS256, claims("jti", "other")))).isEmpty();
        issuer.publish(Kind.EdDSA);
        clock.advance(Duration.ofHours(1));
        assertThat(tokens.verify(issuer.token(Kind.ES256, claims()))).as("fetched again after an hour").isEmpty();
    }

    @Test
    void withoutKeysATokenIsNotJudgedAndTheReasonIsTold() {
        issuer.answer(500, "{}");
        String token = issuer.token(Kind.RS256, claims());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.verify(token)).isInstanceOfSatisfying(IssuerUnavailableException.class,
                    e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5))).hasMessageContaining("answered 500");
        }
        assertThat(issuer.fetches()).isEqualTo(1);
        issuer.answer(200, OtherIssuer.keys(Kind.RS256));
        clock.advance(Duration.ofSeconds(5));
        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void keysOnceHadGoOnWhileTheIssuerIsAway() {
        assertThat(verify()).isPresent();
        issuer.answer(503, "");
        clock.advance(Duration.ofHours(2));
        assertThat(verify()).isPresent();
        assertThat(verify("jti", "another")).isPresent();
        assertThat(issuer.fetches()).as("asked again at most once a minute").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        issuer.answer(status, "");
        assertThatThrownBy(this::verify).isInstanceOf(IssuerUnavailableException.class).hasMessageContaining("answered " + status);
    }

    @Test
    void anAnswerThatDoesNotEndIsNotWaitedFor() {
        issuer.neverEnd();
        assertThatThrownBy(this::verify).isInstanceOf(IssuerUnavailableException.class).hasMessageContaining("did not answer within 2 s");
    }

    @Test
    void keysThatAreNoneAreRefused() {
        for (String body : new String[]{"", "[]", "{}", "nonsense",
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"RS256\",\"k\":\"c2VjcmV0\"}]}"}) {
            issuer.answer(200, body);
            clock.advance(Duration.ofSeconds(5));
            assertThatThrownBy(this::verify).as(body).isInstanceOf(IssuerUnavailableException.class);
        }
        String keys = OtherIssuer.keys(Kind.values());
        issuer.answer(200, keys.replace("\"kid\"", "\"use\":\"enc\",\"kid\""));
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(this::verify).as("for encrypting").isInstanceOf(IssuerUnavailableException.class);
        issuer.answer(200, keys + " ".repeat(256 * 1024));
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(this::verify).as("too many").hasMessageContaining("256 KB");
        issuer.answer(200, keys.replace("{\"keys\":[", "{\"keys\":[{\"kty\":\"strange\"},{\"kty\":\"RSA\"},"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(verify()).as("one that makes no sense takes no other with it").isPresent();
    }

    private void storm() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(
                            () -> tokens.verify(Kind.EdDSA.sign(Map.of("alg", "EdDSA", "kid", "made-up-" + i), claims()))))
                    .toList()).allSatisfy(reader -> assertThat(reader.get()).isEmpty());
        }
    }

    private Optional<Reader> verify(Object... more) {
        return tokens.verify(issuer.token(Kind.EdDSA, claims(more)));
    }

    private Map<String, Object> claims(Object... more) {
        return issuer.claims("ann", "hornbook", Instant.parse("2026-11-22T10:00:00Z").getEpochSecond(), more);
    }
}

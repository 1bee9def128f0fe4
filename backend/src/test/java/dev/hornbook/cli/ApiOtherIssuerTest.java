package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Credentials;
import dev.hornbook.account.Identity;
import dev.hornbook.account.Issuer;
import dev.hornbook.account.OtherIssuer;
import dev.hornbook.account.OtherIssuer.Kind;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.account.SettableClock;
import dev.hornbook.account.SwitchableDataSource;
import dev.hornbook.config.SignUp;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers who come with another issuer's tokens. */
@Tag("integration")
class ApiOtherIssuerTest {
    private static final int AT_ONCE = 16;

    @AutoClose
    private static final OtherIssuer issuer = new OtherIssuer();
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(),
            Map.of("HORNBOOK_AUTH_JWKS_URL", issuer.keys().toString(), "HORNBOOK_AUTH_AUDIENCE", "hornbook"));

    @ParameterizedTest
    @EnumSource
    void aReaderOfTheOtherIssuerHasConversationsOfTheirOwn(Kind kind) {
        SignedInReader ann = reader(kind, kind + "-ann");
        SignedInReader eve = reader(kind, kind + "-eve");
        SignedInReader own = service.signUp("own-" + kind.name().toLowerCase());
        String conversation = ann.newConversation();

        assertThat(ann.get("/api/v1/conversations").json().path("conversations")).hasSize(1);
        assertThat(eve.get("/api/v1/conversations").json().path("conversations")).isEmpty();
        assertThat(own.get("/api/v1/conversations").json().path("conversations")).isEmpty();
        eve.get("/api/v1/conversations/" + conversation).isProblem(404);
        own.get("/api/v1/conversations/" + conversation).isProblem(404);
        assertThat(id(ann)).isNotEqualTo(id(eve));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        new SignedInReader(service, "", issuer.token(Kind.ES256, claims("mallory", "aud", "another"))).get("/api/v1/me").isProblem(401);
        assertThat(accounts("mallory")).isEmpty();
    }

    @Test
    void whoeverComesManyTimesAtOnceIsMadeOnce() throws Exception {
        long users = db.countAsLogin("select count(*) from \"user\"");
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        List<Future<String>> ids;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids = IntStream.range(0, AT_ONCE).mapToObj(i -> threads.submit((Callable<String>) () -> {
                // Instances of their own, so that none knows what another made.
                Identity identity = identity(db.database(), new SettableClock(Instant.now()));
                start.await();
                return bearer(identity, issuer.token(Kind.EdDSA, claims("many", "email", "many@example.org", "emailVerified", true)))
                        .orElseThrow();
            })).toList();
        }
        String first = ids.getFirst().get();
        assertThat(ids).allSatisfy(id -> assertThat(id.get()).isEqualTo(first));
        assertThat(db.countAsLogin("select count(*) from \"user\"") - users).isEqualTo(1);
        assertThat(accounts("many")).containsExactly(first);
        assertThat(email(first)).isEqualTo("many@example.org");
    }

    @Test
    void anAddressLinksOnlyWhereBothSidesHaveVerifiedIt() {
        String local = id(service.signUp("link"));

        String unverifiedHere = id(reader(Kind.RS256, "one", "email", "link@example.org", "emailVerified", true));
        assertThat(unverifiedHere).isNotEqualTo(local);
        assertThat(email(unverifiedHere)).endsWith("@issuer.placeholder.invalid");

        db.asLogin("update \"user\" set \"emailVerified\" = true where \"email\" = 'link@example.org'");
        String unverifiedThere = id(reader(Kind.RS256, "two", "email", "link@example.org", "emailVerified", false));
        assertThat(unverifiedThere).isNotEqualTo(local);
        assertThat(email(unverifiedThere)).endsWith("@issuer.placeholder.invalid");

        assertThat(id(reader(Kind.RS256, "three", "email", "Link@example.org", "emailVerified", true))).isEqualTo(local);
        assertThat(id(reader(Kind.RS256, "one", "email", "link@example.org", "emailVerified", true)))
                .as("whoever has a row keeps it").isEqualTo(unverifiedHere);
    }

    @Test
    void whatTheIssuerHasNotVerifiedTakesNobodysAddress() {
        String early = id(reader(Kind.RS256, "early", "email", "late@example.org"));

        assertThat(email(early)).endsWith("@issuer.placeholder.invalid");
        assertThat(id(service.signUp("late"))).isNotEqualTo(early);
    }

    @Test
    void afterFirstSightTheDatabaseIsNotAsked() {
        SettableClock clock = new SettableClock(Instant.now());
        SwitchableDataSource pool = new SwitchableDataSource(db.pool());
        Identity identity = identity(Database.over(pool), clock);
        String id = bearer(identity, issuer.token(Kind.EdDSA, claims("away"))).orElseThrow();
        pool.takeAway();
        clock.advance(Duration.ofMinutes(30));
        assertThat(bearer(identity, issuer.token(Kind.EdDSA, claims("away", "jti", "another")))).contains(id);
        assertThat(bearer(identity, issuer.token(Kind.EdDSA, claims("away")))).contains(id);
    }

    @Test
    void whoHasNoPasswordHereErasesThemselvesByAFreshToken() {
        SignedInReader stale = reader(Kind.ES256, "leaving", "iat", Instant.now().minusSeconds(90_000).getEpochSecond());
        stale.newConversation();
        stale.sendJson("DELETE", "/api/v1/me", "{}").isProblem(403);
        String id = id(stale);
        SignedInReader fresh = reader(Kind.ES256, "leaving", "iat", Instant.now().getEpochSecond());

        assertThat(fresh.sendJson("DELETE", "/api/v1/me", "{}").status()).isEqualTo(204);

        fresh.get("/api/v1/me").isProblem(401);
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"id\" = '" + id + "'")).isZero();
        assertThat(db.countAsLogin("select count(*) from conversation where user_id = '" + id + "'")).isZero();
        assertThat(accounts("leaving")).isEmpty();
    }

    @Test
    void whoErasedThemselvesStaysErasedUntilTheyComeWithATokenMadeAfterwards() {
        SettableClock clock = new SettableClock(Instant.now());
        Identity identity = identity(db.database(), clock);
        String before = madeAt("gone", clock.instant());
        String id = bearer(identity, before).orElseThrow();
        clock.advance(Duration.ofMinutes(58));
        assertThat(bearer(identity, before)).contains(id);
        identity.ownAccount().delete(new UserId(id));

        // A page left open asks on with the token it has, also when nothing is known any more of when it was first seen.
        for (int i = 0; i < 4; i++) {
            assertThat(bearer(identity, before)).isEmpty();
            assertThat(accounts("gone")).isEmpty();
            clock.advance(Duration.ofMinutes(20));
        }
        assertThat(bearer(identity, token("gone", "exp", clock.instant().plusSeconds(60).getEpochSecond())))
                .as("a token that does not tell when it was made").isEmpty();

        String back = bearer(identity, madeAt("gone", clock.instant())).orElseThrow();
        assertThat(back).isNotEqualTo(id);
        assertThat(accounts("gone")).containsExactly(back);
        assertThat(bearer(identity, before)).as("the old one stays without effect").isEmpty();
    }

    @Test
    void whoComesBackOnPurposeIsAnotherTwoMinutesLater() {
        SettableClock clock = new SettableClock(Instant.now());
        Identity identity = identity(db.database(), clock);
        String id = bearer(identity, madeAt("back", clock.instant())).orElseThrow();
        identity.ownAccount().delete(new UserId(id));
        clock.advance(Duration.ofMinutes(2));

        assertThat(bearer(identity, madeAt("back", clock.instant()))).isPresent().isNotEqualTo(Optional.of(id));
    }

    @Test
    void anErasureThatFailsTakesNobodysTokenAway() {
        SettableClock clock = new SettableClock(Instant.now());
        SwitchableDataSource pool = new SwitchableDataSource(db.pool());
        Identity identity = identity(Database.over(pool), clock);
        String token = madeAt("kept", clock.instant());
        String id = bearer(identity, token).orElseThrow();
        db.asLogin("create function refused() returns trigger language plpgsql as $$ begin raise 'not now'; end $$");
        db.asLogin("create trigger refused before delete on \"user\" for each row when (old.\"id\" = '" + id + "') "
                + "execute function refused()");
        assertThatThrownBy(() -> identity.ownAccount().delete(new UserId(id))).isInstanceOf(DatabaseException.class);
        db.asLogin("drop trigger refused on \"user\"");
        clock.advance(Duration.ofMinutes(10));

        assertThat(bearer(identity, token)).contains(id);
    }

    private static String madeAt(String subject, Instant at) {
        return token(subject, "iat", at.getEpochSecond(), "exp", at.plusSeconds(86_400).getEpochSecond());
    }

    private static String token(String subject, Object... more) {
        return issuer.token(Kind.EdDSA, claims(subject, more));
    }

    private static Identity identity(Database database, SettableClock clock) {
        return Identity.over(database, new AuthSettings(CommandLineFixture.SECRET, PublicAddress.of(URI.create("https://book.example.org")),
                Optional.of(new Issuer(issuer.keys(), issuer.name(), "hornbook")), SignUp.OPEN, Duration.ofDays(30)), Optional.empty(),
                (_, _) -> {}, clock);
    }

    private static Optional<String> bearer(Identity identity, String token) {
        return identity.authentication().authenticate(new Credentials(Optional.of("Bearer " + token), Optional.empty()))
                .map(reader -> reader.id().value());
    }

    private static SignedInReader reader(Kind kind, String subject, Object... more) {
        return new SignedInReader(service, "", issuer.token(kind, claims(subject, more)));
    }

    private static Map<String, Object> claims(String subject, Object... more) {
        return issuer.claims(subject, "hornbook", Instant.now().plusSeconds(3_600).getEpochSecond(), more);
    }

    private static String id(SignedInReader reader) {
        Reply me = reader.get("/api/v1/me");
        assertThat(me.status()).as(me.body()).isEqualTo(200);
        return me.json().path("id").asText();
    }

    private static List<String> accounts(String subject) {
        return db.textsAsLogin("select \"userId\" from \"account\" where \"providerId\" = '" + issuer.name() + "' and \"accountId\" = '"
                + subject + "'");
    }

    private static String email(String user) {
        return db.textsAsLogin("select \"email\" from \"user\" where \"id\" = '" + user + "'").getFirst();
    }
}

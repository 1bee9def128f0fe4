package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guests who have not come back go with what they asked, when somebody else uses the service. */
@Tag("integration")
class StaleGuestsTest {
    private static final Client CLIENT = new Client("127.0.0.1", Optional.empty());

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Conversations conversations = new Conversations(db.database(), clock, HistorySettings.of("here"));
    private final StaleGuests stale = new StaleGuests(db.database().identity(), Duration.ofDays(30), clock, Runnable::run);
    private final Sessions sessions = new Sessions(new SessionRows(db.database().identity()), new SessionCache(clock), stale, clock);
    private final Identity identity = Identity.over(db.database(),
            new AuthSettings("secret-0123456789abcdef0123456789abcdef", PublicAddress.of(URI.create("http://127.0.0.1:8080"))),
            Optional.empty(), conversations::adopt, clock);

    @BeforeEach
    void nobodyIsThere() {
        db.asLogin("delete from \"user\"");
    }

    @Test
    void whoHasNotComeBackGoesWithWhatTheyAsked() {
        SignedIn gone = identity.guests().signIn(CLIENT);
        ask(gone);
        clock.advance(Duration.ofDays(10));
        SignedIn other = identity.guests().signIn(CLIENT);
        UUID others = ask(other);
        clock.advance(Duration.ofDays(20));
        stale.ride();
        assertThat(exists(gone)).as("on the last day").isTrue();

        clock.advance(Duration.ofHours(1));
        stale.ride();

        assertThat(exists(gone)).isFalse();
        assertThat(db.countAsLogin("select count(*) from message where user_id = '" + gone.user().id() + "'")).isZero();
        assertThat(conversations.find(new UserId(other.user().id()), others)).isPresent();
    }

    @Test
    void whoComesBackStaysAndSoDoesWhoeverHasAnAccount() {
        SignedIn back = identity.guests().signIn(CLIENT);
        UserId reader = db.newUser();
        db.asLogin("update \"user\" set \"createdAt\" = '2020-01-01' where \"id\" = '" + reader.value() + "'");
        for (int day = 0; day < 40; day += 5) {
            clock.advance(Duration.ofDays(5));
            assertThat(sessions.find(back.session().token(), Sessions.Reading.PROLONGING, true, Optional::empty)).isPresent();
        }

        assertThat(exists(back)).isTrue();
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"id\" = '" + reader.value() + "'")).isOne();
        clock.advance(Duration.ofDays(31));
        stale.ride();
        assertThat(exists(back)).isFalse();
        assertThat(db.countAsLogin("select count(*) from \"user\"")).isOne();
    }

    @Test
    void itRidesAlongWhereASessionIsAskedForOnceAnHourAndABacklogGoesInOneRide() {
        stale.ride();
        clock.advance(Duration.ofDays(1));
        db.asLogin("""
                   insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt", "isAnonymous")
                   select 'g' || i, 'Anonymous', i || '@guest.invalid', false, '2025-01-01', '2025-01-01', true
                   from generate_series(1, 500) i""");
        sessions.find("x".repeat(32), Sessions.Reading.AS_IT_IS, true, Optional::empty);
        assertThat(db.countAsLogin("select count(*) from \"user\"")).isZero();

        db.asLogin("insert into \"user\" (\"id\", \"name\", \"email\", \"emailVerified\", \"createdAt\", \"updatedAt\", \"isAnonymous\") "
                + "values ('late', 'Anonymous', 'late@guest.invalid', false, '2025-01-01', '2025-01-01', true)");
        clock.advance(Duration.ofMinutes(59));
        stale.ride();
        assertThat(db.countAsLogin("select count(*) from \"user\"")).isOne();
        clock.advance(Duration.ofMinutes(1));
        stale.ride();
        assertThat(db.countAsLogin("select count(*) from \"user\"")).isZero();
    }

    private UUID ask(SignedIn guest) {
        UserId user = new UserId(guest.user().id());
        UUID conversation = conversations.create(user, Optional.empty()).id();
        conversations.ask(user, conversation, "Why do robots fall?", "k");
        return conversation;
    }

    private static boolean exists(SignedIn guest) {
        return db.countAsLogin("select count(*) from \"user\" where \"id\" = '" + guest.user().id() + "'") > 0;
    }
}

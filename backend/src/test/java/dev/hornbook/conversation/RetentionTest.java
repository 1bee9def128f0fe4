package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class RetentionTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final Conversations conversations = keeping(Optional.of(MONTH));
    private final UserId user = db.newUser();
    private final UserId other = db.newUser();

    private Conversations keeping(Optional<Duration> retention) {
        return new Conversations(db.database(), () -> now, HistorySettings.of("here").retention(retention), Runnable::run);
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        db.asLogin("delete from conversation");
    }

    @Test
    void whatIsOlderThanItIsKeptGoesWhenAnybodyUsesTheirs() {
        UUID forgotten = talk(user);
        UUID othersForgotten = talk(other);
        now = now.plus(Duration.ofDays(20));
        UUID newer = talk(user);
        now = now.plus(Duration.ofDays(10)).minusSeconds(1);
        conversations.list(other, Optional.empty(), 10);
        assertThat(conversations.find(user, forgotten)).as("on the last day").isPresent();

        now = now.plus(Duration.ofHours(2));
        conversations.list(other, Optional.empty(), 10);

        assertThat(conversations.find(user, forgotten)).isEmpty();
        assertThat(conversations.find(other, othersForgotten)).isEmpty();
        assertThat(conversations.find(user, newer)).isPresent();
        assertThat(db.countAsLogin("select count(*) from message")).as("what was said in the one that is left").isEqualTo(2);
    }

    @Test
    void aStarKeepsAndSoDoesAsking() {
        UUID starred = talk(user);
        UUID asked = talk(user);
        UUID forgotten = talk(user);
        conversations.change(user, starred, Optional.empty(), Optional.of(true));
        now = now.plus(Duration.ofDays(29));
        conversations.ask(user, asked, "And now?", "later");
        now = now.plus(Duration.ofDays(2));
        conversations.create(other, Optional.empty());
        assertThat(conversations.find(user, starred)).isPresent();
        assertThat(conversations.find(user, asked)).isPresent();
        assertThat(conversations.find(user, forgotten)).isEmpty();
    }

    @Test
    void itLooksOnceAnHour() {
        UUID forgotten = talk(user);
        conversations.list(other, Optional.empty(), 10);
        now = now.plus(MONTH).plusSeconds(1);
        conversations.list(other, Optional.empty(), 10);
        assertThat(conversations.find(user, forgotten)).isEmpty();
        UUID old = talk(user);
        db.asLogin("update conversation set updated_at = updated_at - interval '31 days' where id = '" + old + "'");
        now = now.plus(Duration.ofMinutes(59));
        conversations.list(other, Optional.empty(), 10);
        assertThat(conversations.find(user, old)).isPresent();
        now = now.plus(Duration.ofMinutes(1));
        conversations.list(other, Optional.empty(), 10);
        assertThat(conversations.find(user, old)).isEmpty();
    }

    @Test
    void aBacklogGoesInOneRide() {
        db.asLogin(
                """
                insert into conversation (id, user_id, title, created_at, updated_at)
                select gen_random_uuid(), '%s', 'Old', now, now from generate_series(1, 1200), (select timestamptz '2025-01-01' as now)"""
                        .formatted(user));
        conversations.list(other, Optional.empty(), 10);
        assertThat(db.countAsLogin("select count(*) from conversation")).isZero();
    }

    @Test
    void unlessToldOtherwiseAllIsKept() {
        UUID old = talk(user);
        now = now.plus(Duration.ofDays(10_000));
        keeping(Optional.empty()).list(user, Optional.empty(), 10);
        assertThat(conversations.find(user, old)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aTimeThatIsNoneIsRefused(long days) {
        assertThatThrownBy(() -> keeping(Optional.of(Duration.ofDays(days)))).hasMessageContaining("retention");
    }

    private UUID talk(UserId who) {
        UUID conversation = conversations.create(who, Optional.empty()).id();
        conversations.ask(who, conversation, "Why?", "k");
        return conversation;
    }
}

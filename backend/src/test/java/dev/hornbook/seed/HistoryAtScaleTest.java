package dev.hornbook.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Asked;
import dev.hornbook.conversation.Conversation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Page;
import dev.hornbook.conversation.Thumb;
import dev.hornbook.conversation.Writing;
import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * With the history of many readers, nothing that is done for one of them reads a table from end to end, or more of it than is that reader's. Three
 * hundred readers unless {@code -Dhornbook.scale.users} says more; the profile {@code scale} says ten thousand.
 */
@Tag("integration")
class HistoryAtScaleTest {
    private static final Amount AMOUNT = new Amount(Integer.getInteger("hornbook.scale.users", 300), 50, 8);
    /** A reader's own messages, twice over. */
    private static final long MOST_ROWS = 2L * AMOUNT.conversations() * AMOUNT.messages();
    private static final String SCANS = "select coalesce(sum(seq_scan), 0) from pg_stat_user_tables where relname in ('conversation', 'message', 'feedback')";
    private static final String ROWS = "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) from pg_stat_user_tables "
            + "where relname in ('conversation', 'message', 'feedback')";
    private static final int TIMES = 7;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @AutoClose
    private static final NeonDataSource one = NeonDataSource.open(NeonSettings.of(db.url() + "&application_name=one").maximumSize(1));

    private static final Conversations CONVERSATIONS = new Conversations(Database.over(one), InstantSource.system(),
            HistorySettings.of("here"));
    private static String run;
    private static UserId user;

    private final Map<String, List<Double>> milliseconds = new LinkedHashMap<>();

    @BeforeAll
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    static void fill() throws SQLException {
        run = new Seeding(db.database(), InstantSource.system(), new Random(7)).add(AMOUNT, "no:password", (_, _) -> {});
        db.asLogin("insert into feedback (message_id, user_id, thumb, created_at, updated_at) "
                + "select id, user_id, 'up', created_at, created_at from message where role = 'book' and random() < 0.1");
        db.asLogin("analyze");
        try (Connection login = db.login();
                Statement statement = login.createStatement();
                var row = statement
                        .executeQuery("select \"id\" from \"user\" where \"email\" = 'reader-" + AMOUNT.users() / 2 + "." + run + "'")) {
            row.next();
            user = new UserId(row.getString(1));
        }
    }

    @Test
    void everythingThatWasAskedForIsThere() {
        assertThat(db.countAsLogin("select count(*) from \"user\"")).isEqualTo(AMOUNT.users());
        assertThat(db.countAsLogin("select count(*) from conversation")).isEqualTo((long) AMOUNT.users() * AMOUNT.conversations());
        assertThat(db.countAsLogin("select count(*) from message"))
                .isEqualTo((long) AMOUNT.users() * AMOUNT.conversations() * AMOUNT.messages());
        Page page = CONVERSATIONS.list(user, Optional.empty(), 100);
        assertThat(page.conversations()).hasSize(AMOUNT.conversations());
        List<Message> messages = CONVERSATIONS.messages(user, page.conversations().getFirst().id()).orElseThrow();
        assertThat(messages).hasSize(AMOUNT.messages());
        assertThat(page.conversations().getFirst().title()).isEqualTo(messages.getFirst().text());
    }

    @Test
    void nothingDoneForAReaderReadsMoreThanIsTheirs() throws SQLException {
        for (int time = 0; time < TIMES; time++) {
            Page first = watched("list, first page", () -> CONVERSATIONS.list(user, Optional.empty(), 20));
            Page next = watched("list, next page", () -> CONVERSATIONS.list(user, first.next(), 20));
            UUID conversation = next.conversations().getFirst().id();
            watched("find", () -> CONVERSATIONS.find(user, conversation));
            List<Message> messages = watched("messages", () -> CONVERSATIONS.messages(user, conversation)).orElseThrow();
            UUID answer = messages.getLast().id();
            watched("search", () -> CONVERSATIONS.search(user, "torque ankle", 20));
            watched("message", () -> CONVERSATIONS.message(user, answer));
            watched("judge", () -> CONVERSATIONS.judge(user, answer, Thumb.UP, Optional.of("clear")));
            watched("judgement", () -> CONVERSATIONS.judgement(user, answer));
            watched("withdraw judgement", () -> CONVERSATIONS.withdrawJudgement(user, answer));
            watched("rename", () -> CONVERSATIONS.change(user, conversation, Optional.of("Another name"), Optional.empty()));
            watched("star", () -> CONVERSATIONS.change(user, conversation, Optional.empty(), Optional.of(true)));
            watched("unstar", () -> CONVERSATIONS.change(user, conversation, Optional.empty(), Optional.of(false)));
            Conversation made = watched("create", () -> CONVERSATIONS.create(user, Optional.empty()));
            String key = "key " + time;
            Asked asked = watched("ask", () -> CONVERSATIONS.ask(user, made.id(), "What drives the ankle?", key));
            watched("ask again with the same key", () -> CONVERSATIONS.ask(user, made.id(), "What drives the ankle?", key));
            watched("complete", () -> CONVERSATIONS.complete(user, ((Asked.Begun) asked).answer().id(), "The motor does.", List.of(),
                    Writing.quoted(Instant.now())));
            watched("settle what is overdue", CONVERSATIONS::settleOverdue);
            watched("delete", () -> CONVERSATIONS.delete(user, made.id()));
        }
        report();
    }

    /** Does something on the one connection there is, and looks at what PostgreSQL counted of it. */
    private <T> T watched(String what, Supplier<T> work) throws SQLException {
        flush();
        long scans = db.countAsLogin(SCANS);
        long rows = db.countAsLogin(ROWS);
        long begun = System.nanoTime();
        T result = work.get();
        milliseconds.computeIfAbsent(what, _ -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
        flush();
        assertThat(db.countAsLogin(SCANS) - scans).as("scans of whole tables to " + what).isZero();
        assertThat(db.countAsLogin(ROWS) - rows).as("rows read to " + what).isLessThanOrEqualTo(MOST_ROWS);
        return result;
    }

    /** PostgreSQL shows what a session counted when it is idle, if told so. */
    private static void flush() throws SQLException {
        try (Connection connection = one.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
        }
    }

    private void report() {
        System.out.printf(
                "%,d readers, %d conversations each, %d messages in each; milliseconds with the way there and back, median of %d%n",
                AMOUNT.users(), AMOUNT.conversations(), AMOUNT.messages(), TIMES);
        milliseconds.forEach(
                (what, times) -> System.out.printf(Locale.ROOT, "  %-28s %6.2f%n", what, times.stream().sorted().toList().get(TIMES / 2)));
    }
}

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * With the history of many readers, nothing that is done for one of them reads a table from end to end, or more of it than is that reader's, and no
 * statement takes PostgreSQL itself five milliseconds. A thousand readers unless {@code -Dhornbook.scale.users} says more; the profile
 * {@code scale} says ten thousand.
 *
 * <p>Five milliseconds of the server's are what is required of the history, so here, and nowhere else, a time decides a test: the fastest of
 * {@value #TIMES}, of the server's planning and execution without the way there and back. Whoever else wants the processors only adds to a time; the
 * median is printed.
 */
@Tag("integration")
class HistoryAtScaleTest {
    private static final int AT_ONCE = 4;
    private static final Amount AMOUNT = new Amount(Integer.getInteger("hornbook.scale.users", 1_000), 50, 8);
    /** Made up by each of those that fill the database at once. */
    private static final Amount PART = new Amount(AMOUNT.users() / AT_ONCE, AMOUNT.conversations(), AMOUNT.messages());
    /** A reader's own messages, twice over. */
    private static final long MOST_ROWS = 2L * AMOUNT.conversations() * AMOUNT.messages();
    private static final String SCANS = "select coalesce(sum(seq_scan), 0) from pg_stat_user_tables where relname in ('conversation', 'message', 'feedback')";
    private static final String ROWS = "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) from pg_stat_user_tables "
            + "where relname in ('conversation', 'message', 'feedback')";
    private static final int COUNTED = 7;
    private static final int TIMES = 15;
    private static final double MOST_MILLISECONDS = 5;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @AutoClose
    private static final NeonDataSource one = NeonDataSource.open(NeonSettings.of(db.url() + "&application_name=one").maximumSize(1));

    private static final Conversations CONVERSATIONS = new Conversations(Database.over(one), InstantSource.system(),
            HistorySettings.of("here"));
    private static UserId user;

    @BeforeAll
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    static void fill() throws Exception {
        List<Future<String>> runs = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                var seeding = new Seeding(db.database(), InstantSource.system(), new Random(i));
                runs.add(threads.submit(() -> seeding.add(PART, "no:password", (_, _) -> {})));
            }
        }
        db.asLogin("insert into feedback (message_id, user_id, thumb, created_at, updated_at) "
                + "select id, user_id, 'up', created_at, created_at from message where role = 'book' and random() < 0.1");
        db.asLogin("analyze");
        try (Connection login = db.login();
                Statement statement = login.createStatement();
                var row = statement
                        .executeQuery("select \"id\" from \"user\" where \"email\" = 'reader-" + PART.users() / 2 + "."
                                + runs.getLast().get() + "'")) {
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
        for (int time = 0; time < COUNTED; time++) {
            everything(CONVERSATIONS, "counted " + time, new Watching() {
                @Override
                public <T> T watch(String what, Supplier<T> work) throws SQLException {
                    return counted(what, work);
                }
            });
        }
    }

    @Test
    void noStatementTakesTheServerFiveMilliseconds() throws SQLException {
        Map<String, List<Double>> milliseconds = new LinkedHashMap<>();
        var server = new ServerTime();
        var measured = new Conversations(Database.over(server.over(one)), InstantSource.system(), HistorySettings.of("here"));
        for (int time = 0; time < TIMES; time++) {
            everything(measured, "measured " + time, new Watching() {
                @Override
                public <T> T watch(String what, Supplier<T> work) {
                    server.slowest();
                    T result = work.get();
                    milliseconds.computeIfAbsent(what, _ -> new ArrayList<>()).add(server.slowest());
                    return result;
                }
            });
        }
        report(milliseconds);
        assertThat(milliseconds)
                .allSatisfy((what, times) -> assertThat(Collections.min(times)).as("milliseconds of the server's for: " + what)
                        .isGreaterThan(0).isLessThan(MOST_MILLISECONDS));
    }

    /** What looks on while something is done. */
    private interface Watching {
        <T> T watch(String what, Supplier<T> work) throws SQLException;
    }

    /** Everything that is done for a reader, once, by a key of its own. */
    private static void everything(Conversations conversations, String key, Watching watching) throws SQLException {
        Page first = watching.watch("list, first page", () -> conversations.list(user, Optional.empty(), 20));
        Page next = watching.watch("list, next page", () -> conversations.list(user, first.next(), 20));
        UUID conversation = next.conversations().getFirst().id();
        watching.watch("find", () -> conversations.find(user, conversation));
        List<Message> messages = watching.watch("messages", () -> conversations.messages(user, conversation)).orElseThrow();
        UUID answer = messages.getLast().id();
        watching.watch("search", () -> conversations.search(user, "torque ankle", 20));
        watching.watch("message", () -> conversations.message(user, answer));
        watching.watch("judge", () -> conversations.judge(user, answer, Thumb.UP, Optional.of("clear")));
        watching.watch("judgement", () -> conversations.judgement(user, answer));
        watching.watch("withdraw judgement", () -> conversations.withdrawJudgement(user, answer));
        watching.watch("rename", () -> conversations.change(user, conversation, Optional.of("Another name"), Optional.empty()));
        watching.watch("star", () -> conversations.change(user, conversation, Optional.empty(), Optional.of(true)));
        watching.watch("unstar", () -> conversations.change(user, conversation, Optional.empty(), Optional.of(false)));
        Conversation made = watching.watch("create", () -> conversations.create(user, Optional.empty()));
        Asked asked = watching.watch("ask", () -> conversations.ask(user, made.id(), "What drives the ankle?", key));
        watching.watch("ask again with the same key", () -> conversations.ask(user, made.id(), "What drives the ankle?", key));
        watching.watch("complete", () -> conversations.complete(user, ((Asked.Begun) asked).answer().id(), "The motor does.", List.of(),
                Writing.quoted(Instant.now())));
        watching.watch("settle what is overdue", conversations::settleOverdue);
        watching.watch("delete", () -> conversations.delete(user, made.id()));
    }

    /** Does something on the one connection there is, and looks at what PostgreSQL counted of it. */
    private <T> T counted(String what, Supplier<T> work) throws SQLException {
        flush();
        long scans = db.countAsLogin(SCANS);
        long rows = db.countAsLogin(ROWS);
        T result = work.get();
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

    private static void report(Map<String, List<Double>> milliseconds) {
        System.out.printf("%,d readers, %d conversations each, %d messages in each; the server's milliseconds for the slowest statement, "
                + "median of %d%n", AMOUNT.users(), AMOUNT.conversations(), AMOUNT.messages(), TIMES);
        milliseconds.forEach((what, times) -> System.out.printf(Locale.ROOT, "  %-28s %6.2f%n", what, median(times)));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}

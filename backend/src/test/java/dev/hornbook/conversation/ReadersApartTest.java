package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything a reader says here carries her id, so whatever reaches another gives itself away. */
@Tag("integration")
class ReadersApartTest {
    private static final int READERS = 20;

    private static final int STEPS = 60;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    /** What everybody knows of everybody: any id may be tried by any reader. */
    private final List<UUID> conversations = new CopyOnWriteArrayList<>();

    private final List<UUID> answers = new CopyOnWriteArrayList<>();

    @Test
    void twentyReadersDoingRandomThingsAtOnceNeverMeet() throws Exception {
        long seed = 20_260_301;
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < READERS; i++) {
                Reader reader = new Reader(db.database(), db.newUser(), new Random(seed + i));
                readers.add(executor.submit(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        reader.step(reader.random.nextInt(Reader.THINGS_TO_DO));
                    }
                    reader.askInANewConversation();
                }));
            }
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertNobodyWroteIntoAnothersRows();
    }

    private static void assertNobodyWroteIntoAnothersRows() {
        assertThat(db.countAsLogin("select count(distinct user_id) from message")).isEqualTo(READERS);
        assertThat(db.countAsLogin("select count(*) from message where text <> '' and position(user_id in text) = 0")).isZero();
        assertThat(db.countAsLogin("select count(*) from conversation where titled and position(user_id in title) = 0")).isZero();
        assertThat(db.countAsLogin("select count(*) from feedback where position(user_id in words) = 0")).isZero();
        assertThat(db.countAsLogin(
                "select count(*) from message m join conversation c on c.id = m.conversation_id where c.user_id <> m.user_id")).isZero();
    }

    private final class Reader {
        private static final int THINGS_TO_DO = 16;

        private final Database database;

        private final Conversations history;

        private final UserId user;

        private final Random random;

        private int questions;

        Reader(Database database, UserId user, Random random) {
            this.database = database;
            this.history = new Conversations(database, InstantSource.system(), HistorySettings.of("here").recent(5));
            this.user = user;
            this.random = random;
        }

        private String words() {
            return "said by " + user;
        }

        private UUID any(List<UUID> ids) {
            return ids.isEmpty() ? UUID.randomUUID() : ids.get(random.nextInt(ids.size()));
        }

        private void step(int thing) {
            switch (thing) {
                case 0 -> conversations.add(history.create(user, Optional.of("physical-ai")).id());
                case 1 -> conversations.add(history.create(user, Optional.empty()).id());
                case 2 -> list();
                case 3 -> history.find(user, any(conversations)).ifPresent(this::assertMine);
                case 4 -> history.change(user, any(conversations), Optional.of(words()), Optional.empty()).ifPresent(this::assertMine);
                case 5 -> history.change(user, any(conversations), Optional.empty(), Optional.of(random.nextBoolean()))
                        .ifPresent(this::assertMine);
                case 6 -> ask();
                case 7 -> history.messages(user, any(conversations)).ifPresent(messages -> messages.forEach(this::assertMine));
                case 8 -> history.message(user, any(answers)).ifPresent(this::assertMine);
                case 9 -> history.complete(user, any(answers), words(), List.of(), Writing.quoted(Instant.EPOCH));
                case 10 -> history.fail(user, any(answers), words(), List.of(), Writing.quoted(Instant.EPOCH), "lost");
                case 11 -> history.judge(user, any(answers), Thumb.UP, Optional.of(words()));
                case 12 -> history.judgement(user, any(answers)).ifPresent(judgement -> assertThat(judgement.words()).contains(words()));
                case 13 -> askTheDatabaseItself();
                case 14 -> history.search(user, "said or new", 100).forEach(match -> assertMine(match.conversation()));
                default -> fail();
            }
        }

        /** Which nobody has taken away by the end. */
        private void askInANewConversation() {
            UUID conversation = history.create(user, Optional.empty()).id();
            assertThat(history.ask(user, conversation, words(), "last")).isInstanceOf(Asked.Begun.class);
        }

        private void list() {
            Optional<String> after = Optional.empty();
            do {
                Page page = history.list(user, after, 3);
                page.conversations().forEach(this::assertMine);
                after = page.next();
            } while (after.isPresent());
        }

        private void ask() {
            switch (history.ask(user, any(conversations), words(), "key" + questions++ / 2)) {
                case Asked.Begun(Message question, Message answer, List<Message> earlier, var textbook) -> {
                    assertMine(question);
                    earlier.forEach(this::assertMine);
                    answers.add(answer.id());
                }
                case Asked.Known(Message question, Message answer) -> {
                    assertMine(question);
                    assertMine(answer);
                }
                case Asked.NoSuchConversation() -> {
                    // Not hers, or gone.
                }
            }
        }

        /** Statements that forget to name their user: the policies alone keep them in. */
        private void askTheDatabaseItself() {
            Instant at = random.nextBoolean() ? null : Instant.now();
            for (String table : List.of("conversation", "message", "feedback")) {
                assertThat(database.as(user).query("select user_id from " + table + " where (?::timestamptz is null or created_at <= ?)",
                        row -> row.text("user_id"), at, at)).allMatch(user.value()::equals);
                assertThat(database.library().query("select user_id from " + table + " where (?::timestamptz is null or created_at <= ?)",
                        row -> row.text("user_id"), at, at)).isEmpty();
            }
            database.as(user).update("update conversation set title = ?, titled = true where (?::timestamptz is null or created_at <= ?)",
                    words(), at, at);
            assertThat(database.as(user).query("delete from message where id = ? and status = 'failed' returning user_id",
                    row -> row.text("user_id"),
                    any(answers))).allMatch(user.value()::equals);
        }

        private void fail() {
            assertThatThrownBy(() -> database.as(user)
                    .query("select id, title, created_at, 1 / (length(title) - length(title)) as n from conversation union all "
                            + "select null, 'x', ?, 1 / 0", row -> 1, (Object) null))
                    .isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> database.as(user).inTransaction(handle -> {
                handle.execute("update conversation set title = 'half done by nobody'");
                throw new IllegalStateException("changed my mind");
            })).isInstanceOf(IllegalStateException.class);
        }

        private void assertMine(Conversation conversation) {
            assertThat(conversation.title()).isIn(Titles.UNTITLED, words());
        }

        private void assertMine(Message message) {
            assertThat(message.text()).isIn("", words());
        }
    }
}

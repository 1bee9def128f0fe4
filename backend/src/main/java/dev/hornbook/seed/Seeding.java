package dev.hornbook.seed;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.hornbook.database.CopyRows;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.Scope;
import dev.hornbook.database.SystemTask;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Fills a database with made-up readers who can sign in, their conversations and messages. It adds and changes nothing that is there: each time
 * other readers come, all at the domain {@value #DOMAIN}, which no mail reaches (RFC 6761).
 *
 * <p>Rows go by COPY, a group of readers in a transaction. PostgreSQL takes no COPY into a table with row security, so conversations and messages
 * go by way of temporary tables; the role that adds them may add, and no more.
 */
public final class Seeding {
    /** Where all made-up readers live. */
    public static final String DOMAIN = "seed.invalid";

    /** So many messages are in memory, and in a transaction, together. */
    private static final int MESSAGES_TOGETHER = 20_000;
    private static final Duration SPAN = Duration.ofDays(90);
    private static final String USERS = "\"user\" (\"id\", \"name\", \"email\", \"emailVerified\", \"createdAt\", \"updatedAt\")";
    private static final String ACCOUNTS = "\"account\" (\"id\", \"accountId\", \"providerId\", \"userId\", \"password\", \"createdAt\", \"updatedAt\")";
    private static final String CONVERSATIONS = "id, user_id, title, titled, starred, created_at, updated_at";
    private static final String MESSAGES = "id, conversation_id, user_id, role, status, text, question_id, first_word_ms, created_at, ended_at";

    private final Scope rows;
    private final InstantSource clock;
    private final Random random;
    private final MadeUp words;

    /** @param random the same seed makes up the same words; ids and addresses are new each time */
    public Seeding(Database database, InstantSource clock, Random random) {
        this.rows = database.asSystem(SystemTask.SEED);
        this.clock = clock;
        this.random = random;
        this.words = new MadeUp(random);
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many readers of all are in, with everything of theirs. */
        void at(int users, int all);
    }

    /**
     * Makes up readers. What was added stays when it is broken off.
     *
     * @param password the hash of the password of all of them, in Better Auth's form
     * @return what their addresses have in common: {@code reader-1.<this>} and so on
     * @throws DatabaseException when the database cannot be reached, or may not be written
     */
    public String add(Amount amount, String password, Progress progress) {
        String run = UUID.randomUUID().toString().substring(0, 8) + "@" + DOMAIN;
        int together = Math.max(1, MESSAGES_TOGETHER / Math.max(1, amount.conversations() * amount.messages()));
        for (int from = 0; from < amount.users(); from += together) {
            int first = from;
            int end = Math.min(amount.users(), from + together);
            rows.inTransaction(handle -> {
                try {
                    return group(handle, run, amount, password, first, end);
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                }
            });
            progress.at(end, amount.users());
        }
        return run;
    }

    private Void group(Handle handle, String run, Amount amount, String password, int from, int end) throws SQLException {
        makeTemporary(handle, "conversation", CONVERSATIONS);
        makeTemporary(handle, "message", MESSAGES);
        CopyRows users = new CopyRows();
        CopyRows accounts = new CopyRows();
        CopyRows conversations = new CopyRows();
        CopyRows messages = new CopyRows();
        for (int i = from; i < end; i++) {
            String id = UUID.randomUUID().toString().replace("-", "");
            Instant joined = clock.instant().minus(SPAN);
            users.add(id).add(words.name()).add("reader-" + (i + 1) + "." + run).add(true).add(joined).add(joined).end();
            accounts.add(id).add(id).add("credential").add(id).add(password).add(joined).add(joined).end();
            for (int c = 0; c < amount.conversations(); c++) {
                conversation(conversations, messages, id, amount.messages(), joined);
            }
        }
        users.copy(handle, USERS);
        accounts.copy(handle, ACCOUNTS);
        conversations.copy(handle, "seed_conversation (" + CONVERSATIONS + ")");
        messages.copy(handle, "seed_message (" + MESSAGES + ")");
        move(handle, "conversation", CONVERSATIONS);
        move(handle, "message", MESSAGES);
        return null;
    }

    private void conversation(CopyRows conversations, CopyRows messages, String user, int count, Instant joined) {
        Instant begun = joined.plusMillis(random.nextLong(SPAN.toMillis() - Duration.ofHours(1).toMillis()));
        Ids ids = new Ids(begun);
        UUID id = ids.next();
        String title = words.question();
        Instant now = begun;
        for (int pair = 0; pair < count / 2; pair++) {
            UUID question = ids.next();
            messages.add(question).add(id).add(user).add("reader").add("complete").add(pair == 0 ? title : words.question()).add(null)
                    .add(null)
                    .add(now).add(now).end();
            messages.add(ids.next()).add(id).add(user).add("book").add("complete").add(words.answer()).add(question)
                    .add(random.nextInt(5, 900))
                    .add(now).add(now.plusSeconds(3)).end();
            now = now.plusSeconds(random.nextInt(20, 200));
        }
        conversations.add(id).add(user).add(title).add(true).add(random.nextInt(20) == 0).add(begun).add(now).end();
    }

    private static void makeTemporary(Handle handle, String table, String columns) {
        handle.execute(
                "create temporary table seed_" + table + " on commit drop as select " + columns + " from " + table + " with no data");
    }

    private static void move(Handle handle, String table, String columns) {
        handle.execute("insert into " + table + " (" + columns + ") select " + columns + " from seed_" + table);
    }

    /** Ids of a moment, in order. */
    private static final class Ids {
        private final TimeOrderedEpochFactory factory;

        Ids(Instant moment) {
            factory = TimeOrderedEpochFactory.builder().withClock(InstantSource.fixed(moment).withZone(ZoneOffset.UTC)).withIncrementPlus1()
                    .build();
        }

        UUID next() {
            return factory.create();
        }
    }
}

package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What goes wrong with statements in a scope, one thing after another. */
final class Mishaps implements AutoCloseable {
    private static final String SLEEP = "select pg_sleep(60)::text || id as slept from (select 'x' as id) nothing";

    private static final Duration SOON = Duration.ofSeconds(10);

    private final ExecutorService canceller = Executors.newVirtualThreadPerTaskExecutor();
    private final Database database;
    private final Connection elsewhere;
    private int number;

    /** @param elsewhere a connection as the login, which is closed with this */
    Mishaps(Database database, Connection elsewhere) {
        this.database = database;
        this.elsewhere = elsewhere;
    }

    void happen(UserId user, UserId other) {
        switch (number++ % 7) {
            case 0 -> assertFails("22012",
                    () -> database.as(user).query("select created_at, 1 / (length(title) - length(title)) as n from conversation "
                            + "union all select ?, 1 / 0", row -> 1, (Object) null));
            case 1 ->
                assertFails("42501", () -> database.as(user).update("""
                                                                    insert into conversation (id, user_id, title, created_at, updated_at)
                                                                    values (gen_random_uuid(), ?, 'forged', now(), now())
                                                                    """, other.value()));
            case 2 -> assertThatThrownBy(() -> database.as(user).inTransaction(handle -> {
                handle.execute("update conversation set title = 'half done by nobody'");
                throw new IllegalStateException("changed my mind");
            })).isInstanceOf(IllegalStateException.class);
            case 3 -> assertFails("22012", () -> database.as(user).inTransaction(handle -> {
                handle.execute("update conversation set title = 'half done by nobody'");
                return handle.execute("select 1 / 0");
            }));
            case 4 -> cancelled(() -> database.as(user).query(SLEEP, row -> row.text("slept")));
            case 5 -> cancelled(() -> database.as(user).inTransaction(handle -> handle.createQuery(SLEEP).mapTo(String.class).list()));
            default -> assertThatThrownBy(() -> database.as(user).query("select title from conversation union all select null",
                    row -> row.text("title"))).isInstanceOf(NullPointerException.class);
        }
    }

    private static void assertFails(String state, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
    }

    private void cancelled(ThrowingCallable work) {
        Future<?> cancelling = canceller.submit(() -> {
            while (!cancelled()) {
                Thread.onSpinWait();
            }
            return null;
        });
        assertFails("57014", work);
        assertThat(cancelling).succeedsWithin(SOON);
    }

    /** Whether there was something to cancel. */
    private boolean cancelled() throws SQLException {
        try (Statement statement = elsewhere.createStatement();
                ResultSet row = statement.executeQuery("""
                                                       select count(pg_cancel_backend(pid)) from pg_stat_activity
                                                       where datname = current_database() and wait_event = 'PgSleep'
                                                       """)) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    @Override
    public void close() throws SQLException {
        canceller.close();
        elsewhere.close();
    }
}

package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class DatabaseExceptionTest {
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @Test
    void aDatabaseThatCannotBeReachedGivesThePoolsReasonAndWhenToAskAgain() {
        // The discard port of loopback: nothing listens there.
        try (NeonDataSource nowhere = NeonDataSource
                .open(NeonSettings.of("postgresql://u:p@127.0.0.1:9/d?sslmode=disable").acquireTimeout(Duration.ofSeconds(2)))) {
            assertThatThrownBy(() -> Database.over(nowhere).library().query("select 1 as n", row -> 1))
                    .isInstanceOfSatisfying(DatabaseException.class, e -> {
                        DatabaseException.Unavailable why = e.unavailable().orElseThrow();
                        assertThat(why.reason()).isNotBlank().endsWith(".");
                        assertThat(why.retryAfter()).isPresent();
                    });
        }
    }

    @Test
    void aConnectionCutInMidWorkIsTheDatabasesAbsence() {
        assertThatThrownBy(() -> db.database().library().inTransaction(handle -> {
            int server = handle.createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
            db.asLogin("select pg_terminate_backend(" + server + ", 2000)");
            return handle.createQuery("select 1").mapTo(Integer.class).one();
        })).isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.unavailable()).isPresent());
        assertThat(db.database().library().query("select 1 as n", row -> row.integer("n"))).as("the next one").containsExactly(1);
    }

    @Test
    void aStatementThatTookTooLongMayBeAskedAgain() {
        assertThat(
                new DatabaseException(new SQLException("canceling statement due to statement timeout", "57014")).unavailable().orElseThrow()
                        .retryAfter())
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void aStatementThatFailedIsNot() {
        assertThatThrownBy(() -> db.database().library().query("select 1 / 0 as n", row -> 1))
                .isInstanceOfSatisfying(DatabaseException.class, e -> {
                    assertThat(e.unavailable()).isEmpty();
                    assertThat(e.sqlState()).isEqualTo("22012");
                });
        assertThat(new DatabaseException(new SQLException("odd")).sqlState()).isEqualTo("?????");
    }

    @Test
    void noValueReachesALogWithTheStackTrace() {
        String insert = "insert into \"rateLimit\" values (?, ?, 1, 1)";
        db.database().identity().update(insert, "i", "secret-key");
        assertThatThrownBy(() -> db.database().identity().update(insert, "j", "secret-key")).satisfies(e -> {
            StringWriter log = new StringWriter();
            e.printStackTrace(new PrintWriter(log));
            assertThat(log.toString()).contains("rateLimit_key_key").doesNotContain("secret-key");
        });
    }
}

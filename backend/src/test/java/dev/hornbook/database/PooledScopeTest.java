package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scopes through the pooled host: PgBouncer in transaction mode gives every transaction whichever server connection is free. */
@Tag("integration")
class PooledScopeTest {
    private static final int ROUNDS = 40;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @Test
    void readersWhoShareServerConnectionsSeeTheirOwnRowsAlone() throws Exception {
        db.asLogin("""
                   create table shelf (who text not null, at timestamptz);
                   alter table shelf enable row level security;
                   alter table shelf force row level security;
                   create policy own_rows on shelf to hornbook_app using (who = nullif(current_setting('hornbook.user_id', true), ''));
                   grant select on shelf to hornbook_app;
                   insert into shelf values ('ann', now()), ('bob', now()), ('cyd', null)
                   """);
        // Debian's PgBouncer carries no named prepared statements; Neon's does.
        String pooled = NeonUrl.parse(db.url()).pooled().toSecretString() + "&prepareThreshold=0";
        try (NeonDataSource pool = NeonDataSource.open(NeonSettings.of(pooled).maximumSize(6));
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Database database = Database.over(pool);
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Instant at = i % 2 == 0 ? null : Instant.now();
                for (String who : List.of("ann", "bob")) {
                    work.add(() -> database.as(new UserId(who)).query(
                            "select who || '' as who from shelf where (?::timestamptz is null or true)", row -> row.text("who"), at));
                    work.add(() -> database.as(new UserId(who))
                            .inTransaction(handle -> handle.createQuery("select who from shelf").mapTo(String.class).list()));
                }
                work.add(() -> List.of(outsideOfAnyScope(pool)));
                work.add(() -> database.library().query("select who from shelf", row -> row.text("who")));
            }
            List<Future<List<String>>> seen = readers.invokeAll(work);
            for (int i = 0; i < seen.size(); i++) {
                List<String> rows = seen.get(i).get();
                switch (i % 6) {
                    case 0, 1 -> assertThat(rows).as("piece of work %d", i).containsExactly("ann");
                    case 2, 3 -> assertThat(rows).as("piece of work %d", i).containsExactly("bob");
                    case 4 -> assertThat(rows).as("left behind on a server connection, piece of work %d", i).containsExactly("reader, ''");
                    default -> assertThat(rows).as("piece of work %d", i).isEmpty();
                }
            }
        }
    }

    private static String outsideOfAnyScope(NeonDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("select current_user || ', ''' || coalesce(current_setting('hornbook.user_id', true), '') || ''''")) {
            row.next();
            return row.getString(1);
        }
    }
}

package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.testing.OneConnection;
import dev.hornbook.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a scope sees and does not see, on a login that bypasses row security. Each test works on one connection, where what one
 * statement left behind would meet the next.
 */
@Tag("integration")
class ScopeTest {
    private static final int EXECUTIONS = 20;

    private static final UserId ANN = new UserId("ann");

    private static final String OWN = "select who, note, at from shelf where (?::timestamptz is null or at <= ?)";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @AutoClose
    private final OneConnection connection = new OneConnection(db.login());

    private final Database database = Database.over(connection);

    @BeforeAll
    static void aTableOfThreeReaders() throws SQLException {
        try (Connection login = db.login(); Statement statement = login.createStatement()) {
            statement.execute(
                    """
                    create table shelf (who text not null, note text not null, at timestamptz);
                    alter table shelf enable row level security;
                    alter table shelf force row level security;
                    create policy own_rows on shelf to hornbook_app using (who = nullif(current_setting('hornbook.user_id', true), ''));
                    grant select, insert, update, delete on shelf to hornbook_app;
                    """);
        }
    }

    @BeforeEach
    void aRowEach() throws SQLException {
        try (Connection login = db.login(); Statement statement = login.createStatement()) {
            statement.execute("truncate shelf; insert into shelf values ('ann', 'a', now()), ('bob', 'b', now()), ('cyd', 'c', null)");
        }
    }

    /** The trap, so that nobody takes the {@code begin} away: without it the scope ends before the statement, from the sixth time on. */
    @Test
    void withoutBeginTheSixthExecutionSeesEverybodysRows() throws SQLException {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < EXECUTIONS; i++) {
            String sql = OneRoundTrip.inScope(RoleAndUser.without(DatabaseRole.APP, Duration.ZERO), OWN).replace("begin; ", "")
                    .replace("; commit", "");
            try (PreparedStatement statement = connection.getConnection().prepareStatement(sql)) {
                statement.setString(1, "ann");
                statement.setNull(2, Types.NULL);
                statement.setNull(3, Types.NULL);
                statement.execute();
                statement.getMoreResults();
                seen.add(count(statement.getResultSet()));
            }
        }
        assertThat(seen.subList(0, 5)).containsOnly(1);
        assertThat(seen.subList(5, EXECUTIONS)).containsOnly(3);
    }

    @Test
    void aStatementSeesItsUsersRowsHoweverOftenItRuns() {
        for (int i = 0; i < EXECUTIONS; i++) {
            Instant at = i % 3 == 0 ? null : Instant.now();
            assertThat(database.as(ANN).query(OWN, row -> row.text("who"), at, at)).as("execution %d", i).containsExactly("ann");
            assertThat(database.library().query(OWN, row -> row.text("who"), at, at)).as("execution %d, no user", i).isEmpty();
        }
    }

    @Test
    void aStatementSeesItsUsersRowsAfterErrorsOfAnyKind() {
        for (int i = 0; i < EXECUTIONS; i++) {
            Instant at = i % 2 == 0 ? null : Instant.now();
            switch (i % 4) {
                case 0 -> assertFails("22012",
                        () -> database.as(ANN).query("select who, 1 / (length(note) - 1) as n from shelf where ?::timestamptz is null",
                                row -> row.text("who"), (Object) null));
                case 1 -> assertFails("42703", () -> database.as(ANN).query("select nothing from shelf", row -> row.text("who")));
                case 2 -> assertFails("42501", () -> database.as(ANN).update("insert into shelf values ('bob', 'forged', ?)", at));
                default -> assertThatThrownBy(() -> database.as(ANN).query("select note from shelf", row -> row.text("who")))
                        .isInstanceOf(DatabaseException.class);
            }
            assertThat(whoAmI()).as("left behind after error %d", i).isEqualTo("reader");
            assertThat(database.as(ANN).query(OWN, row -> row.text("who"), at, at)).as("after error %d", i).containsExactly("ann");
        }
    }

    @Test
    void aStatementTouchesItsUsersRowsOnly() {
        for (int i = 0; i < EXECUTIONS; i++) {
            Instant at = i % 2 == 0 ? null : Instant.now();
            assertThat(database.as(ANN).update("update shelf set note = ?, at = ?", "mine" + i, at)).isEqualTo(1);
        }
        assertThat(database.as(ANN).update("delete from shelf where note <> ?", "")).isEqualTo(1);
        assertThat(asLogin("select count(*) from shelf where note in ('b', 'c')")).isEqualTo("2");
    }

    @Test
    void workOfSeveralStatementsStaysInItsScope() {
        for (int i = 0; i < EXECUTIONS; i++) {
            Instant at = i % 2 == 0 ? null : Instant.now();
            assertThat(database.as(ANN).<List<String>>inTransaction(handle -> {
                handle.createUpdate("update shelf set at = :at").bind("at", at).execute();
                return handle.createQuery("select who from shelf where (cast(:at as timestamptz) is null or at <= :at)").bind("at", at)
                        .mapTo(String.class).list();
            })).containsExactly("ann");
            assertThat(whoAmI()).isEqualTo("reader");
        }
    }

    @Test
    void workThatThrowsLeavesNothingBehind() {
        assertThatThrownBy(() -> database.as(ANN).inTransaction(handle -> {
            handle.execute("update shelf set note = 'half done'");
            throw new IllegalStateException("changed my mind");
        })).isInstanceOf(IllegalStateException.class);
        assertFails("22012", () -> database.as(ANN).inTransaction(handle -> {
            handle.execute("update shelf set note = 'half done'");
            return handle.execute("select 1 / 0");
        }));
        assertThat(whoAmI()).isEqualTo("reader");
        assertThat(asLogin("select count(*) from shelf where note = 'half done'")).isEqualTo("0");
    }

    @Test
    void workCannotEndItsTransactionAndGoOnAsTheLogin() {
        assertThatThrownBy(() -> database.as(ANN).inTransaction(handle -> handle.commit())).isInstanceOf(TransactionException.class);
        assertThatThrownBy(() -> database.as(ANN).inTransaction(handle -> handle.rollback())).isInstanceOf(TransactionException.class);
        assertThat(database.as(ANN).<List<String>>inTransaction(handle -> {
            handle.useTransaction(inner -> inner.execute("update shelf set note = 'joined'"));
            return handle.createQuery("select who from shelf").mapTo(String.class).list();
        })).containsExactly("ann");
        assertThat(whoAmI()).isEqualTo("reader");
    }

    @Test
    void eachScopeReachesItsOwnTablesOnly() {
        String users = "select count(*) as n from \"user\"";
        assertThat(database.identity().query(users, row -> row.bigint("n"))).hasSize(1);
        assertFails("42501", () -> database.as(ANN).query(users, row -> row.bigint("n")));
        assertFails("42501", () -> database.library().query("select * from \"jwks\"", row -> row.text("id")));
        assertFails("42501", () -> database.identity().query(OWN, row -> row.text("who"), null, null));
        assertFails("42501", () -> database.asSystem(SystemTask.SETTLE).query(OWN, row -> row.text("who"), null, null));
        assertFails("42501", () -> database.asSystem(SystemTask.SETTLE).query("select text from message", row -> row.text("text")));
    }

    @Test
    void parametersArriveAsTheyWere() {
        UUID id = UUID.randomUUID();
        Instant at = Instant.parse("2026-02-28T23:59:59.123456Z");
        assertThat(database.library().query(
                """
                select ? as t, ? as u, ?::timestamptz as at, ?::int as i, ?::bigint as l, ?::float8 as d, ?::boolean as b, ?::bytea as bytes, ?::jsonb ->> 'k' as j,
                       ? as ts, ?::text as n, ?::text as o
                """,
                row -> {
                    assertThat(row.text("t")).isEqualTo("a ?; commit; -- \u00e9\ud83d\udcd5");
                    assertThat(row.uuid("u")).isEqualTo(id);
                    assertThat(row.instant("at")).isEqualTo(at);
                    assertThat(row.integer("i")).isEqualTo(7);
                    assertThat(row.bigint("l")).isEqualTo(1L << 40);
                    assertThat(row.real("d")).isEqualTo(0.5);
                    assertThat(row.bool("b")).isTrue();
                    assertThat(row.bytes("bytes")).containsExactly(0, 1, 2);
                    assertThat(row.text("j")).isEqualTo("v");
                    assertThat(row.texts("ts")).containsExactly("x", "y,\"z");
                    assertThat(row.optionalText("n")).isEmpty();
                    assertThat(row.optionalText("o")).contains("there");
                    assertThatThrownBy(() -> row.text("n")).isInstanceOf(NullPointerException.class).hasMessageContaining("Column n");
                    return true;
                }, "a ?; commit; -- \u00e9\ud83d\udcd5", id, at, 7, 1L << 40, 0.5, true, new byte[]{0, 1, 2}, new Json("{\"k\":\"v\"}"),
                new String[]{"x", "y,\"z"}, null,
                Optional.of("there"))).containsExactly(true);
    }

    @Test
    void aStatementUsedForTheOtherKindIsTold() {
        assertThatThrownBy(() -> database.as(ANN).update("select 1 as n")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("query");
        assertThatThrownBy(() -> database.as(ANN).query("update shelf set note = 'x'", row -> 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("update");
        assertThat(database.as(ANN).query("update shelf set note = 'x' returning who", row -> row.text("who"))).containsExactly("ann");
        assertThat(whoAmI()).isEqualTo("reader");
    }

    @Test
    void anErrorNamesNoValues() {
        assertThatThrownBy(
                () -> database.identity().update("insert into \"rateLimit\" values ('i', 'secret-key', 1, 1), ('j', 'secret-key', 1, 1)"))
                .isInstanceOfSatisfying(DatabaseException.class, e -> {
                    assertThat(e.getMessage()).contains("23505").doesNotContain("secret-key");
                    assertThat(e.constraint()).contains("rateLimit_key_key");
                    assertThat(e.unavailable()).isEmpty();
                });
    }

    private static void assertFails(String sqlState, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
    }

    private String whoAmI() {
        return asLogin("select current_user::text || coalesce(nullif(current_setting('hornbook.user_id', true), ''), '')");
    }

    /** On the very connection that the scopes used. */
    private String asLogin(String sql) {
        try (Statement statement = connection.getConnection().createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}

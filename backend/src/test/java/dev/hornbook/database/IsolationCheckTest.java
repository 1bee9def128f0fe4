package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.testing.OneConnection;
import dev.hornbook.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class IsolationCheckTest {
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @Test
    void aMigratedDatabaseKeepsReadersApartAndIsLeftAsItWas() {
        assertThat(IsolationCheck.prove(db.pool())).isEqualTo(new IsolationCheck.Isolation("reader", true));
        assertThat(db.countAsLogin("select count(*) from \"user\" where \"name\" = 'probe'")).isZero();
    }

    @Test
    void rowsOfRealReadersDoNotDisturbIt() {
        UserId user = db.newUser();
        db.database().as(user).update(
                "insert into conversation (id, user_id, title, created_at, updated_at) values (gen_random_uuid(), ?, 't', now(), now())",
                user.value());
        IsolationCheck.prove(db.pool());
        assertThat(db.countAsLogin("select count(*) from conversation where user_id = '" + user + "'")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            alter table conversation disable row level security                                         | table conversation
                                            alter table message no force row level security                                             | table message
                                            create policy everybody on message for select using (true)                                  | policy everybody on table message
                                            create policy shared on conversation for select to hornbook_app using (starred)             | policy shared on table conversation
                                            alter policy own_rows on feedback using (true)                                              | table feedback
                                            drop policy own_rows on conversation; create policy own_rows on conversation using (true)   | table conversation
                                            alter policy own_rows on conversation with check (true)                                     | table conversation
                                            alter policy own_rows on message using (user_id = coalesce(current_setting('hornbook.user_id', true), user_id) or current_setting('hornbook.user_id', true) = '') | table message
                                            create table notes (user_id text, words text); insert into notes values ('a', 'b'); grant select on notes to hornbook_app | table notes
                                            grant select on "session" to hornbook_app                                                   | table session
                                            grant update on "user" to public                                                            | table user
                                            """)
    void whatWouldLetReadersMeetIsRefusedByName(String change, String named) {
        assertThatThrownBy(() -> proveAfter(change)).isInstanceOf(IsolationException.class).hasMessageContaining(named)
                .hasMessageMatching("(?s).*(Run: |restore the table's policy).*");
    }

    @Test
    void aPolicyOfTheOperatorsThatOnlyNarrowsIsNoFinding() throws SQLException {
        proveAfter(
                "create policy office_hours on message as restrictive using (true); create policy audit on message for select to hornbook_retain using (true)");
    }

    @Test
    void aTableThatReadersMayOnlyReadOrNotTouchIsNoFinding() throws SQLException {
        proveAfter("""
                   create table quota (user_id text, left_today int); insert into quota values ('a', 1);
                   create table digest (user_id text, words text); insert into digest values ('a', 'b');
                   alter table digest enable row level security; alter table digest force row level security;
                   create policy own_rows on digest to hornbook_app using (user_id = nullif(current_setting('hornbook.user_id', true), ''));
                   grant select on digest to hornbook_app; grant select, update on quota to hornbook_identity;
                   """);
    }

    @Test
    void grantsLostInARestoreAreTold() {
        assertThatThrownBy(() -> proveAfter("revoke all on message from hornbook_app")).isInstanceOf(IsolationException.class)
                .hasMessageContaining("restoring a dump");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alter role hornbook_app bypassrls", "grant hornbook_seed to hornbook_app",
        "revoke hornbook_settle from reader"})
    void aRoleThatMayTooMuchOrCannotBeTakenOnIsRefused(String change) {
        assertThatThrownBy(() -> proveAfter(change)).isInstanceOf(IsolationException.class).hasMessageContaining("hornbook_")
                .hasMessageContaining("Run: ");
    }

    /** In the transaction of the change, which ends with the check's own rollback: nothing of it reaches another test. */
    private static void proveAfter(String change) throws SQLException {
        try (OneConnection connection = new OneConnection(db.login())) {
            connection.getConnection().setAutoCommit(false);
            new Sql(connection.getConnection()).run(change);
            IsolationCheck.prove(connection);
        }
    }
}

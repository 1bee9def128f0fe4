package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class IsolationCheckTest {
    @AutoClose
    private final TestDatabase db = TestDatabase.migrated();

    @Test
    void aMigratedDatabaseKeepsReadersApartAndIsLeftAsItWas() {
        assertThat(IsolationCheck.prove(db.pool())).isEqualTo(new IsolationCheck.Isolation("reader", true));
        assertThat(db.countAsLogin(
                "select (select count(*) from \"user\") + (select count(*) from conversation) + (select count(*) from feedback)")).isZero();
    }

    @Test
    void rowsOfRealReadersDoNotDisturbIt() {
        UserId user = db.newUser();
        db.database().as(user).update(
                "insert into conversation (id, user_id, title, created_at, updated_at) values (gen_random_uuid(), ?, 't', now(), now())",
                user.value());
        IsolationCheck.prove(db.pool());
        assertThat(db.countAsLogin("select count(*) from conversation")).isEqualTo(1);
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
        db.asLogin(change);
        assertThatThrownBy(() -> IsolationCheck.prove(db.pool())).isInstanceOf(IsolationException.class).hasMessageContaining(named)
                .hasMessageMatching("(?s).*(Run: |restore the table's policy).*");
    }

    @Test
    void aPolicyOfTheOperatorsThatOnlyNarrowsIsNoFinding() {
        db.asLogin(
                "create policy office_hours on message as restrictive using (true); create policy audit on message for select to hornbook_retain using (true)");
        IsolationCheck.prove(db.pool());
    }

    /** Roles belong to the server that all tests share, so what is changed here is changed back. */
    @ParameterizedTest
    @ValueSource(strings = {"alter role hornbook_app bypassrls", "grant hornbook_seed to hornbook_app",
        "revoke hornbook_settle from reader"})
    void aRoleThatMayTooMuchOrCannotBeTakenOnIsRefused(String change) {
        try {
            db.asLogin(change);
            assertThatThrownBy(() -> IsolationCheck.prove(db.pool())).isInstanceOf(IsolationException.class)
                    .hasMessageContaining("hornbook_").hasMessageContaining("Run: ");
        } finally {
            db.asLogin("alter role hornbook_app nobypassrls; revoke hornbook_seed from hornbook_app; "
                    + "grant hornbook_settle to reader with inherit false, set true");
        }
        IsolationCheck.prove(db.pool());
    }
}

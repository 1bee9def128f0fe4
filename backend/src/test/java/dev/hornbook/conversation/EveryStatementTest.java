package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.budget.AskedQuestions;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.database.Database;
import dev.hornbook.database.Migrations;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.testing.TestDatabase;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every method that reaches readers' rows, twenty times over, by two readers who take turns at one connection, with errors in
 * between: what the driver changes in a statement as it repeats it, and what an error leaves behind, would show.
 */
@Tag("integration")
class EveryStatementTest {
    private static final int TIMES = 20;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    /** Over which host, and as whom. */
    private enum Road {
        /** The login is shaped like Neon's, and bypasses row security wherever it speaks for itself. */
        DIRECT,
        POOLED,
        /** The login may do nothing by itself, so that whatever is said outside of its scope fails. */
        DIRECT_AND_NARROW;

        NeonUrl url() {
            return switch (this) {
                case DIRECT -> NeonUrl.parse(db.url());
                case POOLED -> NeonUrl.parse(db.url()).pooled();
                case DIRECT_AND_NARROW -> NeonUrl.parse(db.url().replaceFirst("//reader:[^@]*@", "//narrow:narrow-password@"));
            };
        }
    }

    @BeforeAll
    static void aLoginThatMayNothingByItself() {
        db.asLogin("create role narrow login password 'narrow-password'");
        Migrations.migrate(db.pool(), Optional.of("narrow"));
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodStaysInItsScopeHoweverOftenItRunsAndWhateverFailsInBetween(Road road) throws Exception {
        try (NeonDataSource one = NeonDataSource.open(NeonSettings.of(road.url()).maximumSize(1));
                Mishaps mishaps = new Mishaps(Database.over(one), db.login())) {
            EachMethod ann = new EachMethod(db, Database.over(one));
            EachMethod bob = new EachMethod(db, Database.over(one));
            assertThat(ann.methods().keySet()).as("the methods that reach readers' rows, each of which is to be tried in EachMethod")
                    .isEqualTo(methodsThatReachReadersRows());
            String server = onTheConnectionItself(one);
            for (int time = 0; time < TIMES; time++) {
                for (String method : ann.methods().keySet()) {
                    ann.run(method, time, bob);
                    mishaps.happen(ann.user, bob.user);
                    assertThat(onTheConnectionItself(one)).as("left behind after %s", method).isEqualTo(server);
                    bob.run(method, time, ann);
                    bob.assertAForgetfulStatementSeesMineAlone(time);
                }
            }
            assertThat(server).contains(" " + one.settings().url().user() + " ");
            ann.assertAllIsAsItMustBe();
            bob.assertAllIsAsItMustBe();
        }
    }

    private static Set<String> methodsThatReachReadersRows() {
        return Stream.of(Conversations.class, QuestionBudget.class, AskedQuestions.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())).map(Method::getName)
                // Told from memory.
                .filter(name -> !name.equals("limits")).collect(Collectors.toSet());
    }

    /** Which server process it is, who speaks, and for whom: nobody. */
    private static String onTheConnectionItself(NeonDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_backend_pid() || ' ' || current_user || ' ' || coalesce(current_setting('hornbook.user_id', true), '')")) {
            row.next();
            assertThat(row.getString(1)).endsWith(" ");
            return row.getString(1);
        }
    }
}

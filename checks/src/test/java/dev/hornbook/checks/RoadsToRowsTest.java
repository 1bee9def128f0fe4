package dev.hornbook.checks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code Database} is the only road to rows: what the service's compiled classes call and name leaves no other. Each list here
 * is closed; whoever needs to be on one says why.
 */
class RoadsToRowsTest {
    private static final String DATABASE = "dev.hornbook.database";

    /** What reaches rows by itself. */
    private static final Pattern CONNECTIONS = Pattern.compile(
            "java/sql/(Connection|DriverManager|Statement|PreparedStatement|CallableStatement|ResultSet)|org/postgresql/.*");

    /** JDBI as far as a {@code Work} uses it: statements on the handle it is given, and nothing that makes or ends a transaction. */
    private static final Set<String> OF_A_HANDLE = Set.of("createQuery", "createUpdate", "prepareBatch", "execute");

    /** Of the pool, everything but a connection. */
    private static final Set<String> OF_THE_POOL = Set.of("open", "close", "snapshot", "settings", "ping", "listen");

    private static List<CompiledClass> classes;

    @BeforeAll
    static void readTheServicesClasses() {
        classes = CompiledClass.allOfTheService();
        assertThat(classes).extracting(CompiledClass::packageName).contains(DATABASE, "dev.hornbook.conversation", "dev.hornbook.cli");
    }

    @Test
    void onlyTheDatabasePackageHoldsAConnection() {
        assertThat(outsideOfTheDatabase().filter(type -> type.types().anyMatch(name -> CONNECTIONS.matcher(name).matches()))
                .map(CompiledClass::name)).isEmpty();
    }

    @Test
    void aPoolIsOpenedLookedAtAndClosedElsewhereAndLendsToTheDatabasePackageAlone() {
        assertThat(outsideOfTheDatabase()
                .flatMap(type -> Stream.of("dev/hornbook/pool/NeonDataSource", "javax/sql/DataSource").flatMap(type::calls))
                .map(CompiledClass.Call::method)).isSubsetOf(OF_THE_POOL);
    }

    @Test
    void aScopeIsMadeByTheFeatureWhoseRowsItReaches() {
        assertThat(callers("dev/hornbook/database/Database")).isEqualTo(Map.of(
                "over", Set.of("dev.hornbook.cli"),
                "wake", Set.of("dev.hornbook.cli"), // sees nothing
                "as", Set.of("dev.hornbook.budget", "dev.hornbook.conversation"), // whose statements EveryStatementTest runs
                "library", Set.of("dev.hornbook.retrieval", "dev.hornbook.textbook"),
                "identity", Set.of("dev.hornbook.account"),
                "asSystem", Set.of("dev.hornbook.conversation", "dev.hornbook.retrieval", "dev.hornbook.seed", "dev.hornbook.textbook")));
    }

    @Test
    void workInAScopeRunsStatementsAndNothingElse() {
        assertThat(callers("org/jdbi/v3/core/Handle").keySet()).isSubsetOf(OF_A_HANDLE);
        assertThat(outsideOfTheDatabase().flatMap(CompiledClass::types)).doesNotContain("org/jdbi/v3/core/Jdbi");
    }

    @Test
    void noStatementChangesItsRoleItsUserOrItsTransaction() {
        String change = "(begin|start\\s+transaction|commit|rollback|end|abort|reset\\s+(role|all|session|hornbook).*"
                + "|set\\s+(local|session|role|hornbook)\\b.*)";
        Pattern scope = Pattern.compile("(?is)(.*;\\s+)?\\s*" + change + "\\s*(;\\s.*)?;?|.*\\bset_config\\s*\\(.*");
        assertThat(outsideOfTheDatabase().flatMap(type -> type.texts().filter(text -> scope.matcher(text).matches())
                .map(text -> type.name() + ": " + text))).isEmpty();
    }

    private static Stream<CompiledClass> outsideOfTheDatabase() {
        return classes.stream().filter(type -> !type.packageName().equals(DATABASE));
    }

    /** The methods of a class that are called, each with the packages that call it. */
    private static Map<String, Set<String>> callers(String owner) {
        return outsideOfTheDatabase().flatMap(type -> type.calls(owner))
                .collect(groupingBy(CompiledClass.Call::method, TreeMap::new,
                        mapping(CompiledClass.Call::from, toCollection(TreeSet::new))));
    }
}

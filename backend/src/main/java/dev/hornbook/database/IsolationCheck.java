package dev.hornbook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Proves on the live database that a statement sees its user's rows and no others, before anything is served: by the
 * catalogue, which tells how it ought to be, and by trying it, which tells how it is. What is written to try it is never
 * committed. About twenty round trips.
 */
public final class IsolationCheck {
    private IsolationCheck() {}

    /**
     * How far it holds.
     *
     * @param login whom the service logs in as
     * @param loginBypasses whether that login would see everything if a scope were lost; so it is with Neon's console roles. A
     *        runtime login without BYPASSRLS, and an owner for migrations in HORNBOOK_MIGRATE_URL, close that too.
     */
    public record Isolation(String login, boolean loginBypasses) {}

    /**
     * @param pool the connections that the service itself uses
     * @throws IsolationException when somebody's rows could reach somebody else
     * @throws DatabaseException when it could not be tried
     */
    public static Isolation prove(DataSource pool) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return prove(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static Isolation prove(Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        IsolationCatalogue catalogue = new IsolationCatalogue(sql);
        List<String> findings = new ArrayList<>();
        catalogue.rolesOutOfReach().forEach(role -> findings.add("The login may not take on the role " + role + ". Run: hornbook migrate"));
        if (findings.isEmpty()) {
            findings.addAll(catalogue.findings());
            findings.addAll(new IsolationProbe(sql, catalogue.userTables()).findings());
        }
        if (!findings.isEmpty()) {
            throw new IsolationException(findings);
        }
        return new Isolation(sql.one("select session_user::text"), catalogue.loginBypasses());
    }
}

package dev.hornbook.operations;

import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.IsolationCheck;
import dev.hornbook.database.IsolationException;
import dev.hornbook.database.MigrationException;
import dev.hornbook.database.Migrations;
import dev.hornbook.operations.Step.Verdict;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.PoolFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes the road to the database step by step and says how each one is; stops at the first that the rest cannot do without. */
public final class Checkup {
    private static final int OLDEST_VERSION = 15;
    private static final int NEWEST_VERSION = 18;
    /** A compute with most of its connections in use by others is about to refuse us. */
    private static final int CROWDED_PERCENT = 80;

    private final NeonDataSource pool;
    private final NeonUrl url;
    private final Consumer<Step> steps;
    /** What the look at the schema found; the look at isolation goes by it. */
    private boolean current;

    /** @param steps is told of each step as it ends */
    public Checkup(NeonDataSource pool, NeonUrl url, Consumer<Step> steps) {
        this.pool = pool;
        this.url = url;
        this.steps = steps;
    }

    /**
     * Runs the checkup. It wakes a sleeping compute.
     *
     * @return the worst verdict of all steps
     */
    public Verdict run() {
        Verdict worst = url();
        for (Look look : new Look[]{this::connection, this::server, this::schema, this::isolation}) {
            if (worst == Verdict.UNUSABLE) {
                break;
            }
            Verdict verdict = look(look);
            worst = verdict.compareTo(worst) > 0 ? verdict : worst;
        }
        return worst;
    }

    private record Found(String name, Verdict verdict, String finding, Optional<String> advice) {
        static Found fine(String name, String finding) {
            return new Found(name, Verdict.FINE, finding, Optional.empty());
        }

        static Found attention(String name, String finding, String advice) {
            return new Found(name, Verdict.ATTENTION, finding, Optional.of(advice));
        }

        static Found unusable(String name, String finding, String advice) {
            return new Found(name, Verdict.UNUSABLE, finding, Optional.of(advice));
        }
    }

    private interface Look {
        Found at() throws SQLException;
    }

    private Verdict look(Look look) {
        long begun = System.nanoTime();
        Found found;
        try {
            found = look.at();
        } catch (SQLException e) {
            found = unreachable(e);
        } catch (DatabaseException e) {
            found = unreachable(e.getCause());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        steps.accept(new Step(found.name(), found.verdict(), found.finding(), found.advice(), took));
        return found.verdict();
    }

    private Verdict url() {
        return look(() -> {
            String what = url.user() + " on " + url.host() + ":" + url.port() + "/" + url.database()
                    + (url.isNeon() ? url.isPooled() ? ", Neon's pooled host" : ", Neon's direct host" : "")
                    + ", TLS " + verified(url.verification());
            return url.warnings().isEmpty()
                    ? Found.fine("address", what)
                    : Found.attention("address", what, String.join(" ", url.warnings()));
        });
    }

    private Found connection() throws SQLException {
        Duration first = pool.ping(Duration.ofSeconds(20));
        Duration second = pool.ping(Duration.ofSeconds(5));
        return Found.fine("connection",
                "made in " + first.toMillis() + " ms, a round trip takes " + String.format("%.1f", second.toNanos() / 1e6) + " ms");
    }

    private Found server() throws SQLException {
        String sql = """
                     select current_setting('server_version_num')::int / 10000, current_setting('server_version'),
                            current_setting('max_connections')::int, rolsuper, rolbypassrls,
                            (select count(*) from pg_stat_activity where backend_type = 'client backend')
                     from pg_roles where rolname = current_user
                     """;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            int version = row.getInt(1);
            int most = row.getInt(3);
            int used = row.getInt(6);
            String what = "PostgreSQL " + row.getString(2) + ", " + used + " of " + most + " connections in use"
                    + (row.getBoolean(5) ? ", the login bypasses row security (Hornbook's statements run in a role that does not)" : "");
            if (version < OLDEST_VERSION) {
                return Found.unusable("server", what,
                        "Hornbook needs PostgreSQL " + OLDEST_VERSION + " to " + NEWEST_VERSION + ": upgrade the project.");
            }
            if (row.getBoolean(4)) {
                return Found.attention("server", what + ", the login is a superuser",
                        "Give Hornbook a login of its own; a superuser is never needed.");
            }
            if (version > NEWEST_VERSION) {
                return Found.attention("server", what,
                        "Hornbook is tested on PostgreSQL " + OLDEST_VERSION + " to " + NEWEST_VERSION + ".");
            }
            if (used * 100 > most * CROWDED_PERCENT) {
                return Found.attention("server", what,
                        "Few connections are left: use the pooled host, a larger compute, or fewer instances.");
            }
            return Found.fine("server", what);
        }
    }

    private Found schema() {
        try {
            current = Migrations.isCurrent(pool);
            return current
                    ? Found.fine("schema", "version " + Migrations.VERSION + ", up to date")
                    : Found.attention("schema", "not yet at version " + Migrations.VERSION,
                            "'./hornbook serve' and './hornbook migrate' bring it there.");
        } catch (MigrationException e) {
            return Found.unusable("schema", "not for this Hornbook", e.getMessage());
        }
    }

    private Found isolation() {
        if (!current) {
            return Found.fine("isolation", "nothing to keep apart yet");
        }
        try {
            var isolation = IsolationCheck.prove(pool);
            return Found.fine("isolation", "no statement sees a row without its user's scope"
                    + (isolation.loginBypasses() ? "; the login itself bypasses row security" : ""));
        } catch (IsolationException e) {
            return Found.unusable("isolation", "a statement without a user's scope would see a row", e.getMessage());
        }
    }

    private static String verified(NeonUrl.Verification verification) {
        return switch (verification) {
            case NONE -> "off (this machine itself)";
            case ENCRYPTED -> "on, the certificate not verified";
            case CHAIN -> "on, the certificate's chain verified";
            case FULL -> "on, the certificate verified in full";
        };
    }

    private static Found unreachable(SQLException e) {
        if (e instanceof PoolFailure failure) {
            return Found.unusable("connection", String.valueOf(failure.reason().kind()).toLowerCase().replace('_', ' '),
                    failure.reason().text());
        }
        return Found.unusable("connection", "a statement failed (SQLSTATE " + e.getSQLState() + ")",
                "Run the check again; if it stays, report it.");
    }
}

package dev.hornbook.pool.check;

import dev.hornbook.pool.Capacity;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the server says of itself, of the login, and of who holds its connections. */
final class Server {
    private static final int CROWDED_PERCENT = 80;
    private static final int NAMED = 4;

    private static final String LOGIN = """
                                        select current_setting('server_version'), current_setting('server_version_num')::int / 10000,
                                               rolname, rolsuper, rolbypassrls
                                        from pg_roles where rolname = session_user""";

    /** PostgreSQL 15 has no reserved_connections. */
    private static final String SIZE = """
                                       select current_setting('max_connections')::int,
                                              current_setting('superuser_reserved_connections')::int
                                                  + coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0)""";

    /** To a login without pg_read_all_stats the sessions of others have neither type nor state: what has a user is taken for a client. */
    private static final String USERS = """
                                        select usename::text, coalesce(application_name, ''), count(*),
                                               count(*) filter (where state like 'idle in transaction%'
                                                                      and state_change < clock_timestamp() - interval '1 minute')
                                        from pg_stat_activity
                                        where usename is not null and coalesce(backend_type, 'client backend') = 'client backend'
                                        group by 1, 2 order by 3 desc, 1, 2""";

    private final NeonDataSource pool;
    private Capacity capacity;
    private long inUse;

    Server(NeonDataSource pool) {
        this.pool = pool;
    }

    /** Version and login. */
    Finding login() throws SQLException {
        try (Connection c = pool.getConnection(); Statement s = c.createStatement(); ResultSet row = s.executeQuery(LOGIN)) {
            row.next();
            boolean superuser = row.getBoolean(4);
            boolean bypasses = superuser || row.getBoolean(5);
            String words = "PostgreSQL " + row.getString(1) + " over " + host() + "; " + row.getString(3)
                    + (superuser ? " is a superuser" : bypasses ? " bypasses row security" : " is held by row security");
            Finding found = superuser
                    ? Finding.attention(words,
                            "Give the application a login of its own: a superuser is never needed, and row security does not hold it.")
                    : Finding.fine(words);
            return found.figure("version", row.getInt(2)).figure("bypassesRowSecurity", bypasses ? 1 : 0);
        }
    }

    private String host() {
        var url = pool.settings().url();
        return url.isNeon() ? url.isPooled() ? "the pooled host" : "the direct host" : "a host that is not Neon's";
    }

    /** Who holds how many connections; only as far as this login may see. */
    Finding connections() throws SQLException {
        List<String> users = new ArrayList<>();
        long unnamed = 0;
        long forgotten = 0;
        try (Connection c = pool.getConnection(); Statement s = c.createStatement()) {
            try (ResultSet row = s.executeQuery(SIZE)) {
                row.next();
                capacity = Capacity.of(row.getInt(1), row.getInt(2), pool.settings().url().isPooled());
            }
            try (ResultSet row = s.executeQuery(USERS)) {
                while (row.next()) {
                    long count = row.getLong(3);
                    inUse += count;
                    forgotten += row.getLong(4);
                    if (users.size() < NAMED) {
                        users.add(count + " by " + row.getString(1) + (row.getString(2).isBlank() ? "" : " (" + row.getString(2) + ")"));
                    } else {
                        unnamed += count;
                    }
                }
            }
        }
        if (unnamed > 0) {
            users.add(unnamed + " by others");
        }
        String words = inUse + " of " + capacity.maxConnections() + " in use (max_connections): " + String.join(", ", users);
        return judged(words, forgotten).figure("maxConnections", capacity.maxConnections()).figure("reserved", capacity.reserved())
                .figure("inUse", inUse).figure("idleInTransaction", forgotten);
    }

    private Finding judged(String words, long forgotten) {
        if (inUse * 100 > (long) capacity.maxConnections() * CROWDED_PERCENT) {
            return Finding.attention(words,
                    "Few connections are left: use the pooled host (-pooler), a larger compute, or fewer instances.");
        }
        if (forgotten > 0) {
            return Finding.attention(words + "; " + forgotten + " idle in a transaction for over a minute",
                    "Find who left a transaction open: it keeps the compute awake, and billed, and old rows from being cleared away.");
        }
        return Finding.fine(words);
    }

    /** What this pool may take, and why. */
    Finding share() {
        NeonSettings settings = pool.settings();
        long part = Math.max(1, (long) (capacity.usable() * settings.capacityShare()));
        long bound = Math.min(settings.maximumSize(), part);
        String usable = capacity.pooled()
                ? "the pooler keeps " + capacity.usable() + " for one login and database"
                : "the compute has " + capacity.usable() + " for clients (" + capacity.maxConnections() + " less " + capacity.reserved()
                        + " reserved)";
        String share = settings.capacityShare() < 1 ? ", of which this pool's share is " + part : "";
        String words = "this process takes " + bound + " at most: its maximum is " + settings.maximumSize() + ", and " + usable + share;
        Finding found = bound > free()
                ? Finding.attention(words + "; others leave " + free(),
                        "Others hold what this process may take: lower the maximum in each instance, or use the pooled host (-pooler).")
                : Finding.fine(words);
        return found.figure("maximum", settings.maximumSize()).figure("usable", capacity.usable()).figure("bound", bound).figure("free",
                free());
    }

    /** Whether the pool can grow to its bound without taking what others may need. */
    boolean hasRoom() {
        return Math.min(pool.settings().maximumSize(), (long) (capacity.usable() * pool.settings().capacityShare())) <= free();
    }

    /** What others leave, our own connections counted as free. */
    private long free() {
        return Math.max(0, capacity.usable() - Math.max(0, inUse - pool.snapshot().total()));
    }
}

package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The first connection: signing in, and waking the compute if it sleeps. */
final class SignIn {
    /** Within which the first connection is there, a cold start of a second included. */
    private static final Duration USUAL = Duration.ofSeconds(2);

    /** Both times are the server's own, so no clock of ours matters. */
    private static final String UP = "select extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000000";

    private final NeonDataSource pool;

    SignIn(NeonDataSource pool) {
        this.pool = pool;
    }

    Finding at(Duration limit) throws SQLException {
        long begun = System.nanoTime();
        pool.ping(limit);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String words = pool.settings().url().user() + " signed in; the first connection was there after " + Words.time(took)
                + (startedSince(begun) ? ", in which the compute was woken" : "");
        return judged(words, took, pool.settings().acquireTimeout()).figure("firstConnectionMillis", took.toMillis());
    }

    /** Suspending ends PostgreSQL, and waking starts it: one that has been up for less long than we have been at it was woken meanwhile. */
    private boolean startedSince(long begun) throws SQLException {
        try (Connection c = pool.getConnection(); Statement s = c.createStatement(); ResultSet row = s.executeQuery(UP)) {
            row.next();
            return row.getBigDecimal(1).longValue() * 1_000 < System.nanoTime() - begun;
        }
    }

    /** @param patience what a caller has who asks for a connection and says no more */
    static Finding judged(String words, Duration took, Duration patience) {
        if (took.compareTo(patience) > 0) {
            return Finding.attention(words, "A caller waits for " + Words.time(patience)
                    + " unless it says otherwise, so the first ones after a"
                    + " pause are refused. Run in the compute's region, keep it warm while people are there, or give callers more time.");
        }
        if (took.compareTo(USUAL) > 0) {
            return Finding.attention(words + "; usual is less than " + Words.time(USUAL),
                    "Whoever comes first after a pause waits as long. Look "
                            + "whether this machine is busy, run in the compute's region, or keep the compute warm while people are there.");
        }
        return Finding.fine(words);
    }
}

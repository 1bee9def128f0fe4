package dev.hornbook.pool.soak;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the pool every few milliseconds, and four times a second at what the server itself says of it. */
final class Watch {
    /** A server notices that a client was cut off when it next sends or reads. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private final NeonDataSource db;
    private final NeonDataSource own;
    private final Mischief mischief;
    private final Tallies tallies;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread;

    Watch(NeonDataSource db, String url, Mischief mischief, Tallies tallies) {
        this.db = db;
        this.own = NeonDataSource
                .open(NeonSettings.of(url + "&application_name=watch").maximumSize(1).acquireTimeout(Duration.ofSeconds(1)));
        this.mischief = mischief;
        this.tallies = tallies;
    }

    void start() {
        thread = Thread.ofPlatform().name("watch").start(() -> {
            try {
                for (int round = 0; !stop.await(5, TimeUnit.MILLISECONDS); round++) {
                    look(db.snapshot());
                    if (round % 50 == 0) {
                        ask();
                    }
                }
            } catch (InterruptedException e) {
                tallies.violation("the watch was interrupted by nobody");
            }
        });
    }

    void stop() throws InterruptedException {
        stop.countDown();
        thread.join();
        own.close();
    }

    private void look(PoolSnapshot now) {
        tallies.peak("waiting", now.waiting());
        tallies.peak("open", now.total());
        tallies.count("state: " + now.state());
        if (now.total() + now.opening() > db.settings().maximumSize()) {
            tallies.violation("more than the bound: " + now.figures());
        }
        if (now.idle() > 0 && now.waiting() > 0) {
            tallies.violation("somebody waits while a connection is idle: " + now.figures());
        }
    }

    private void ask() {
        try {
            long open = sessions();
            tallies.peak("sessions", open);
            tallies.count("asked the server");
            if (mischief.quiet().compareTo(SETTLED) > 0) {
                tallies.count("asked a settled server");
                tallies.peak("settled sessions", open);
            }
        } catch (SQLException e) {
            tallies.count("watch refused");
        }
    }

    /** How many sessions of the pool the server knows. */
    long sessions() throws SQLException {
        try (Connection c = own.getConnection(); Statement s = c.createStatement()) {
            c.setNetworkTimeout(Runnable::run, 3_000);
            try (ResultSet rows = s.executeQuery("select count(*) from pg_stat_activity where application_name = 'soak'")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

package dev.hornbook.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/**
 * The pools that are measured, over the same driver and the same road. Both do the same on return: roll back what is open, restore what JDBC
 * changed, close the statements. Both hand out a connection used within 500 ms unasked, and look for leaks in neither.
 */
enum Contender {
    HORNBOOK("Hornbook Pool") {
        @Override
        Opened over(String url, int connections, Duration patience) {
            var pool = NeonDataSource.open(NeonSettings.of(url).maximumSize(connections).acquireTimeout(patience));
            return new Opened(pool, pool::close);
        }
    },

    HIKARI("HikariCP") {
        @Override
        Opened over(String url, int connections, Duration patience) {
            var pool = new HikariDataSource(hikari(URI.create(url), connections, patience));
            return new Opened(pool, pool::close);
        }
    };

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    abstract Opened over(String url, int connections, Duration patience);

    /** As it is called in the table. */
    String title() {
        return title;
    }

    /**
     * Opens the pool with all its connections open.
     *
     * @param url as the simulator gives it, password included
     * @param patience how long a caller waits for a connection before it counts as failed
     */
    Opened open(String url, int connections, Duration patience) throws SQLException {
        var opened = over(url, connections, patience);
        Deque<Connection> all = new ArrayDeque<>();
        try {
            while (all.size() < connections) {
                all.push(opened.source().getConnection());
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
        return opened;
    }

    /** pgjdbc's spelling of the same address; everything else as HikariCP comes. */
    private static HikariConfig hikari(URI url, int connections, Duration patience) {
        var login = url.getUserInfo().split(":", 2);
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath() + "?"
                + url.getRawQuery().replace("channel_binding=", "channelBinding="));
        config.setUsername(login[0]);
        config.setPassword(login[1]);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        return config;
    }

    /** A pool that stands open, and how to end it. */
    record Opened(DataSource source, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }
}

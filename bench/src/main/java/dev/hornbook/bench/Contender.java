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
 * The pools that are measured, over the same driver and the same road. Both have the same duties: on return an open transaction is rolled
 * back, what JDBC changed is restored and statements are closed; a connection used within 500 ms is lent unasked; a connection that stays out
 * for too long is reported.
 */
public enum Contender {
    /** Ours. */
    HORNBOOK("Hornbook Pool") {
        @Override
        Opened over(String url, Terms terms) {
            return new Ours(NeonDataSource.open(NeonSettings.of(url).maximumSize(terms.connections()).acquireTimeout(terms.patience())));
        }

        @Override
        Opened asItComes(String url) {
            return new Ours(NeonDataSource.open(NeonSettings.of(url)));
        }
    },

    /** The pool that Spring Boot brings. */
    HIKARI("HikariCP") {
        @Override
        Opened over(String url, Terms terms) {
            var config = hikari(URI.create(url));
            config.setMaximumPoolSize(terms.connections());
            config.setConnectionTimeout(terms.patience().toMillis());
            config.setLeakDetectionThreshold(terms.leaks() ? NeonSettings.of(url).leakAfter().toMillis() : 0);
            return new Theirs(new HikariDataSource(config));
        }

        @Override
        Opened asItComes(String url) {
            return new Theirs(new HikariDataSource(hikari(URI.create(url))));
        }
    };

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    abstract Opened over(String url, Terms terms);

    /** The pool with nothing set but where to. */
    abstract Opened asItComes(String url);

    /** As it is called in the table. */
    String title() {
        return title;
    }

    /**
     * How a pool is set.
     *
     * @param connections at most
     * @param patience how long a caller waits for a connection
     * @param leaks whether what is out for too long is reported; ours always does
     */
    record Terms(int connections, Duration patience, boolean leaks) {
        static Terms of(int connections, Duration patience) {
            return new Terms(connections, patience, true);
        }
    }

    /** Opens the pool with all its connections open. */
    Opened open(String url, Terms terms) throws SQLException {
        var opened = over(url, terms);
        Deque<Connection> all = new ArrayDeque<>();
        try {
            while (all.size() < terms.connections()) {
                all.push(opened.source().getConnection());
            }
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
        return opened;
    }

    /** pgjdbc's spelling of the same address; everything else as HikariCP comes. */
    private static HikariConfig hikari(URI url) {
        var login = url.getUserInfo().split(":", 2);
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath() + "?"
                + url.getRawQuery().replace("channel_binding=", "channelBinding="));
        config.setUsername(login[0]);
        config.setPassword(login[1]);
        return config;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use {
        void on(Connection connection) throws SQLException;
    }

    /** A pool that stands open. */
    interface Opened extends AutoCloseable {
        DataSource source();

        /** Uses a connection for what bears being done twice, and says so where the pool wants to know. */
        void repeatable(Use use) throws SQLException;

        default void plainly(Use use) throws SQLException {
            try (var connection = source().getConnection()) {
                use.on(connection);
            }
        }

        @Override
        void close();
    }

    private record Ours(NeonDataSource source) implements Opened {
        @Override
        public void repeatable(Use use) throws SQLException {
            source.repeatable(connection -> {
                use.on(connection);
                return null;
            });
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private record Theirs(HikariDataSource source) implements Opened {
        @Override
        public void repeatable(Use use) throws SQLException {
            plainly(use);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}

package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.Reason;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Spring Boot 4: the pool as its one {@code DataSource}, and a health indicator that looks at the pool and leaves the compute asleep. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringBootExample {
    /** With the database's address in {@code DATABASE_URL}. */
    public static void main(String[] arguments) {
        SpringApplication.run(SpringBootExample.class, arguments);
    }

    @Bean
    NeonDataSource dataSource(@Value("${DATABASE_URL}") String url) {
        return NeonDataSource.open(NeonSettings.of(url));
    }

    /** Of this name it takes the place of Spring's own, which asks the database each time and so wakes it. */
    @Bean
    HealthIndicator dbHealthIndicator(NeonDataSource db) {
        return () -> {
            PoolSnapshot now = db.snapshot();
            Health.Builder health = switch (now.state()) {
                case STARTING, READY, ASLEEP, WAKING -> Health.up();
                case DOWN -> Health.down();
                case CLOSED -> Health.outOfService();
            };
            now.reason().map(Reason::text).ifPresent(reason -> health.withDetail("reason", reason));
            now.lastConfirmed().ifPresent(time -> health.withDetail("lastConfirmed", time));
            return health.withDetail("pool", now.figures()).build();
        };
    }

    /** Work in transactions, as Spring does it. */
    @Service
    public static class Notes {
        private final JdbcClient jdbc;

        Notes(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** All of them or, should one fail, none. */
        @Transactional
        public void add(List<String> notes) {
            notes.forEach(note -> jdbc.sql("insert into note (text) values (?)").param(note).update());
        }

        /** All that have been added, the oldest first. */
        @Transactional(readOnly = true)
        public List<String> all() {
            return jdbc.sql("select text from note order by id").query(String.class).list();
        }
    }
}

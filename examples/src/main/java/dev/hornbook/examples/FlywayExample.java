package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import org.flywaydb.core.Flyway;

/** Flyway over the compute's direct host: it takes a lock of the session, which the pooled host would lose. */
public final class FlywayExample {
    private FlywayExample() {}

    /**
     * Brings the schema up to date from the class path's {@code notes}, through a pool of its own that is closed again.
     *
     * @return how many migrations ran
     */
    public static int migrate(String databaseUrl) {
        try (var db = NeonDataSource.open(NeonSettings.of(NeonUrl.parse(databaseUrl).direct()))) {
            return Flyway.configure().dataSource(db).locations("classpath:notes").load().migrate().migrationsExecuted;
        }
    }
}

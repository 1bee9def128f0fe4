package dev.hornbook.cli;

import dev.hornbook.database.MigrationResult;
import dev.hornbook.database.Migrations;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.NeonUrl;
import java.util.Optional;

/** Migrates over the direct host, whatever host the service itself uses. */
final class Schema {
    private Schema() {}

    /** Brings the schema up to date where one cheap query says that it is not. */
    static void ensure(NeonDataSource pool, Optional<NeonUrl> owner) {
        if (!Migrations.isCurrent(pool)) {
            migrate(pool, owner);
        }
    }

    /**
     * Brings the schema up to date.
     *
     * @param pool the service's own connections
     * @param owner the login that owns the tables, where it is another one
     */
    static MigrationResult migrate(NeonDataSource pool, Optional<NeonUrl> owner) {
        NeonUrl service = pool.settings().url();
        NeonUrl direct = owner.orElse(service).direct();
        if (direct.equals(service)) {
            return Migrations.migrate(pool);
        }
        try (NeonDataSource connections = NeonDataSource.open(NeonSettings.of(direct))) {
            return Migrations.migrate(connections, owner.map(_ -> service.user()));
        }
    }
}

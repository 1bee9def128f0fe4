package dev.hornbook.database;

import java.util.List;

/** What {@link Migrations#migrate} found and did. */
public sealed interface MigrationResult {
    /** The schema's version now. */
    String version();

    /** Nothing was to do. */
    record UpToDate(String version) implements MigrationResult {}

    /**
     * @param applied the migrations that ran here, oldest first, as {@code "1 identity"}; empty when another process ran them
     *                at the same moment
     */
    record Migrated(String version, List<String> applied) implements MigrationResult {}
}

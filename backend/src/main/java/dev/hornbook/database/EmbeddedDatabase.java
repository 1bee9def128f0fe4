package dev.hornbook.database;

import java.nio.file.Path;

/** A PostgreSQL of our own, for a start without configuration. Whoever puts the process together says what it is. */
public interface EmbeddedDatabase {
    /**
     * Starts it, with its data in {@code directory}; what was there before is there again.
     *
     * @throws IllegalStateException when it cannot start, saying why and what to do
     */
    Running start(Path directory);

    /** One that runs, until closed. */
    interface Running extends AutoCloseable {
        /** The URL of its direct host, password included. */
        String url();

        /** What it is, in a few words: {@code PostgreSQL 18, embedded}. */
        String description();

        /** Stops it within 2 s, leaving no process behind. */
        @Override
        void close();
    }
}

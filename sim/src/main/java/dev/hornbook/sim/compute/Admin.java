package dev.hornbook.sim.compute;

import dev.hornbook.sim.SimulatorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The simulator's own connection: superuser, to database {@code postgres}, which Neon's idleness rule leaves out as it
 * leaves out this user. Opened when first needed and again when it broke.
 */
public final class Admin implements Closeable {

    private final Path socket;
    private volatile Backend backend;

    Admin(Path socket) {
        this.socket = socket;
    }

    /**
     * Runs statements.
     *
     * @return the rows, each column as text
     * @throws SimulatorException when they fail or PostgreSQL is not there
     */
    public synchronized List<List<String>> query(String sql) {
        try {
            if (backend == null) {
                backend = Backend.open(socket,
                        Map.of("user", Cluster.SUPERUSER, "database", "postgres", "application_name", "hornbook-sim"));
            }
            return backend.query(sql);
        } catch (ServerRefusal e) {
            throw new SimulatorException("PostgreSQL refused the simulator's own statement: " + e.getMessage(), e);
        } catch (IOException e) {
            close();
            throw new SimulatorException("the compute cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Drops the connection, also under a statement that is running: it fails at once. */
    @Override
    public void close() {
        Backend open = backend;
        backend = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It was to be dropped anyway.
            }
        }
    }
}

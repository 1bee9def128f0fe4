package dev.hornbook.examples;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The compute that the examples work on, a class after the other, for they put it to sleep; it ends with the JVM. */
final class Neon {
    /** What a class of tests that uses it locks. */
    static final String LOCK = "the compute";

    private static final Simulator COMPUTE = Simulator.start(SimulatorSettings.temporary().neverSuspend());

    private Neon() {}

    /** The URL of a database with no table in it. */
    static String empty(String name) {
        return COMPUTE.createDatabase(name);
    }

    /** The URL of a database with the examples' one table, empty. */
    static String withNotes(String name) {
        String url = empty(name);
        FlywayExample.migrate(url);
        return url;
    }

    /** Suspends the compute, for all that the pool may still believe: a real one sleeps after minutes, and it does for half a second. */
    static void suspend(NeonDataSource db) {
        COMPUTE.suspend();
        Instant believed = db.snapshot().lastConfirmed().orElseThrow().plus(db.settings().trustedFor());
        while (Instant.now().isBefore(believed)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    static boolean sleeps() {
        return COMPUTE.state() == ComputeState.IDLE;
    }

    static long connects() {
        return COMPUTE.counters().connects();
    }
}

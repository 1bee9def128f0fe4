package dev.hornbook.database;

import java.time.Duration;

/**
 * The time that a piece of work spends on the database: waiting for connections, and on them. For one thread; what it starts on others is
 * not in it.
 */
public final class DatabaseTime {
    private static final ScopedValue<DatabaseTime> CURRENT = ScopedValue.newInstance();

    private long waited;

    private long worked;

    /** Runs the work, and counts what it spends. */
    public void measure(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Until connections were there, those that never were included. */
    public Duration waited() {
        return Duration.ofNanos(waited);
    }

    /** From having them to giving them back. */
    public Duration worked() {
        return Duration.ofNanos(worked);
    }

    static void spent(long waited, long worked) {
        if (CURRENT.isBound()) {
            DatabaseTime time = CURRENT.get();
            time.waited += waited;
            time.worked += worked;
        }
    }
}

package dev.hornbook.cli;

import dev.hornbook.database.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done once with the database before anyone's rows are touched: now if it answers, else in the background as soon as it does.
 * While it is not done, {@link #pending()} says why.
 */
final class Preparation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    /** A pool that is down answers at once; asking it again costs the database nothing. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Runnable work;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> pending = Optional.of("Hornbook is starting.");

    Preparation(Runnable work) {
        this.work = work;
    }

    /**
     * Does it now.
     *
     * @return whether it is done; if not, the database cannot be reached just now
     */
    boolean now() {
        try {
            work.run();
            pending = Optional.empty();
            done.countDown();
            return true;
        } catch (DatabaseException e) {
            pending = Optional.of(e.unavailable().orElseThrow(() -> e).reason());
            return false;
        }
    }

    /** Goes on trying until it is done or this is closed. What waiting cannot mend ends the trying and stays in {@link #pending()}. */
    void inBackground() {
        Thread.ofVirtual().name("preparation").start(() -> {
            Duration wait = SHORTEST_WAIT;
            try {
                while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS) && !now()) {
                    wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                pending = Optional.of(e.getMessage());
                LOG.error("The database answers, but cannot be used: {}", e.getMessage());
            }
        });
    }

    /** Waits until it is done, for so long at most. */
    void await(Duration limit) {
        try {
            done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the database cannot be used yet, a sentence; empty once it can. */
    Optional<String> pending() {
        return pending;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

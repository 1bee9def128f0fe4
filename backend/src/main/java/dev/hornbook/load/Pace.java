package dev.hornbook.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clock of a run, which can be broken off. */
interface Pace {
    /** Now, in nanoseconds from some beginning. */
    long now();

    /**
     * Waits for a moment, not at all for one gone by.
     *
     * @return false once the run was broken off
     */
    boolean await(long moment);

    /** Real time, until that comes to zero. */
    static Pace real(CountDownLatch brokenOff) {
        return new Pace() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public boolean await(long moment) {
                try {
                    return !brokenOff.await(moment - now(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        };
    }
}

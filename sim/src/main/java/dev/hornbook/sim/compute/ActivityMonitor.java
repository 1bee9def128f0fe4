package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.SimulatorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a compute's statistics at an interval (Neon: 500 ms) and suspends it when it was unused for long enough. */
public final class ActivityMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActivityMonitor.class);

    private final Compute compute;
    private final Optional<Duration> suspendAfter;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins to watch.
     *
     * @param suspendAfter how long unused before it is suspended; empty: never, it is only counted
     * @param interval how often to look
     */
    public ActivityMonitor(Compute compute, Optional<Duration> suspendAfter, Duration interval) {
        this.compute = compute;
        this.suspendAfter = suspendAfter;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name("hornbook-sim-activity").start(this::watch);
    }

    private void watch() {
        Activity activity = null;
        long run = -1;
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                if (compute.state() != ComputeState.ACTIVE) {
                    continue;
                }
                try {
                    ActivitySample sample = ActivitySample.read(compute.admin());
                    if (run != compute.tally().wakes()) {
                        run = compute.tally().wakes();
                        activity = new Activity(sample.now());
                    }
                    Duration idle = activity.idleAfter(sample);
                    if (activity.seen()) {
                        compute.tally().active();
                    }
                    if (suspendAfter.isPresent() && idle.compareTo(suspendAfter.get()) >= 0) {
                        compute.suspend();
                    }
                } catch (SimulatorException e) {
                    // It was stopped under the look, or is too busy to answer: the next look tells.
                    LOG.debug("the compute's activity could not be read", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

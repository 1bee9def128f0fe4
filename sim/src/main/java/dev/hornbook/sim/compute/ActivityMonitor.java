package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.SimulatorException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a compute's statistics at an interval (Neon: 500 ms) and suspends it when it was unused for long enough. */
public final class ActivityMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActivityMonitor.class);

    /** Database {@code postgres} and the superuser are left out, as by Neon: they are the monitoring's own. */
    private static final String LOOK = """
                                       select extract(epoch from clock_timestamp()),
                                         (select coalesce(sum(active_time), 0) from pg_stat_database where datname not in ('postgres', 'template0', 'template1')),
                                         (select coalesce(sum(sessions), 0) from pg_stat_database where datname not in ('postgres', 'template0', 'template1')),
                                         count(*) filter (where backend_type = 'client backend' and usename <> 'cloud_admin' and state is distinct from 'idle'),
                                         extract(epoch from max(state_change) filter (where backend_type = 'client backend' and usename <> 'cloud_admin' and state = 'idle')),
                                         count(*) filter (where backend_type in ('walsender', 'autovacuum worker'))
                                           + (select count(*) from pg_stat_subscription where pid is not null)
                                       from pg_stat_activity
                                       """;

    private final Compute compute;
    private final Duration suspendAfter;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins to watch.
     *
     * @param suspendAfter how long unused before it is suspended
     * @param interval how often to look
     */
    public ActivityMonitor(Compute compute, Duration suspendAfter, Duration interval) {
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
                    Activity.Sample sample = look();
                    if (run != compute.runs()) {
                        run = compute.runs();
                        activity = new Activity(sample.now());
                    }
                    if (activity.idleAfter(sample).compareTo(suspendAfter) >= 0) {
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

    private Activity.Sample look() {
        List<String> row = compute.admin().query(LOOK).getFirst();
        return new Activity.Sample(instant(row.get(0)), Double.parseDouble(row.get(1)), Long.parseLong(row.get(2)),
                Long.parseLong(row.get(3)),
                Optional.ofNullable(row.get(4)).map(ActivityMonitor::instant), Long.parseLong(row.get(5)));
    }

    /** Seconds since the epoch, with microseconds. */
    private static Instant instant(String epoch) {
        BigDecimal seconds = new BigDecimal(epoch);
        return Instant.ofEpochSecond(seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
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

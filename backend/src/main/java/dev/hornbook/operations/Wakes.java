package dev.hornbook.operations;

import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.WakeCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who woke the compute, each time: the last of them by name, all of them as a metric. */
public final class Wakes implements PoolListener {
    private static final int REMEMBERED = 50;

    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Deque<Wake> last = new ArrayDeque<>();

    /** @param meters where each is counted, as {@code hornbook.wakes} by {@code cause} and {@code by} */
    public Wakes(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * A connection was opened where this process had none, which makes a sleeping compute start.
     *
     * @param at when it was open
     * @param cause what kind of asker it was for
     * @param by the route or task that asked; the kind in words where it did not say
     */
    public record Wake(Instant at, WakeCause cause, String by) {}

    @Override
    public void woke(WakeCause cause, Optional<Object> work) {
        String by = work.map(Object::toString).orElseGet(() -> inWords(cause));
        Counter.builder("hornbook.wakes")
                .description("Connections opened where there was none, which wakes a compute that sleeps, by who asked")
                .tag("cause", cause.name().toLowerCase(Locale.ROOT)).tag("by", by).register(meters).increment();
        synchronized (last) {
            last.addFirst(new Wake(clock.instant(), cause, by));
            if (last.size() > REMEMBERED) {
                last.removeLast();
            }
        }
    }

    /** The last fifty, the newest first. */
    public List<Wake> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    private static String inWords(WakeCause cause) {
        return switch (cause) {
            case DEMAND -> "Hornbook itself";
            case KEEP_WARM -> "keeping warm";
            case PING -> "the operator's check, or the start";
            case PROBER -> "looking whether the database is back";
        };
    }
}

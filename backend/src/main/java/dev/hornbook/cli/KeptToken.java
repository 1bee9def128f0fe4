package dev.hornbook.cli;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A token that is made when it is needed, and again before it expires. */
final class KeptToken implements Supplier<String> {
    /** Tokens are good for a quarter of an hour. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Supplier<String> made;
    private final LongSupplier nanoTime;
    private String token;
    private long madeAt;

    KeptToken(Supplier<String> made, LongSupplier nanoTime) {
        this.made = made;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized String get() {
        if (token == null || nanoTime.getAsLong() - madeAt > KEPT.toNanos()) {
            token = made.get();
            madeAt = nanoTime.getAsLong();
        }
        return token;
    }
}

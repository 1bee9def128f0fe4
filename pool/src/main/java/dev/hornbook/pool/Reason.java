package dev.hornbook.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a connection is not to be had.
 *
 * @param kind the class of fault, for programs
 * @param text what failed and what to do, for people; never a secret
 * @param permanent whether waiting will not mend it: somebody has to change something
 * @param retryAfter when asking again makes sense; for a permanent fault when the pool itself looks again
 */
public record Reason(Fault kind, String text, boolean permanent, Optional<Duration> retryAfter) {
    public Reason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** The reason for a fault, told with the fault's own sentence. */
    public static Reason of(Fault fault, Optional<Duration> retryAfter) {
        return new Reason(fault, fault.text(), fault.permanent(), retryAfter);
    }

}

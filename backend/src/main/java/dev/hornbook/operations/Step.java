package dev.hornbook.operations;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a {@link Checkup}.
 *
 * @param name what was looked at, in a word
 * @param verdict how it is
 * @param finding what was found
 * @param advice what to do; empty where nothing is to be done
 * @param took how long looking took
 */
public record Step(String name, Verdict verdict, String finding, Optional<String> advice, Duration took) {
    /** How a step ended: fine, fit for use but worth attention, or unusable. */
    public enum Verdict {
        FINE,
        ATTENTION,
        UNUSABLE
    }
}

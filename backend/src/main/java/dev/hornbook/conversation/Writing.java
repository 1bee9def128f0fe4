package dev.hornbook.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How an answer was written.
 *
 * @param endedAt when its last word was written, or it broke off; to the microsecond
 * @param model the model's name; empty where the book was quoted, and where nobody is left to tell
 * @param firstWord from the question to the first word, to the millisecond; empty where there was none
 * @param inputTokens what the model read, as its server counted; empty where it did not say
 * @param outputTokens what it wrote, likewise
 */
public record Writing(Instant endedAt, Optional<String> model, Optional<Duration> firstWord, Optional<Integer> inputTokens,
        Optional<Integer> outputTokens) {
    public Writing {
        endedAt = endedAt.truncatedTo(ChronoUnit.MICROS);
        model = model.map(Texts::storable);
        firstWord = firstWord.map(time -> time.isNegative() ? Duration.ZERO : time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Of the book's own words. */
    public static Writing quoted(Instant endedAt) {
        return new Writing(endedAt, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Optional<Integer> firstWordMillis() {
        return firstWord.map(time -> Math.toIntExact(time.toMillis()));
    }
}

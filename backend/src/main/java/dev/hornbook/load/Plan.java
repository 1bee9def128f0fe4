package dev.hornbook.load;

import java.time.Duration;

/**
 * What a run is to be.
 *
 * @param readers how many are in the room, 1 to {@value #MOST_READERS}
 * @param thinking between two things that a reader does, on average
 * @param warmUp while the readers come in; nothing is counted yet
 * @param counted how long it is counted after that
 * @param signInsPerSecond on average, 0 or more
 */
public record Plan(int readers, Duration thinking, Duration warmUp, Duration counted, double signInsPerSecond) {
    private static final int MOST_READERS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final double MOST_SIGN_INS = 1000;

    /** @throws IllegalArgumentException for what cannot be, saying what can */
    public Plan {
        require(readers >= 1 && readers <= MOST_READERS, "The number of readers is from 1 to " + MOST_READERS + ", not " + readers + ".");
        require(thinking.toMillis() >= 1 && thinking.compareTo(LONGEST) <= 0, "Readers think for 0.001 s to 30 minutes.");
        require(!warmUp.isNegative() && warmUp.compareTo(LONGEST) <= 0, "The readers come in within 0 to 30 minutes.");
        require(counted.toMillis() >= 1 && counted.compareTo(LONGEST) <= 0, "A run is counted for up to 30 minutes, and not for none.");
        require(signInsPerSecond >= 0 && signInsPerSecond <= MOST_SIGN_INS, "From 0 to 1000 sign in a second.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package dev.hornbook.budget;

/**
 * How many questions a day a model answers, at most. A day is a calendar day in UTC. 0 means never a model.
 *
 * @param perReader for each reader with an account
 * @param perGuest for each guest
 * @param together for all readers and guests together
 */
public record Limits(int perReader, int perGuest, int together) {
    public Limits {
        if (perReader < 0 || perGuest < 0 || together < 0) {
            throw new IllegalArgumentException("Nobody asks less than no question: " + perReader + ", " + perGuest + ", " + together + ".");
        }
    }

    /**
     * For all guests together: half of what all may ask, rounded up. Anybody can be as many guests as they like, and should not be
     * able to use up what those with accounts may ask.
     */
    public int guestsTogether() {
        return together - together / 2;
    }

    int of(Asker asker) {
        return asker.guest() ? perGuest : perReader;
    }

    int togetherFor(Asker asker) {
        return asker.guest() ? guestsTogether() : together;
    }
}

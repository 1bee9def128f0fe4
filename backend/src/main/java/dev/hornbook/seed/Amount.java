package dev.hornbook.seed;

/**
 * How much is made up.
 *
 * @param users readers, 1 or more
 * @param conversations of each reader, 0 or more
 * @param messages in each conversation, questions and answers together: an even number, 0 or more
 */
public record Amount(int users, int conversations, int messages) {
    private static final int MOST_USERS = 10_000_000;
    private static final int MOST = 100_000;

    /** @throws IllegalArgumentException for what cannot be, saying what can */
    public Amount {
        if (users < 1 || users > MOST_USERS) {
            throw new IllegalArgumentException("The number of users is from 1 to " + MOST_USERS + ", not " + users + ".");
        }
        if (conversations < 0 || conversations > MOST) {
            throw new IllegalArgumentException("The number of conversations is from 0 to " + MOST + ", not " + conversations + ".");
        }
        if (messages < 0 || messages > MOST || messages % 2 != 0) {
            throw new IllegalArgumentException("The number of messages is an even one from 0 to " + MOST
                    + ", a question and its answer each, not " + messages + ".");
        }
    }
}

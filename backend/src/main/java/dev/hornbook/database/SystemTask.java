package dev.hornbook.database;

/**
 * The closed list of what Hornbook does to rows without being asked by their user. Each task has a role of its own, with the
 * grants and policies that it needs and no other; there is no task that may do everything.
 */
public enum SystemTask {
    /** Ends answers whose instance went away: reads and marks {@code streaming} messages, sees no text. */
    SETTLE(DatabaseRole.SETTLE, false),
    /** Deletes conversations past the age that the operator keeps. */
    RETAIN(DatabaseRole.RETAIN, true),
    /** Fills a database with made-up users and conversations, to measure with. */
    SEED(DatabaseRole.SEED, true),
    /** Writes books: textbooks, sections and passages. */
    INGEST(DatabaseRole.INGEST, true),
    /** Moves what a guest asked to the account they made: whose it is, and no words of it. */
    LINK(DatabaseRole.LINK, false);

    private final DatabaseRole role;

    private final boolean background;

    SystemTask(DatabaseRole role, boolean background) {
        this.role = role;
        this.background = background;
    }

    /** Whether nobody waits for it, so that it gives way to readers. */
    boolean background() {
        return background;
    }

    DatabaseRole role() {
        return role;
    }
}

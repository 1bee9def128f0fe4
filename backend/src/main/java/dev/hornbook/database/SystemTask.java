package dev.hornbook.database;

/**
 * The closed list of what Hornbook does to rows without being asked by their user. Each task has a role of its own, with the
 * grants and policies that it needs and no other; there is no task that may do everything.
 */
public enum SystemTask {
    /** Ends answers whose instance went away: reads and marks {@code streaming} messages, sees no text. */
    SETTLE(DatabaseRole.SETTLE),
    /** Deletes conversations past the age that the operator keeps. */
    RETAIN(DatabaseRole.RETAIN),
    /** Fills a database with made-up users and conversations, to measure with. */
    SEED(DatabaseRole.SEED),
    /** Writes books: textbooks, sections and passages. */
    INGEST(DatabaseRole.INGEST),
    /** Moves what a guest asked to the account they made: whose it is, and no words of it. */
    LINK(DatabaseRole.LINK);

    private final DatabaseRole role;

    SystemTask(DatabaseRole role) {
        this.role = role;
    }

    DatabaseRole role() {
        return role;
    }
}

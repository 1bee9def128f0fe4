package dev.hornbook.pool;

/** What became of a transaction whose COMMIT was not answered, as {@link NeonDataSource#outcomeOf} tells it. */
public enum Outcome {
    /** It took effect, whole. */
    COMMITTED,
    /** It took no effect: it may be run again. */
    ROLLED_BACK,
    /** The server has not come to its end: it has not seen yet that its client is gone. Ask again. */
    IN_PROGRESS,
    /** Nobody knows any more: its id was not noted, or is older than what the server remembers, or of another server's history. */
    UNKNOWN
}

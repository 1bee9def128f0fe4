package dev.hornbook.pool.internal;

/**
 * A connection's place in the pool. The link and what never changes are free to read; {@code since} is guarded by the pool's lock until the
 * slot is lent.
 */
public final class Slot {
    final Link link;
    final Generation generation;
    /** When it is replaced. */
    final long expires;
    /** When it was lent, or came back. */
    long since;
    /** The server ended it for its own transaction's sake, which says nothing of others. */
    volatile boolean ownFault;

    Slot(Link link, Generation generation, long expires) {
        this.link = link;
        this.generation = generation;
        this.expires = expires;
    }
}

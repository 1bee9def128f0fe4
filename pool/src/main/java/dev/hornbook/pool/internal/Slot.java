package dev.hornbook.pool.internal;

/** A connection's place in the pool. The link and what never changes are free to read; {@code idleSince} is guarded by the pool's lock. */
public final class Slot {
    final Link link;
    final Generation generation;
    /** When it is replaced. */
    final long expires;
    long idleSince;
    /** The server ended it for its own transaction's sake, which says nothing of others. */
    volatile boolean ownFault;

    Slot(Link link, Generation generation, long expires) {
        this.link = link;
        this.generation = generation;
        this.expires = expires;
    }
}

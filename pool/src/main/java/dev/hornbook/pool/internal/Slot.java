package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.WakeCause;

/**
 * A connection's place in the pool. The link and what never changes are free to read; {@code since} is guarded by the pool's lock until the
 * slot is lent.
 */
public final class Slot {
    final Link link;
    final Generation generation;
    /** When it is replaced. */
    final long expires;
    /** When it was lent; while it is idle, when it was last used. */
    long since;
    /** Whether it is one of the pool's. */
    boolean kept = true;
    /** Whether it is not idle. */
    boolean lent;
    /** It was out for too long, which has been told. */
    boolean reported;
    /** Who has it. Written by that thread, which alone relies on it; for others it is a name in a log. */
    Thread borrower;
    /** Where it was borrowed, of some. */
    Throwable stack;
    /** How often it was. */
    int lendings;
    /** For whom it is lent; the borrower's until it comes back. */
    WakeCause cause = WakeCause.DEMAND;
    /** What ended it, judged once; null while it is well as far as anybody has seen. Written under the pool's lock. */
    volatile Established loss;

    Slot(Link link, Generation generation, long expires) {
        this.link = link;
        this.generation = generation;
        this.expires = expires;
    }

    /** When it last did anything: was lent, or heard. What a caller has kept without using it grows old unused. */
    long lastUse() {
        long heard = link.heard();
        return heard - since > 0 ? heard : since;
    }

    /** Whether the server has said anything on it since it was lent; if not, there is no transaction and no changed setting. */
    boolean heardSinceLent() {
        return link.heard() - since >= 0;
    }

    /** Whether its link has come to its end, as far as anybody has seen. */
    boolean over() {
        return link.ended() || !link.isOpen();
    }
}

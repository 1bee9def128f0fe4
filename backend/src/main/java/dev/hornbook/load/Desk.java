package dev.hornbook.load;

/** Where a reader's requests go. */
@FunctionalInterface
interface Desk {
    /** Waits for the whole answer. It throws nothing: what went wrong is the answer. */
    Answer send(Request request);
}

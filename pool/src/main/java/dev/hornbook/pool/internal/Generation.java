package dev.hornbook.pool.internal;

/**
 * The connections that share one fate. When the server ends one of them (57P01, EOF, 08006), it has suspended or restarted and ends all:
 * the generation is condemned, its idle connections are closed, its lent ones when they come back, and what opens next is of a new one.
 * A pool without connections begins a new one, too: the compute may have slept, and come back with another size. Guarded by the pool's lock.
 */
final class Generation {
    private boolean condemned;
    private boolean measured;

    /** True the first time. */
    boolean condemn() {
        boolean first = !condemned;
        condemned = true;
        return first;
    }

    /** Whether the server is yet to be asked for its size; true once, so that one connection asks. */
    boolean measure() {
        boolean first = !measured;
        measured = true;
        return first;
    }

    boolean condemned() {
        return condemned;
    }
}

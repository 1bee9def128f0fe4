package dev.hornbook.cli;

import dev.hornbook.config.Home;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries out, in {@code serve}, what {@link RebuildOrder} asks for: one rebuild at a time. */
final class Rebuilding implements AutoCloseable {
    private final RebuildOrder order;
    private final Books books;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Thread thread;

    Rebuilding(Home home, Books books) {
        this.order = new RebuildOrder(home);
        this.books = books;
    }

    /** Begins where one is asked for and none is under way; what a process before this one left unfinished counts as asked for. */
    void look() {
        if (order.state().filter(state -> !(state instanceof RebuildOrder.State.Ended)).isPresent() && busy.compareAndSet(false, true)) {
            thread = Thread.ofVirtual().name("rebuild").start(this::run);
        }
    }

    private void run() {
        try {
            order.at("Lucene", 0, books.state().passages());
            order.ended(books.rebuild(order::at));
        } catch (InterruptedException _) {
            // serve ends; the order stays for the next.
        } finally {
            busy.set(false);
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}

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
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        // Only now: what it says may have ended a moment ago.
        if (order.state().filter(state -> !(state instanceof RebuildOrder.State.Ended)).isPresent()) {
            thread = Thread.ofVirtual().name("rebuild").start(this::run);
        } else {
            busy.set(false);
        }
    }

    private void run() {
        try {
            order.at("Lucene", 0, books.state().passages());
            order.ended(books.rebuild(order::at));
        } catch (InterruptedException _) {
            // serve ends; the order stays for the next.
            return;
        } catch (RuntimeException e) {
            order.ended(new IndexRebuild(ExitCode.UNUSABLE, "The indexes cannot be made again: " + e.getMessage()));
        }
        busy.set(false);
        // Another may have been asked for while this one ended.
        look();
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}

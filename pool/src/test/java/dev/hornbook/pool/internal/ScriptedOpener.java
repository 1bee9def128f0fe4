package dev.hornbook.pool.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Attempts that end as the test says. */
final class ScriptedOpener implements Opener {
    private final Time time;
    /** What the server says of its size: nothing, until the test says it. */
    volatile ScriptedLink.Size size = link -> {
        throw new SQLException("permission denied", "42501");
    };
    private final BlockingQueue<Opening> begun = new LinkedBlockingQueue<>();

    ScriptedOpener(Time time) {
        this.time = time;
    }

    @Override
    public Link open(Attempt attempt) throws SQLException {
        Opening opening = new Opening();
        attempt.on(opening);
        begun.add(opening);
        try {
            return opening.end.get();
        } catch (ExecutionException e) {
            throw (SQLException) e.getCause();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    /** The next attempt that has begun. */
    Opening next() throws InterruptedException {
        Opening opening = begun.poll(10, TimeUnit.SECONDS);
        if (opening == null) {
            throw new AssertionError("no attempt has begun");
        }
        return opening;
    }

    /** Forgets the attempts that have begun. */
    void forget() {
        begun.clear();
    }

    boolean isQuiet() {
        return begun.isEmpty();
    }

    final class Opening implements Attempt.Line {
        private final CompletableFuture<Link> end = new CompletableFuture<>();
        private volatile long silentSince = Attempt.TALKING;
        private volatile boolean stubborn;
        private volatile boolean cut;

        ScriptedLink succeed() {
            ScriptedLink link = new ScriptedLink(time, size);
            end.complete(link);
            return link;
        }

        void fail(SQLException failure) {
            end.completeExceptionally(failure);
        }

        /** Authentication is over, and nothing more comes. */
        void fallSilent() {
            silentSince = time.nanos();
        }

        /** It stands where nothing can interrupt it, as name resolution does. */
        void beStubborn() {
            stubborn = true;
        }

        boolean isOver() {
            return end.isDone();
        }

        boolean isCut() {
            return cut;
        }

        @Override
        public long silentSince() {
            return silentSince;
        }

        @Override
        public void cut() {
            cut = true;
            if (!stubborn) {
                end.completeExceptionally(new SQLException("I/O", "08001", new IOException("Socket closed")));
            }
        }
    }
}

package dev.hornbook.cli;

import dev.hornbook.answer.Answers;
import dev.hornbook.http.Server;
import java.time.Duration;

/**
 * How a process leaves its readers: it accepts no request from the first moment on, carries those under way to their end, and answers too; what
 * is not whole after twenty seconds, or once somebody is in a hurry, is kept as far as it came. Nobody is cut off before that, but whoever is
 * not through two seconds later is, or, where there is a hurry, at once.
 */
final class Farewell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For readers of answers that were broken off to hear of it. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Server server;
    private final Answers answers;
    private final Thread farewell = Thread.ofPlatform().name("farewell").unstarted(this::leave);
    private volatile boolean hurried;

    Farewell(Server server, Answers answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Whoever asked for the end asks again: what is under way is broken off. */
    void hurry() {
        hurried = true;
        farewell.interrupt();
    }

    @Override
    public void close() {
        farewell.start();
        try {
            farewell.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        long begun = System.nanoTime();
        Thread requests = Thread.ofPlatform().name("farewell-requests").start(server::close);
        boolean through = hasEnded(requests, PATIENCE);
        // Those whose readers have left already. Stopping the rest ends their readers' requests.
        answers.close(through ? PATIENCE.minusNanos(System.nanoTime() - begun) : Duration.ZERO);
        if (!hasEnded(requests, hurried ? A_MOMENT : Server.GRACE)) {
            requests.interrupt();
            hasEnded(requests, A_MOMENT);
        }
    }

    /** Whether a thread ends within a time; not where somebody gets into a hurry meanwhile. */
    private static boolean hasEnded(Thread thread, Duration limit) {
        try {
            return thread.join(limit);
        } catch (InterruptedException _) {
            return false;
        }
    }
}

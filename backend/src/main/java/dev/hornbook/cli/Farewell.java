package dev.hornbook.cli;

import dev.hornbook.answer.Answers;
import dev.hornbook.http.Server;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a process leaves its readers: it accepts no request from the first moment on, carries those under way to their end, and answers too; what
 * is not whole after twenty seconds, or once somebody is in a hurry, is kept as far as it came. Nobody is cut off before that.
 */
final class Farewell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Server server;
    private final Answers answers;
    private final CountDownLatch over = new CountDownLatch(1);

    Farewell(Server server, Answers answers) {
        this.server = server;
        this.answers = answers;
    }

    /** Whoever asked for the end asks again: what is under way is broken off. */
    void hurry() {
        over.countDown();
    }

    @Override
    public void close() {
        long begun = System.nanoTime();
        Thread leaving = Thread.ofPlatform().name("farewell").start(() -> {
            server.close();
            over.countDown();
        });
        try {
            over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            // Those whose readers have left already. Stopping the rest ends their readers' requests.
            boolean left = leaving.isAlive();
            answers.close(left ? Duration.ZERO : PATIENCE.minusNanos(System.nanoTime() - begun));
            leaving.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

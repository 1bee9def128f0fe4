package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A connection that behaves as the test says. */
final class ScriptedLink implements Link {
    private final Time time;
    private volatile long heard;
    volatile boolean dead;
    volatile boolean ended;
    volatile boolean closed;
    volatile int probes;
    private volatile Duration answersAfter = Duration.ZERO;
    private final Size size;
    private volatile CountDownLatch farewell = new CountDownLatch(0);
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** What the server says of its size. */
    interface Size {
        Capacity ask(ScriptedLink link) throws SQLException;
    }

    ScriptedLink(Time time) {
        this(time, link -> {
            throw new SQLException("permission denied", "42501");
        });
    }

    ScriptedLink(Time time, Size size) {
        this.size = size;
        this.time = time;
        this.heard = time.nanos();
    }

    /** Questions are answered when the latch is counted down. */
    CountDownLatch holdProbes() {
        held = new CountDownLatch(1);
        return held;
    }

    /** Whoever asks and waits for less has no answer, and the driver then closes. */
    void answerAfter(Duration time) {
        answersAfter = time;
    }

    /** The server answers something. */
    void hear() {
        heard = time.nanos();
    }

    @Override
    public Connection jdbc() {
        throw new UnsupportedOperationException("No SQL here.");
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean inTransaction() {
        return false;
    }

    @Override
    public long heard() {
        return heard;
    }

    @Override
    public void probe(Duration limit) throws SQLException {
        probes++;
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
        if (dead) {
            ended = true;
            throw new SQLException("An I/O error occurred while sending to the backend.", "08006", new EOFException());
        }
        if (limit.compareTo(answersAfter) < 0) {
            closed = true;
            throw new SQLException("An I/O error occurred while sending to the backend.", "08006",
                    new SocketTimeoutException("Read timed out"));
        }
        hear();
    }

    @Override
    public Capacity capacity(Duration limit) throws SQLException {
        return size.ask(this);
    }

    @Override
    public String resets() {
        return null;
    }

    @Override
    public void execute(String sql, Duration limit) throws SQLException {
        probe(limit);
    }

    /** Closing hangs until it is cut. */
    void holdFarewell() {
        farewell = new CountDownLatch(1);
    }

    @Override
    public void close() {
        closed = true;
        try {
            farewell.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void abort() {
        closed = true;
        farewell.countDown();
    }
}

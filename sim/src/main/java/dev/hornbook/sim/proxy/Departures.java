package dev.hornbook.sim.proxy;

import dev.hornbook.sim.compute.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What goes to a client. In calm weather it is written at once. Otherwise it is put in a queue with the time it is due, and
 * a thread of its own carries it on, so that what is sent in several pieces is late once and not once for each piece.
 * Closing waits for the queue: an error's text arrives before the end.
 */
final class Departures extends OutputStream {

    /** Beyond it (bytes) the writer waits, as it would for a socket whose buffers are full. */
    private static final int MOST_QUEUED = 1 << 20;

    private record Chunk(byte[] bytes, long due) {}

    private final Socket raw;
    private final Conditions.Outlook outlook;
    private final Tally tally;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private int queued;
    private boolean closing;

    Departures(Socket raw, Conditions.Outlook outlook, Tally tally) {
        this.raw = raw;
        this.outlook = outlook;
        this.tally = tally;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            Weather weather = outlook.now();
            if (queue.isEmpty() && !weather.blackHole() && !weather.toClient().isPositive()) {
                pass(bytes, offset, length);
                return;
            }
            while (queued > MOST_QUEUED && !raw.isClosed()) {
                taken.awaitUninterruptibly();
            }
            queue.add(new Chunk(Arrays.copyOfRange(bytes, offset, offset + length), System.nanoTime() + weather.toClient().toNanos()));
            queued += length;
            if (queue.size() == 1) {
                Thread.ofVirtual().name("hornbook-sim-departures").start(this::carry);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        // Before they go: whoever has read them finds them counted.
        tally.sent(length);
        raw.getOutputStream().write(bytes, offset, length);
    }

    /** Carries chunks on until there are none. The first stays in the queue until it has gone, so that nothing overtakes it. */
    private void carry() {
        try {
            for (Chunk chunk = first(); chunk != null; chunk = next()) {
                outlook.delayUntil(chunk.due());
                outlook.awaitWay();
                pass(chunk.bytes(), 0, chunk.bytes().length);
            }
        } catch (IOException | InterruptedException e) {
            abandon();
        }
    }

    private Chunk first() {
        lock.lock();
        try {
            return queue.peek();
        } finally {
            lock.unlock();
        }
    }

    private Chunk next() throws IOException {
        lock.lock();
        try {
            queued -= queue.remove().bytes().length;
            taken.signalAll();
            if (queue.isEmpty() && closing) {
                raw.close();
            }
            return queue.peek();
        } finally {
            lock.unlock();
        }
    }

    /** The client has gone: nothing more can arrive. */
    private void abandon() {
        lock.lock();
        try {
            queue.clear();
            queued = 0;
            taken.signalAll();
            raw.close();
        } catch (IOException e) {
            // It was to be closed.
        } finally {
            lock.unlock();
        }
    }

    /** No more will come. With something on its way yet this waits for {@link #close()}, which follows. */
    void finish() throws IOException {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                raw.shutdownOutput();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            if (queue.isEmpty()) {
                raw.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

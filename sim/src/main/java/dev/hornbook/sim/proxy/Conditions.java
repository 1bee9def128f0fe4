package dev.hornbook.sim.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The weather between client and compute: what is set here holds for every session, from its next chunk on. */
public final class Conditions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flowing = lock.newCondition();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean blackHole;

    /** The text every authenticated client is refused with; none lets them in. */
    public void refuse(Optional<String> text) {
        refusal = text;
    }

    /** What each chunk takes longer, each way. */
    public void latency(Duration eachWay) {
        latency = eachWay;
    }

    /** Whether nothing passes, in either direction, with every connection left open. */
    public void blackHole(boolean on) {
        lock.lock();
        try {
            blackHole = on;
            flowing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** Returns when a chunk read now may go on. */
    void pass() throws InterruptedException {
        Duration delay = latency;
        if (delay.isPositive()) {
            long due = System.nanoTime() + delay.toNanos();
            for (long left = delay.toNanos(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        if (blackHole) {
            lock.lockInterruptibly();
            try {
                while (blackHole) {
                    flowing.await();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}

package dev.hornbook.sim.proxy;

import dev.hornbook.sim.ProxyLimits;
import dev.hornbook.sim.Refusal;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps a herd of clients from the compute, as Neon's proxy does ({@code proxy/src/rate_limiter}, {@code proxy/src/config.rs}). */
final class Admission {

    private static final long PERMIT_WAIT_MILLIS = 10;

    private final Rate connects;
    private final Rate wakes;
    private final Semaphore permits;

    Admission(ProxyLimits limits) {
        this.connects = new Rate(limits.connectsPerSecond());
        this.wakes = new Rate(limits.wakesPerSecond());
        this.permits = new Semaphore(limits.connectsAtOnce());
    }

    /** So many in each second, counted from the first of it. */
    private static final class Rate {
        private final int most;
        private long since;
        private int count;

        Rate(int most) {
            this.most = most;
        }

        synchronized boolean admits() {
            long now = System.nanoTime();
            if (count == 0 || now - since >= TimeUnit.SECONDS.toNanos(1)) {
                since = now;
                count = 0;
            }
            return ++count <= most;
        }
    }

    /** Opens a session. */
    interface Opening<T> {
        T open() throws IOException, Refused;
    }

    void connect() throws Refused {
        if (!connects.admits()) {
            throw Refused.with(Refusal.TOO_MANY_CONNECTIONS);
        }
    }

    void wake() throws Refused {
        if (!wakes.admits()) {
            throw Refused.with(Refusal.TOO_MANY_ATTEMPTS);
        }
    }

    /** Opens it with a permit. */
    <T> T permitted(Opening<T> opening) throws IOException, Refused, InterruptedException {
        if (!permits.tryAcquire(PERMIT_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            throw Refused.with(Refusal.NO_PERMIT);
        }
        try {
            return opening.open();
        } finally {
            permits.release();
        }
    }
}

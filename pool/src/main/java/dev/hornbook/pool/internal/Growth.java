package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Treatment;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.WakeCause;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens connections for those who wait, and one to find out whether the server is back; as many at once as {@link SlowStart} allows and as
 * there is room for, and not before its pause is over. While somebody waits or the state is unsettled, an attempt is under way, a retry is
 * scheduled, or there is no room. Guarded by the pool's lock.
 */
final class Growth implements Openings.Outcome {
    /** What the pool makes of attempts; called under its lock. */
    interface Watcher {
        void opened(Link link);

        /** Nobody has to wait any longer. */
        void down();
    }

    /** The prober rests when nobody has asked for so long: a database that nobody wants need not be woken to learn that it is back. */
    private static final long INTEREST = Duration.ofMinutes(5).toNanos();
    /** What a caller is told while an attempt is under way, or the next caller has one made. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ReentrantLock lock;
    private final Time time;
    private final WaitQueue queue;
    private final Stock stock;
    private final Bound bound;
    private final Status status;
    private final SlowStart slowStart;
    private final Tally tally;
    private final Watcher watcher;
    private final Openings openings;
    private long lastDemand;
    private Time.Later retry;
    private Behalf behalf = Behalf.of(WakeCause.DEMAND);

    Growth(ReentrantLock lock, Limits limits, Time time, Executor workers, Opener opener, WaitQueue queue, Stock stock, Bound bound,
            Status status,
            SlowStart slowStart, Tally tally, Watcher watcher) {
        this.lock = lock;
        this.time = time;
        this.queue = queue;
        this.stock = stock;
        this.bound = bound;
        this.status = status;
        this.slowStart = slowStart;
        this.tally = tally;
        this.watcher = watcher;
        this.openings = new Openings(lock, time, workers, opener, limits, this);
        this.lastDemand = time.nanos();
    }

    Openings openings() {
        return openings;
    }

    /** For whom the attempts under way were begun. */
    Behalf behalf() {
        return behalf;
    }

    void demanded(long now) {
        lastDemand = now;
    }

    /** Whether nobody has asked for so long that what is known of the server is old. */
    boolean resting(long now) {
        return now - lastDemand > INTEREST;
    }

    /** Somebody insists on an attempt now; a server that asked for mercy has a second of it. */
    void hurry() {
        slowStart.hurry(time.nanos());
    }

    /** Whether no attempt is made for a while, because the last one failed. */
    boolean pausing() {
        return slowStart.pauseLeft(time.nanos()) > 0;
    }

    /** When asking again makes sense: where nobody has for long, whoever does has an attempt made, whatever is left of the pause. */
    Duration retryAfter() {
        long now = time.nanos();
        Duration pause = Duration.ofNanos(Math.max(0, slowStart.pauseLeft(now)));
        return openings.hopeful() > 0 || resting(now) || pause.compareTo(SOON) < 0 ? SOON : pause;
    }

    void grow() {
        long now = time.nanos();
        boolean probing = status.unsettled() && !resting(now) && openings.hopeful() == 0;
        int needed = Math.max(queue.size() - openings.hopeful(), probing ? 1 : 0);
        if (needed <= 0 || status.state() == PoolState.CLOSED) {
            return;
        }
        int room = bound.at(now) - stock.places() - openings.count();
        int attempts = Math.min(Math.min(needed, room), slowStart.allowed() - openings.hopeful());
        if (attempts <= 0) {
            awaitRoom(room, now);
            return;
        }
        long pause = slowStart.pauseLeft(now);
        if (pause > 0) {
            retryIn(pause);
            return;
        }
        if (openings.hopeful() == 0) {
            behalf = queue.size() == 0 ? Behalf.of(WakeCause.PROBER) : queue.peek().behalf;
        }
        for (int i = 0; i < attempts; i++) {
            tally.attempts.increment();
            openings.start();
        }
    }

    /** Whether there are as many connections as there may be, so that whoever waits does so for a caller to bring one back. */
    boolean full(long now) {
        return stock.places() >= bound.at(now);
    }

    /** Where the server has no more connections for us, nothing but time makes room. */
    private void awaitRoom(int room, long now) {
        long later = bound.untilNext(now);
        if (room <= 0 && later > 0) {
            retryIn(later);
        }
    }

    private void retryIn(long nanos) {
        if (retry != null) {
            retry.cancel();
        }
        retry = time.after(nanos, () -> {
            lock.lock();
            try {
                grow();
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public boolean measures() {
        // Whoever waits for the first one has waited for the compute to wake, and size matters to none but the next.
        return (stock.open() > 0 || queue.size() == 0) && stock.measures();
    }

    @Override
    public void measured(Capacity capacity) {
        bound.read(capacity);
    }

    @Override
    public void opened(Link link) {
        slowStart.succeeded();
        watcher.opened(link);
        bound.opened(stock.places());
        grow();
    }

    @Override
    public void failed(Connecting fault, Throwable cause) {
        tally.failed.increment();
        slowStart.failed(fault.treatment(), time.nanos());
        if (fault.treatment() == Treatment.EXHAUSTED) {
            bound.refused(stock.places() + openings.count(), time.nanos());
        }
        status.failed(fault, cause, stock.open());
        tellWhenDown();
        grow();
    }

    /** Where the pool is down nobody has to wait any longer. */
    void tellWhenDown() {
        if (status.state() == PoolState.DOWN) {
            watcher.down();
        }
    }

    @Override
    public long silent(long since) {
        status.silent(since, stock.open());
        tellWhenDown();
        return status.wakeDeadline(since);
    }

    @Override
    public void freed() {
        grow();
    }
}

package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * A bounded pool with one lock, held for moments and never over I/O. What holds whenever it is free:
 *
 * <ul>
 * <li>open connections, attempts and connections being closed are together at most the maximum;
 * <li>nobody waits while a connection is idle: what comes back or opens goes to the first waiter that accepts it, and is idle only when none does;
 * <li>a slot is idle, or lent to exactly one caller, or on its way out;
 * <li>while somebody waits or the state is unsettled, an attempt is under way, a retry is scheduled, or the pool is full.
 * </ul>
 */
public final class Pool implements Openings.Outcome {
    /** The prober rests when nobody has asked for so long: a database nobody wants need not be woken to learn that it is back. */
    private static final long INTEREST = Duration.ofMinutes(5).toNanos();
    /** What a caller is told while an attempt is under way. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Limits limits;
    private final Time time;
    private final Executor workers;
    private final RandomGenerator random;
    private final Journal journal;
    private final String name;
    private final WaitQueue queue = new WaitQueue(3);
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private final Set<Slot> open = new HashSet<>();
    private final Openings openings;
    private final SlowStart slowStart;
    private final Status status;
    private final Tally tally = new Tally();
    private Generation generation = new Generation();
    private int closing;
    private long lastDemand;
    private long lastFailure;
    private long lastHeard;
    private boolean heard;
    private volatile long suspectedAt;
    private Time.Later retry;
    private Time.Later reaper;

    Pool(String name, Limits limits, Time time, Executor workers, Opener opener, RandomGenerator random) {
        this.name = name;
        this.limits = limits;
        this.time = time;
        this.workers = workers;
        this.random = random;
        this.journal = new Journal(name, workers);
        this.openings = new Openings(lock, time, workers, opener, limits.connectDeadline(), this);
        this.slowStart = new SlowStart(random);
        this.status = new Status(time, limits.wakeAllowance(), journal::state);
        this.lastDemand = time.nanos();
        this.suspectedAt = time.nanos();
    }

    /** A pool of real connections, with threads of its own. */
    public static Pool open(String name, NeonSettings settings, Properties properties) {
        Threads threads = new Threads("hornbook-pool-" + name);
        return new Pool(name, Limits.of(settings), threads, threads, new PgOpener(settings.url(), properties, threads),
                RandomGenerator.getDefault());
    }

    /**
     * Lends a connection that is well, as far as anybody knows.
     *
     * @param priority 0 goes first, 2 last
     * @param deadline as {@link System#nanoTime}
     * @param insist not to be content with what was known: connect even when DOWN
     */
    public Slot acquire(int priority, long deadline, boolean insist) throws Refusal {
        boolean again = false;
        while (true) {
            Slot slot;
            Waiter waiter = null;
            lock.lock();
            try {
                long now = time.nanos();
                lastDemand = now;
                slot = takeIdle(now);
                if (slot == null) {
                    waiter = enqueue(priority, deadline, insist, again, now);
                }
            } finally {
                lock.unlock();
            }
            if (slot == null) {
                slot = await(waiter, deadline);
            }
            if (fit(slot, deadline)) {
                return slot;
            }
            again = true;
        }
    }

    private Slot takeIdle(long now) {
        for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
            if (slot.expires - now > 0) {
                return slot;
            }
            retire(slot);
        }
        return null;
    }

    private Waiter enqueue(int priority, long deadline, boolean insist, boolean again, long now) throws Refusal {
        boolean resting = resting(now);
        if (status.state() == PoolState.CLOSED) {
            throw refusal(Fault.Queueing.CLOSED, Optional.empty());
        }
        if (status.state() == PoolState.DOWN && !insist && !resting) {
            throw down();
        }
        if (queue.size() >= limits.maximumWaiting()) {
            throw refusal(Fault.Queueing.FULL, Optional.of(SOON));
        }
        if (deadline - now <= 0) {
            throw refusal(Fault.Queueing.BUSY, Optional.empty());
        }
        Waiter waiter = new Waiter(priority);
        if (again) {
            queue.addFirst(waiter);
        } else {
            queue.add(waiter);
        }
        if (insist) {
            status.reason().map(Reason::kind).filter(Connecting.class::isInstance)
                    .ifPresent(kind -> slowStart.hurry(((Connecting) kind).treatment()));
        }
        grow();
        return waiter;
    }

    private Slot await(Waiter waiter, long deadline) throws Refusal {
        Object outcome = waiter.await(time, deadline);
        if (outcome instanceof Slot slot) {
            return slot;
        }
        if (outcome instanceof Refusal refusal) {
            tally.refused.increment();
            throw refusal;
        }
        lock.lock();
        try {
            queue.remove(waiter);
            throw Thread.currentThread().isInterrupted() ? refusal(Fault.Queueing.INTERRUPTED, Optional.empty()) : late();
        } finally {
            lock.unlock();
        }
    }

    /** Why a deadline passed: the state's reason where it has one, else that all connections were busy. */
    private Refusal late() {
        Reason reason = !open.isEmpty()
                ? Reason.of(Fault.Queueing.BUSY, Optional.empty())
                : status.reason().orElseGet(() -> Reason.of(Fault.Queueing.OPENING, Optional.empty()));
        return refused(new Reason(reason.kind(), reason.text(), reason.permanent(), Optional.of(retryAfter())));
    }

    private Refusal down() {
        Reason reason = status.reason().orElseThrow();
        return refused(new Reason(reason.kind(), reason.text(), reason.permanent(), Optional.of(retryAfter())));
    }

    private Refusal refusal(Fault fault, Optional<Duration> retryAfter) {
        return refused(Reason.of(fault, retryAfter));
    }

    private Refusal refused(Reason reason) {
        tally.refused.increment();
        return new Refusal(reason, look(), status.cause());
    }

    private Duration retryAfter() {
        Duration wait = Duration.ofNanos(Math.max(0, slowStart.pauseLeft(time.nanos())));
        return openings.hopeful() > 0 || wait.compareTo(SOON) < 0 ? SOON : wait;
    }

    /**
     * Whether a slot may be lent as it is. One that was not heard lately is asked with an empty query first, on the caller's own thread; when
     * that fails, the caller queues again in front, and shares what was learned with everybody.
     */
    private boolean fit(Slot slot, long deadline) {
        long now = time.nanos();
        long heardAt = slot.link.heard();
        if (now - heardAt <= limits.trustedFor() && heardAt - suspectedAt > 0) {
            return true;
        }
        Duration left = Duration.ofNanos(Math.max(1, deadline - now));
        try {
            slot.link.probe(left.compareTo(limits.validation()) < 0 ? left : limits.validation());
            return true;
        } catch (SQLException e) {
            broken(slot, e);
            return false;
        }
    }

    /** Connects, or asks a connection that is there, and tells how long the server took to answer an empty query. */
    public Duration ping(long deadline) throws Refusal, SQLException {
        Slot slot = acquire(0, deadline, true);
        long asked = time.nanos();
        try {
            slot.link.probe(Duration.ofNanos(Math.max(1, deadline - asked)));
        } catch (SQLException e) {
            broken(slot, e);
            throw e;
        }
        Duration taken = Duration.ofNanos(time.nanos() - asked);
        giveBack(slot);
        return taken;
    }

    /** Takes back a connection that is outside any transaction and as it was when it was lent. */
    void giveBack(Slot slot) {
        if (slot.link.ended() || !slot.link.isOpen()) {
            broken(slot, null);
            return;
        }
        Waiter served = null;
        lock.lock();
        try {
            long now = time.nanos();
            hear(slot.link.heard());
            if (status.state() == PoolState.CLOSED || slot.generation.condemned() || slot.expires - now <= 0) {
                retire(slot);
                grow();
            } else {
                served = deliver(slot, now);
            }
        } finally {
            lock.unlock();
        }
        if (served != null) {
            served.unpark();
        }
    }

    /** Takes back a connection that cannot be used any more, and judges what that means for the others. */
    void broken(Slot slot, Throwable cause) {
        Established fault = slot.link.ended() ? Established.LOST : Classifier.established(cause);
        lock.lock();
        try {
            condemnIf(fault, slot, cause);
            drop(slot);
            grow();
        } finally {
            lock.unlock();
        }
    }

    /** A caller has seen a statement fail; the connection is still lent. */
    void suspect(Slot slot, SQLException failure) {
        Established fault = Classifier.established(failure);
        if (fault.condemns() || fault == Established.SUSPECT) {
            lock.lock();
            try {
                condemnIf(fault, slot, failure);
            } finally {
                lock.unlock();
            }
        }
    }

    void rolledBack() {
        tally.rolledBack.increment();
        journal.rolledBack();
    }

    Duration validation() {
        return limits.validation();
    }

    private void condemnIf(Established fault, Slot slot, Throwable cause) {
        if (fault == Established.SUSPECT) {
            suspectedAt = time.nanos();
        } else if (fault.condemns() && slot.generation.condemn()) {
            journal.condemned(cause instanceof SQLException e ? "SQLSTATE " + e.getSQLState() : "end of stream");
            if (slot.generation == generation) {
                generation = new Generation();
                slowStart.collapse();
            }
            for (Slot other : List.copyOf(idle)) {
                if (other.generation == slot.generation) {
                    idle.remove(other);
                    drop(other);
                }
            }
        }
    }

    private Waiter deliver(Slot slot, long now) {
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            if (waiter.offer(slot)) {
                return waiter;
            }
        }
        slot.idleSince = now;
        idle.push(slot);
        if (reaper == null) {
            reaper = time.after(limits.idleTimeout(), this::reap);
        }
        return null;
    }

    /** Closes what nobody has asked for; the longest idle are at the end, because the last to come back is the first to go out. */
    private void reap() {
        lock.lock();
        try {
            reaper = null;
            long now = time.nanos();
            while (!idle.isEmpty() && now - idle.getLast().idleSince >= limits.idleTimeout()) {
                retire(idle.removeLast());
            }
            if (!idle.isEmpty()) {
                reaper = time.after(idle.getLast().idleSince + limits.idleTimeout() - now, this::reap);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Out in good order: its place is taken until the server has been told. */
    private void retire(Slot slot) {
        if (!open.contains(slot)) {
            return;
        }
        forget(slot);
        tally.retired.increment();
        closing++;
        workers.execute(() -> {
            slot.link.close();
            lock.lock();
            try {
                closing--;
                grow();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Out at once: the server is not there to be told, or has ended it itself. */
    private void drop(Slot slot) {
        if (!open.contains(slot)) {
            return;
        }
        forget(slot);
        tally.lost.increment();
        workers.execute(slot.link::abort);
    }

    private void forget(Slot slot) {
        open.remove(slot);
        if (open.isEmpty()) {
            status.emptied();
            returned.signalAll();
        }
    }

    /** Starts attempts for those who wait, or one to see whether the server is back, as many as are allowed and there is room for. */
    private void grow() {
        long now = time.nanos();
        boolean probing = status.unsettled() && !resting(now) && openings.hopeful() == 0;
        int needed = Math.max(queue.size() - openings.hopeful(), probing ? 1 : 0);
        int room = limits.maximumSize() - open.size() - closing - openings.count();
        int attempts = Math.min(Math.min(needed, room), slowStart.allowed() - openings.hopeful());
        if (attempts <= 0 || status.state() == PoolState.CLOSED) {
            return;
        }
        long wait = slowStart.pauseLeft(now);
        if (wait > 0) {
            retryIn(wait);
            return;
        }
        for (int i = 0; i < attempts; i++) {
            tally.attempts.increment();
            openings.start();
        }
    }

    private void retryIn(long wait) {
        if (retry != null) {
            retry.cancel();
        }
        retry = time.after(wait, () -> {
            lock.lock();
            try {
                retry = null;
                grow();
            } finally {
                lock.unlock();
            }
        });
    }

    private boolean resting(long now) {
        return now - lastDemand > INTEREST;
    }

    @Override
    public void opened(Link link) {
        if (status.state() == PoolState.CLOSED) {
            workers.execute(link::close);
            return;
        }
        long now = time.nanos();
        long life = limits.maximumLife();
        Slot slot = new Slot(link, generation, now + life - (long) (life / 10.0 * random.nextDouble()));
        open.add(slot);
        tally.opened.increment();
        hear(link.heard());
        status.confirmed();
        slowStart.succeeded();
        Waiter served = deliver(slot, now);
        if (served != null) {
            served.unpark();
        }
        grow();
    }

    @Override
    public void failed(Connecting fault, Throwable cause) {
        tally.failed.increment();
        lastFailure = time.nanos();
        slowStart.failed(fault.treatment(), lastFailure);
        status.failed(fault, cause, open.size());
        if (status.state() == PoolState.DOWN) {
            refuseAll(down());
        }
        grow();
    }

    @Override
    public long silent(long since) {
        status.silent(since, open.size());
        return status.wakeDeadline(since);
    }

    @Override
    public void freed() {
        grow();
    }

    private void refuseAll(Refusal refusal) {
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            if (waiter.refuse(refusal)) {
                waiter.unpark();
            }
        }
    }

    /** The server was heard at a moment: if that is after the last failure, it is there. */
    private void hear(long when) {
        if (!heard || when - lastHeard > 0) {
            lastHeard = when;
            heard = true;
        }
        if (status.unsettled() && when - lastFailure > 0) {
            status.confirmed();
            slowStart.collapse();
        }
    }

    public PoolSnapshot snapshot() {
        lock.lock();
        try {
            return look();
        } finally {
            lock.unlock();
        }
    }

    private PoolSnapshot look() {
        long latest = lastHeard;
        for (Slot slot : open) {
            latest = slot.link.heard() - latest > 0 ? slot.link.heard() : latest;
        }
        Optional<Instant> confirmed = heard ? Optional.of(time.now().minusNanos(time.nanos() - latest)) : Optional.empty();
        return new PoolSnapshot(status.state(), status.reason(), status.since(), confirmed, open.size(), open.size() - idle.size(),
                idle.size(),
                openings.count(), queue.size(), limits.maximumSize(), tally.counters());
    }

    /** The pool's name: host and database, no secret. */
    @Override
    public String toString() {
        return name;
    }

    /** Refuses whoever waits, at once; gives lent connections the grace to come back, then cuts them; leaves no thread behind. */
    public void close() {
        List<Attempt> attempts;
        lock.lock();
        try {
            if (status.state() == PoolState.CLOSED) {
                return;
            }
            status.closed();
            refuseAll(refusal(Fault.Queueing.CLOSED, Optional.empty()));
            attempts = openings.all();
            new ArrayList<>(idle).forEach(this::retire);
            idle.clear();
        } finally {
            lock.unlock();
        }
        attempts.forEach(Attempt::cut);
        awaitReturns();
        if (workers instanceof AutoCloseable threads) {
            try {
                threads.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void awaitReturns() {
        lock.lock();
        try {
            long nanos = limits.closeGrace().toNanos();
            while (!open.isEmpty() && nanos > 0) {
                nanos = returned.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            List.copyOf(open).forEach(this::drop);
            lock.unlock();
        }
    }
}

package dev.hornbook.pool.internal;

import dev.hornbook.pool.ConnectionLostException;
import dev.hornbook.pool.Credentials;
import dev.hornbook.pool.Fault;
import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.WakeCause;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A bounded pool as its callers meet it: they take connections, wait for them, bring them back, and tell what broke. One lock guards it all,
 * held for moments and never over I/O; {@link Stock} has the connections, {@link Growth} opens more, {@link Status} is the state. Open
 * connections, attempts, and connections being closed are together at most the maximum, and nobody waits while a connection is idle. It is one
 * class, a little long, because taking, waiting and bringing back are one protocol around the lock.
 */
public final class Pool implements Stock.Watcher, Growth.Watcher {
    private static final int PRIORITIES = 3;
    private static final int LAST = PRIORITIES - 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final String name;
    private final Limits limits;
    private final Time time;
    private final Executor workers;
    private final Runnable end;
    private final Journal journal;
    private final WaitQueue queue = new WaitQueue(PRIORITIES);
    private final Tally tally = new Tally();
    private final Status status;
    private final SlowStart slowStart;
    private final Forecast forecast;
    private final Stock stock;
    private final Growth growth;
    private final Refuser refuser;
    private final Trust trust;
    private final RetryBudget budget;
    private final Leases leases;
    private final Watch watch;
    private final AwakeTime awake;
    private final Warmer warmer;

    /** @param end ends the threads behind time and workers */
    Pool(String name, Limits limits, Time time, Executor workers, Runnable end, Opener opener, RandomGenerator random) {
        this.name = name;
        this.limits = limits;
        this.time = time;
        this.workers = workers;
        this.end = end;
        this.journal = new Journal(name, time, workers);
        this.watch = new Watch(name, time, workers, tally);
        this.status = new Status(time, limits.wakeAllowance(), (state, reason) -> {
            journal.state(state, reason);
            watch.changed(state, reason);
        });
        this.slowStart = new SlowStart(random);
        Bound bound = new Bound(limits);
        this.awake = new AwakeTime(limits.suspendTimeout());
        this.forecast = new Forecast();
        this.stock = new Stock(lock, limits, time, workers, random, queue, bound, forecast, tally, this);
        this.growth = new Growth(lock, limits, time, workers, watch.on(opener), queue, stock, bound, status, slowStart, tally, this);
        this.refuser = new Refuser(limits, time, queue, forecast, stock, bound, growth, awake, status, tally);
        this.trust = new Trust(limits, time, stock, slowStart, journal);
        this.budget = new RetryBudget(time, limits.maximumSize());
        this.leases = new Leases(lock, limits, time, stock, journal, tally);
        this.warmer = new Warmer(lock, limits, time, workers, stock, status, growth, this::touch);
        lock.lock();
        try {
            warmer.begin();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A pool of real connections, with threads of its own.
     *
     * @param properties pgjdbc's, user and password aside
     * @param credentials asked for each connection
     */
    public static Pool open(String name, NeonSettings settings, Properties properties, Supplier<Credentials> credentials) {
        Threads threads = new Threads("hornbook-pool-" + name);
        Opener opener = new PgOpener(settings.url(), properties, new SignIn(credentials), threads);
        return new Pool(name, Limits.of(settings), threads, threads, threads::close, opener, RandomGenerator.getDefault());
    }

    /**
     * Lends a connection that is well, as far as anybody knows.
     *
     * @param priority 0 goes first, 2 last
     * @param now when it is asked for, as {@link System#nanoTime}
     * @param deadline as {@link System#nanoTime}
     * @param behalf for whom; a ping is not content with what is known, and connects even when DOWN
     */
    public Slot acquire(int priority, long now, long deadline, Behalf behalf) throws Refusal {
        WakeCause cause = behalf.cause();
        try {
            Slot slot = idleOrQueued(priority, now, deadline, behalf, false);
            while (!fit(slot, deadline, behalf)) {
                slot = idleOrQueued(priority, time.nanos(), deadline, behalf, true);
            }
            leases.borrowed(slot);
            watch.acquired(now);
            return slot;
        } catch (Refusal refusal) {
            // Keeping warm is no caller.
            if (cause != WakeCause.KEEP_WARM) {
                watch.refused(refusal.reason().kind());
            }
            throw refusal;
        }
    }

    /** For work without a name. */
    Slot acquire(int priority, long now, long deadline, WakeCause cause) throws Refusal {
        return acquire(priority, now, deadline, Behalf.of(cause));
    }

    private Slot idleOrQueued(int priority, long now, long deadline, Behalf behalf, boolean again) throws Refusal {
        WakeCause cause = behalf.cause();
        Waiter waiter;
        boolean nested;
        lock.lock();
        try {
            // What was learned before anybody asked again may be old: then the caller waits for an attempt of its own.
            boolean fresh = cause == WakeCause.PING || growth.resting(now);
            noteDemand(cause, now);
            refuser.refuseIfLate(deadline, fresh, now);
            Slot slot = stock.take(now);
            if (slot != null) {
                leases.lent();
                return slot;
            }
            refuser.refuseIfHopeless(fresh);
            if (queue.size() == 0) {
                forecast.begun(now);
            }
            if (!again) {
                refuser.refuseIfTooMany(priority, deadline, now);
            }
            waiter = enqueue(new Waiter(priority, behalf), again, fresh && cause != WakeCause.KEEP_WARM);
            nested = growth.full(now) && leases.nested();
        } finally {
            lock.unlock();
        }
        if (nested) {
            leases.warnOfNested();
        }
        return await(waiter, deadline);
    }

    /** Keeping warm is nobody's wish: it does not keep the prober going, nor itself. */
    private void noteDemand(WakeCause cause, long now) {
        if (cause != WakeCause.KEEP_WARM) {
            growth.demanded(now);
        }
        if (cause == WakeCause.DEMAND) {
            warmer.demanded(now);
        }
    }

    private Waiter enqueue(Waiter waiter, boolean again, boolean insists) {
        if (again) {
            queue.addFirst(waiter);
        } else {
            queue.add(waiter);
        }
        if (insists) {
            growth.hurry();
        }
        growth.grow();
        return waiter;
    }

    private Slot await(Waiter waiter, long deadline) throws Refusal {
        Events.Wait event = watch.waiting();
        Object outcome = waiter.await(time, deadline);
        watch.waited(event, waiter.priority, outcome instanceof Slot);
        switch (outcome) {
            case Slot slot -> {
                return slot;
            }
            case Refusal refusal -> throw refusal;
            case null, default -> throw left(waiter, refuser::late);
        }
    }

    private Refusal left(Waiter waiter, Supplier<Refusal> late) {
        lock.lock();
        try {
            queue.remove(waiter);
            return Thread.currentThread().isInterrupted() ? refuser.refusal(Fault.Queueing.INTERRUPTED) : late.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a slot may be lent as it is. One that was not heard lately is asked with an empty query first; when that fails, the caller queues
     * again in front, and what was learned is everybody's.
     */
    private boolean fit(Slot slot, long deadline, Behalf behalf) throws Refusal {
        slot.cause = behalf.cause();
        return trust.holds(slot) || asked(slot, limits.validation(), deadline, behalf) == null;
    }

    /**
     * Asks on the caller's own thread; or, where the caller has less time than an answer may take, on a worker's: the caller leaves at its
     * deadline, which says nothing of the connection, and the question goes on and decides whether that stays.
     *
     * @param most how long the caller would wait if it had the time
     * @return what broke the slot, or null when it answered
     */
    private SQLException asked(Slot slot, Duration most, long deadline, Behalf behalf) throws Refusal {
        Duration left = Duration.ofNanos(deadline - time.nanos());
        if (left.compareTo(limits.validation()) >= 0) {
            return probed(slot, left.compareTo(most) < 0 ? left : most);
        }
        Waiter caller = new Waiter(LAST, behalf);
        AtomicReference<SQLException> failure = new AtomicReference<>();
        workers.execute(() -> {
            failure.set(probed(slot, limits.validation()));
            if (caller.offer(slot)) {
                caller.unpark();
            } else if (failure.get() == null) {
                giveBack(slot);
            }
        });
        if (caller.await(time, deadline) == null) {
            throw left(caller, refuser::tooLate);
        }
        return failure.get();
    }

    private SQLException probed(Slot slot, Duration limit) {
        try {
            slot.link.probe(limit);
            return null;
        } catch (SQLException e) {
            SQLException told = failed(slot, e);
            broken(slot, e);
            return told;
        }
    }

    /** Connects, or asks a connection that is there, and tells how long the server took to answer an empty query. */
    public Duration ping(long deadline) throws Refusal, SQLException {
        Behalf behalf = Behalf.of(WakeCause.PING);
        Slot slot = acquire(0, time.nanos(), deadline, behalf);
        long asked = time.nanos();
        SQLException failure = asked(slot, Duration.ofNanos(deadline - asked), deadline, behalf);
        if (failure != null) {
            throw failure;
        }
        Duration taken = Duration.ofNanos(time.nanos() - asked);
        giveBack(slot);
        return taken;
    }

    /** Keeps the compute awake: in the background, by the connection there is, or one that is opened for it. */
    private void touch() {
        long now = time.nanos();
        try {
            Slot slot = acquire(LAST, now, now + limits.connectDeadline() + limits.wakeAllowance(), WakeCause.KEEP_WARM);
            if (slot.link.heard() - now < 0 && probed(slot, limits.validation()) != null) {
                return;
            }
            giveBack(slot);
        } catch (Refusal e) {
            // The state says it, and there is a next time.
        }
    }

    /** Takes back a connection that is outside any transaction and as it was when it was lent. */
    void giveBack(Slot slot) {
        if (slot.over()) {
            broken(slot, null);
            return;
        }
        Waiter served = null;
        long lent;
        lock.lock();
        try {
            lent = slot.since;
            leases.ended(slot);
            status.heard(slot.link.heard());
            awake.used(slot.cause, lent, slot.lastUse());
            if (stock.keeps(slot) && status.state() != PoolState.CLOSED) {
                served = deliver(slot);
            } else {
                stock.retire(slot);
                growth.grow();
            }
        } finally {
            lock.unlock();
        }
        if (served != null) {
            served.unpark();
        }
        watch.used(lent);
    }

    /** Takes back a connection that cannot be used any more, and judges what that means for the others. */
    void broken(Slot slot, Throwable cause) {
        lock.lock();
        try {
            trust.judgeEnd(slot, cause);
            awake.used(slot.cause, slot.since, time.nanos());
            lose(slot);
        } finally {
            lock.unlock();
        }
    }

    /** A caller has cut a connection that it was lent: the place is free at once, and nobody waits for the cutting. */
    void aborted(Slot slot) {
        lock.lock();
        try {
            trust.judgeCut(slot);
            lose(slot);
        } finally {
            lock.unlock();
        }
    }

    private void lose(Slot slot) {
        stock.drop(slot);
        growth.grow();
    }

    /** A caller was told that its connection is not valid. */
    void invalid(Slot slot) {
        if (slot.over()) {
            broken(slot, null);
        }
    }

    /**
     * A caller has seen something fail on a connection that is lent. One that has come to its end leaves its place to others at once, whatever
     * the caller still keeps of it.
     *
     * @return what the caller is told: the failure itself, or that the connection is lost
     */
    SQLException failed(Slot slot, SQLException failure) {
        Established fault = Classifier.established(failure);
        boolean well = slot.loss == null && !slot.over();
        if (well && !fault.ends()) {
            return failure;
        }
        lock.lock();
        try {
            if (!trust.judgeFailure(slot, failure)) {
                return failure;
            }
            lose(slot);
            return new ConnectionLostException(slot.loss, refuser.look(), failure);
        } finally {
            lock.unlock();
        }
    }

    /** A unit of work begins that may be run again, and earns its part of the budget for it. */
    public void unitBegins() {
        budget.earn();
    }

    /** Whether a unit whose connection was lost may be run again. */
    public boolean mayRepeat() {
        boolean may = budget.spend();
        if (may) {
            tally.retried.increment();
        }
        return may;
    }

    /** A connection came back inside a transaction. */
    void rolledBack() {
        tally.rolledBack.increment();
        journal.rolledBack();
    }

    /** How long putting a connection in order may take. */
    Duration patience() {
        return limits.validation();
    }

    @Override
    public void opened(Link link) {
        long now = time.nanos();
        boolean woke = stock.open() == 0;
        Slot slot = stock.admit(link, now);
        if (status.state() == PoolState.CLOSED) {
            stock.retire(slot);
            return;
        }
        if (woke) {
            watch.woke(growth.behalf());
            journal.woke(growth.behalf());
        }
        awake.used(growth.behalf().cause(), now, now);
        status.heard(link.heard());
        status.confirmed();
        Waiter served = deliver(slot);
        if (served != null) {
            served.unpark();
        }
    }

    private Waiter deliver(Slot slot) {
        Waiter served = stock.deliver(slot);
        if (served != null) {
            leases.lent();
        }
        return served;
    }

    @Override
    public void evicted(Slot slot) {
        leases.ended(slot);
        watch.evicted(slot);
    }

    /** Tells a listener from now on. */
    public void listen(PoolListener listener) {
        watch.add(listener);
    }

    @Override
    public void down() {
        refuseAll(refuser.down());
    }

    @Override
    public void emptied() {
        status.emptied(growth.pausing());
        growth.tellWhenDown();
        // Whoever comes next may find the compute asleep, and one attempt wakes it.
        slowStart.collapse();
        emptied.signalAll();
    }

    @Override
    public void freed() {
        growth.grow();
    }

    @Override
    public boolean sparesLast() {
        return warmer.warm();
    }

    private void refuseAll(Refusal refusal) {
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            if (waiter.refuse(refusal)) {
                waiter.unpark();
            }
        }
    }

    public PoolSnapshot snapshot() {
        lock.lock();
        try {
            return refuser.look();
        } finally {
            lock.unlock();
        }
    }

    /** The pool's name: endpoint or host, and database. */
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
            warmer.end();
            refuseAll(refuser.refusal(Fault.Queueing.CLOSED));
            attempts = growth.openings().all();
            stock.clear();
        } finally {
            lock.unlock();
        }
        attempts.forEach(Attempt::cut);
        awaitReturns();
        end.run();
    }

    private void awaitReturns() {
        lock.lock();
        try {
            long nanos = limits.closeGrace().toNanos();
            while (stock.open() > 0 && nanos > 0) {
                nanos = emptied.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stock.abandon();
            lock.unlock();
        }
    }
}

package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.SimulatorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compute of the endpoint: one PostgreSQL that is started when somebody needs it and stopped when nobody does.
 *
 * <p>States: IDLE → STARTING → ACTIVE → STOPPING → IDLE, and CLOSED for good. Whoever moves it into STARTING or STOPPING
 * does the work outside of the lock and is the only one who may move it on; everybody else waits. A PostgreSQL that ends
 * by itself leaves the state at IDLE. The pooler lives and dies with PostgreSQL.
 *
 * <p>Longer than most, since it is one state machine under one lock: whatever waits for a state or holds one up is here.
 */
public final class Compute implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Compute.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration FAST_SHUTDOWN_AT_CLOSE = Duration.ofMillis(1200);

    private final Cluster cluster;
    private final Optional<PgBouncer> bouncer;
    private final Optional<Pooler> pooler;
    private final Admin admin;
    private final Tally tally = new Tally();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    private ComputeState state = ComputeState.IDLE;
    private Postmaster postmaster;
    private volatile Runnable beforeStop = () -> {};
    private volatile ColdStart coldStart;
    private volatile ComputeSize size;
    private Duration stopTakes = Duration.ZERO;
    /** How long the start that comes next takes in place of a cold start. */
    private Optional<Duration> nextStart = Optional.of(Duration.ZERO);
    private boolean closing;
    private final AtomicBoolean toldOfNoPooler = new AtomicBoolean();

    private Compute(Cluster cluster, PoolerSettings settings, ColdStart coldStart, ComputeSize size) {
        this.cluster = cluster;
        toldOfNoPooler.set(!settings.installed());
        this.bouncer = settings.installed() ? PgBouncer.find() : Optional.empty();
        this.pooler = bouncer.map(program -> new Pooler(cluster, program, settings));
        this.coldStart = coldStart;
        this.size = size;
        this.admin = new Admin(cluster.socket());
    }

    /**
     * The compute kept under this directory, made there when it is new, asleep. A PostgreSQL left behind by a process that
     * was killed is stopped first.
     *
     * @param binaries PostgreSQL's programs
     * @param pooler how its pooler runs, once somebody needs one
     * @param coldStart what a wake takes on top of PostgreSQL's own time
     * @param size what its limits follow from
     */
    public static Compute open(Path directory, Binaries binaries, PoolerSettings pooler, ColdStart coldStart, ComputeSize size) {
        Cluster cluster = Cluster.under(directory, binaries, Privileges.find(directory, binaries));
        Pooler.killOrphan(cluster);
        cluster.stopOrphan();
        cluster.create();
        return new Compute(cluster, pooler, coldStart, size);
    }

    /** The pooler that the pooled host leads through, as it names itself; none on a machine that has none. */
    public Optional<String> pooler() {
        return bouncer.map(PgBouncer::version);
    }

    /** Whether there is one. */
    public boolean pools() {
        return pooler.isPresent();
    }

    /** How large it is; PostgreSQL learns of a change when it is started the next time. */
    public ComputeSize size() {
        return size;
    }

    /** Makes it this large from its next start on. */
    public void resize(ComputeSize next) {
        size = next;
    }

    /** What every wake takes from now on. */
    public void coldStart(ColdStart next) {
        coldStart = next;
    }

    /** How long stopping takes at least, from now on. */
    public void stopTakes(Duration atLeast) {
        lock.lock();
        try {
            stopTakes = atLeast;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Opens a session on it.
     *
     * @param pooled through the pooler, if there is one; it is started now if it does not run
     * @throws ServerRefusal when it is refused
     * @throws IOException when the compute cannot be reached
     */
    public Backend connect(boolean pooled, Map<String, String> parameters) throws IOException {
        if (pooled && pooler.isPresent()) {
            return Backend.open(throughPooler(pooler.get(), parameters.get("user")), parameters);
        }
        if (pooled && toldOfNoPooler.compareAndSet(false, true)) {
            LOG.warn("no PgBouncer here: the pooled host leads straight to PostgreSQL (install the package pgbouncer)");
        }
        return Backend.open(cluster.socket(), parameters);
    }

    private Path throughPooler(Pooler running, String user) throws IOException {
        lock.lock();
        try {
            // Under the lock nobody begins to stop it, so no pooler is left behind by a stop.
            if (state != ComputeState.ACTIVE) {
                throw new IOException("the compute is " + state);
            }
            return running.ready(user, size);
        } finally {
            lock.unlock();
        }
    }

    /** What to do right before PostgreSQL is stopped, as when Neon kills its pooler first. */
    public void beforeStop(Runnable action) {
        beforeStop = action;
    }

    /** The simulator's own connection to it. */
    public Admin admin() {
        return admin;
    }

    /** What it is doing now. */
    public ComputeState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Where everything is counted. */
    public Tally tally() {
        return tally;
    }

    /**
     * Waits for it to be in this state.
     *
     * @return whether it came to be, within the limit
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean await(ComputeState wanted, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (state != wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return state == wanted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when it is ACTIVE, starting it if nobody else does.
     *
     * @throws SimulatorException when PostgreSQL does not start, or the simulator is closed
     */
    public void wake() {
        lock.lock();
        try {
            while (state != ComputeState.ACTIVE) {
                switch (state) {
                    case IDLE -> start();
                    case STARTING, STOPPING -> moved.awaitUninterruptibly();
                    case ACTIVE -> {
                    }
                    case CLOSED -> throw closed();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        move(ComputeState.STARTING);
        try {
            awaitColdStart();
            // Known before it is ready, so that close() can end a start that takes long (a recovery, say).
            Postmaster starting = Postmaster.launch(cluster, size);
            postmaster = starting;
            lock.unlock();
            try {
                starting.awaitReady(cluster);
            } finally {
                lock.lock();
            }
            // A look or a statement that raced with the last stop may have left a dead connection behind.
            admin.close();
            tally.started();
            move(ComputeState.ACTIVE);
            starting.whenEnded(() -> ended(starting));
        } finally {
            if (state == ComputeState.STARTING) {
                postmaster = null;
                move(ComputeState.IDLE);
            }
        }
    }

    private void awaitColdStart() {
        long left = nextStart.orElseGet(coldStart::next).toNanos();
        nextStart = Optional.empty();
        while (left > 0 && !closing) {
            try {
                left = moved.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SimulatorException("interrupted while waking the compute", e);
            }
        }
        if (closing) {
            throw closed();
        }
    }

    /** Waits, with the lock, for whoever starts or stops it, but makes an end of it when that takes long. */
    private void settleAtOnce() {
        long left = FAST_SHUTDOWN_AT_CLOSE.toNanos();
        while (state == ComputeState.STARTING || state == ComputeState.STOPPING) {
            try {
                left = moved.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                left = 0;
            }
            if (left <= 0) {
                if (postmaster != null) {
                    postmaster.kill();
                }
                settle();
            }
        }
    }

    /** PostgreSQL ended without being asked to. */
    private void ended(Postmaster which) {
        lock.lock();
        try {
            if (postmaster == which && state == ComputeState.ACTIVE) {
                LOG.warn("PostgreSQL ended by itself; see {}", cluster.log());
                pooler.ifPresent(Pooler::kill);
                asleep(ComputeState.IDLE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops PostgreSQL and returns when it has ended; of one that sleeps or is stopping already only the end is awaited. */
    public void suspend() {
        lock.lock();
        try {
            settle();
            if (state == ComputeState.ACTIVE) {
                stop(ComputeState.IDLE, FAST_SHUTDOWN);
                tally.suspended();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops and starts it, as an update does, and returns when it is there again.
     *
     * @param away how long it is gone, in place of a cold start
     */
    public void restart(Duration away) {
        lock.lock();
        try {
            settle();
            nextStart = Optional.of(away);
            if (state == ComputeState.ACTIVE) {
                stop(ComputeState.IDLE, FAST_SHUTDOWN);
            }
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Waits, with the lock, until nobody is starting or stopping it. */
    private void settle() {
        while (state == ComputeState.STARTING || state == ComputeState.STOPPING) {
            moved.awaitUninterruptibly();
        }
    }

    private void stop(ComputeState then, Duration fast) {
        move(ComputeState.STOPPING);
        long began = System.nanoTime();
        Postmaster stopping = postmaster;
        lock.unlock();
        try {
            prepareStop();
            stopping.stop(fast);
        } finally {
            lock.lock();
            awaitStopTakes(began);
            asleep(then);
        }
    }

    private void awaitStopTakes(long began) {
        long left = stopTakes.toNanos() - (System.nanoTime() - began);
        while (left > 0 && !closing && stopTakes.isPositive()) {
            try {
                left = moved.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whatever goes wrong here, PostgreSQL is stopped. */
    private void prepareStop() {
        try {
            beforeStop.run();
        } catch (RuntimeException e) {
            LOG.debug("what was to be done before the stop failed", e);
        }
        pooler.ifPresent(Pooler::kill);
        admin.close();
    }

    private void asleep(ComputeState then) {
        tally.stopped();
        postmaster = null;
        move(then);
    }

    private void move(ComputeState next) {
        state = next;
        moved.signalAll();
    }

    private static SimulatorException closed() {
        return new SimulatorException("the simulator is closed");
    }

    /** Ends it for good, within two seconds. More than once is harmless. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            moved.signalAll();
            settleAtOnce();
            if (state == ComputeState.ACTIVE) {
                stop(ComputeState.CLOSED, FAST_SHUTDOWN_AT_CLOSE);
            } else if (state == ComputeState.IDLE) {
                move(ComputeState.CLOSED);
            }
        } finally {
            lock.unlock();
        }
        cluster.removeSockets();
    }
}

package dev.hornbook.pool.internal;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.WakeCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The one connection of a pool, handed from caller to caller under many interleavings: one that waits without end, one that leaves at its
 * deadline, one that is interrupted, and somebody who closes the pool. A connection or a waiter that is lost shows as a deadlock, for a caller
 * then waits for ever; a connection lent twice, kept by one who left, or forgotten by closing fails its borrower or the look at the end.
 */
public final class HandOverModelTest {
    private static final long LONG = Duration.ofDays(1).toNanos();
    private static final long SHORT = 1;
    private static final long INTERRUPTED = 2;
    private static final Limits LIMITS = Limits
            .of(NeonSettings.of("postgres://u:p@localhost/d").maximumSize(1).trustedFor(Duration.ofDays(2)).closeGrace(Duration.ZERO));
    private static final Random JITTER = new Random(7);
    /** What the pool's lock guards, and where nobody waits, needs no interleavings of its own: what is left is the lock, the queue, the waiters. */
    private static final ManagedStrategyGuarantee GUARDED = forClasses(
            Stream.of(AwakeTime.class, Bound.class, Forecast.class, Growth.class, Journal.class, Leases.class, Refuser.class,
                    Refusal.class, ScriptedLink.class, SlowStart.class, Status.class, Tally.class, Trust.class, Warmer.class, Watch.class)
                    .map(Class::getName).toArray(String[]::new))
            .allMethods().ignore();
    private static final ManagedStrategyGuarantee STOCK = forClasses(Stock.class.getName())
            .methods("admit", "keeps", "take", "open", "idle", "retire", "drop").ignore();

    private static final ManagedStrategyGuarantee SCRIPT = forClasses(Parker.class.getName()).methods("nanos", "next", "is", "set")
            .ignore();

    private final Parker parker = new Parker();
    private final ScriptedLink link = new ScriptedLink(parker);
    private final AtomicBoolean inUse = new AtomicBoolean();
    private final Pool pool = new Pool("model", LIMITS, parker, parker.tasks::add, () -> {}, attempt -> link, JITTER);
    private final AtomicReference<Slot> lent = new AtomicReference<>();
    private volatile boolean closed;
    private volatile Throwable failure;

    /** Somebody has the connection. */
    public HandOverModelTest() throws Refusal {
        lent.set(pool.acquire(0, 0, LONG, WakeCause.DEMAND));
        lend();
    }

    @Operation
    public void bringBack() {
        Slot slot = lent.getAndSet(null);
        if (slot != null) {
            bringBack(slot);
        }
        parker.work();
    }

    @Operation
    public String borrow() {
        return borrow(1, LONG, null);
    }

    @Operation
    public String leaveAtTheDeadline() {
        return borrow(0, SHORT, Queueing.BUSY);
    }

    @Operation
    public String leaveInterrupted() {
        String end = borrow(0, INTERRUPTED, Queueing.INTERRUPTED);
        if (Thread.interrupted() != parker.is(parker.interrupted)) {
            failure = new IllegalStateException("the interrupt was forgotten by one who was told " + end);
        }
        return end;
    }

    @Operation
    public void close() {
        closed = true;
        pool.close();
        parker.work();
    }

    private String borrow(int priority, long patience, Queueing expected) {
        try {
            Slot slot = pool.acquire(priority, 0, patience, WakeCause.DEMAND);
            lend();
            bringBack(slot);
            return "served";
        } catch (Refusal refusal) {
            String name = refusal.reason().kind().name();
            if (!closed && refusal.reason().kind() != expected) {
                failure = new IllegalStateException("refused as " + name);
            }
            return name;
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            parker.work();
        }
    }

    private void lend() {
        if (!inUse.compareAndSet(false, true)) {
            throw new IllegalStateException("lent twice");
        }
    }

    private void bringBack(Slot slot) {
        inUse.set(false);
        pool.giveBack(slot);
    }

    @Validate
    public void nothingIsLostAndNobodyWaits() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        bringBack();
        var end = pool.snapshot();
        int open = closed ? 0 : 1;
        if (end.waiting() != 0 || end.active() != 0 || end.opening() != 0 || end.idle() != open || link.closed != closed) {
            throw new IllegalStateException("the connection is " + (link.closed ? "closed" : "open") + ", and the pool says " + end);
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void noConnectionIsLostOrLentTwiceAndNoWaiterIsForgotten() throws NoSuchMethodException {
        int effort = Integer.getInteger("hornbook.effort", 1);
        check(effort * 300, "bringBack", "leaveAtTheDeadline");
        check(effort * 60, "borrow", "leaveInterrupted");
        check(effort * 60, "borrow", "close");
    }

    /** Two operations at once, under so many interleavings: those with the fewest changes of thread first. */
    private static void check(int interleavings, String one, String other) throws NoSuchMethodException {
        new ModelCheckingOptions().iterations(0).invocationsPerIteration(interleavings).verifier(EpsilonVerifier.class)
                .addGuarantee(GUARDED)
                .addGuarantee(STOCK).addGuarantee(SCRIPT)
                .addCustomScenario(new ExecutionScenario(List.of(), List.of(alone(one), alone(other)), List.of(),
                        alone("nothingIsLostAndNobodyWaits").getFirst()))
                .check(HandOverModelTest.class);
    }

    private static List<Actor> alone(String operation) throws NoSuchMethodException {
        return List.of(new Actor(HandOverModelTest.class.getMethod(operation), List.of()));
    }

    /**
     * The injected parker. Whoever is patient parks until unparked, once nobody else has anything to do; for others the moment to leave comes as
     * soon as they park. What the pool gives its workers is done by its callers.
     */
    private final class Parker implements Time {
        private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final Set<Thread> late = ConcurrentHashMap.newKeySet();
        private final Set<Thread> interrupted = ConcurrentHashMap.newKeySet();

        void work() {
            set(late, false);
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        }

        private Runnable next() {
            return tasks.poll();
        }

        private boolean is(Set<Thread> those) {
            return those.contains(Thread.currentThread());
        }

        private void set(Set<Thread> those, boolean one) {
            if (one) {
                those.add(Thread.currentThread());
            } else {
                those.remove(Thread.currentThread());
            }
        }

        @Override
        public long nanos() {
            return is(late) ? SHORT : 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void park(Object blocker, long nanos) {
            Runnable task = next();
            if (task != null) {
                task.run();
            } else if (nanos == SHORT) {
                set(late, true);
            } else if (nanos == INTERRUPTED) {
                set(interrupted, true);
                Thread.currentThread().interrupt();
            } else if (lent.get() != null) {
                bringBack();
            } else {
                LockSupport.park(blocker);
            }
        }

        @Override
        public Later after(long nanos, Runnable task) {
            return () -> {};
        }
    }
}

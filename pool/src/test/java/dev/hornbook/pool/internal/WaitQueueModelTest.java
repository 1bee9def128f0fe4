package dev.hornbook.pool.internal;

import dev.hornbook.pool.WakeCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every interleaving of waiters that join, are served and leave has the outcome of some order in which they do so one after another: the next
 * by priority and by arrival is served, and whoever leaves has either left for good or keeps what it was served. Waiters are named by the
 * number with which they joined.
 */
@Param(name = "priority", gen = IntGen.class, conf = "0:1")
@Param(name = "waiter", gen = IntGen.class, conf = "0:2")
public final class WaitQueueModelTest {
    private final WaitQueue queue = new WaitQueue(2);
    private final List<Waiter> joined = new ArrayList<>();
    private final Map<Waiter, Slot> served = new HashMap<>();

    /** Two wait already. */
    public WaitQueueModelTest() {
        join(1);
        join(0);
    }

    @Operation
    public synchronized int join(@Param(name = "priority") int priority) {
        Waiter waiter = new Waiter(priority, Behalf.of(WakeCause.DEMAND));
        queue.add(waiter);
        joined.add(waiter);
        return joined.size() - 1;
    }

    /** As the pool does it when a connection comes back; which waiter took it, or -1. */
    @Operation
    public synchronized int serve() {
        Slot slot = new Slot(null, null, 0);
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            if (waiter.offer(slot)) {
                served.put(waiter, slot);
                return joined.indexOf(waiter);
            }
        }
        return -1;
    }

    /** As a waiter does it at its deadline; what has become of it. */
    @Operation
    public String leave(@Param(name = "waiter") int number) {
        Waiter waiter = waiter(number);
        return waiter == null ? "nobody" : ended(waiter, waiter.await(PAST, 0));
    }

    private synchronized Waiter waiter(int number) {
        return number < joined.size() ? joined.get(number) : null;
    }

    private synchronized String ended(Waiter waiter, Object outcome) {
        if (outcome == null) {
            queue.remove(waiter);
            return "left";
        }
        return outcome == served.get(waiter) ? "served" : "gone before";
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void waitersAreServedInTheirOrderAndNoneIsServedThatLeft() {
        int effort = Integer.getInteger("hornbook.effort", 1);
        new ModelCheckingOptions().iterations(8 * effort).invocationsPerIteration(100 * effort).threads(2).actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .addCustomScenario(new ExecutionScenario(List.of(), List.of(List.of(actor("serve")), List.of(actor("leave", 1))),
                        List.of(actor("serve")), null))
                .check(WaitQueueModelTest.class);
    }

    private static Actor actor(String operation, Object... arguments) {
        return Arrays.stream(WaitQueueModelTest.class.getMethods()).filter(method -> method.getName().equals(operation))
                .map(method -> new Actor(method, List.of(arguments))).findFirst().orElseThrow();
    }

    /** Every deadline has passed. */
    private static final Time PAST = new Time() {
        @Override
        public long nanos() {
            return 1;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void park(Object blocker, long nanos) {
            throw new AssertionError("nobody parks who is late already");
        }

        @Override
        public Later after(long nanos, Runnable task) {
            throw new AssertionError("nothing is planned");
        }
    };
}

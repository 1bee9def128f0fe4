package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hornbook.pool.PoolSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Ten thousand steps by chance, in simulated time: callers come, are served, bring back well or broken connections, run into their deadlines;
 * attempts succeed, fail and are broken off; time passes. After every step the pool's promises hold.
 */
class RandomCourseTest {
    private static final int MAXIMUM = 4;
    private static final int STEPS = 2_500;
    private static final Duration FOR_EVER = Duration.ofDays(1_000);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.hornbook.pool");
    private static Level before;

    private final Set<Slot> held = new HashSet<>();
    private final List<Future<Slot>> callers = new ArrayList<>();
    private final List<ScriptedOpener.Opening> openings = new ArrayList<>();
    private int asked;
    private int served;
    private int refused;

    @BeforeAll
    static void silence() {
        before = LOG.getLevel();
        LOG.setLevel(Level.ERROR);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thePromisesHoldAfterEveryStep(long seed) throws Exception {
        Random random = new Random(seed);
        try (Lab lab = new Lab(MAXIMUM, 12)) {
            for (int i = 0; i < STEPS; i++) {
                step(lab, random);
                settle(lab);
                holds(lab.pool.snapshot());
                if (i % 25 == 24) {
                    allIsWell(lab);
                }
            }
            end(lab);
        }
    }

    private void step(Lab lab, Random random) throws InterruptedException {
        int kind = random.nextInt(100);
        if (kind < 35) {
            asked++;
            Duration limit = random.nextInt(3) == 0 ? FOR_EVER : Duration.ofMillis(1 + random.nextInt(20_000));
            callers.add(lab.caller(random.nextInt(3), limit));
        } else if (kind < 60 && !held.isEmpty()) {
            lab.pool.giveBack(anyHeld(random));
        } else if (kind < 65 && !held.isEmpty()) {
            Slot slot = anyHeld(random);
            Lab.link(slot).closed = true;
            Lab.link(slot).ended = random.nextBoolean();
            lab.pool.giveBack(slot);
        } else if (kind < 85 && !openings.isEmpty()) {
            openingEnds(openings.remove(random.nextInt(openings.size())), random);
        } else if (kind < 88) {
            lab.time.pass(Duration.ofSeconds(random.nextInt(120)));
        } else {
            lab.time.pass(Duration.ofMillis(random.nextInt(2_000)));
        }
    }

    private void openingEnds(ScriptedOpener.Opening opening, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> opening.fail(Lab.unreachable());
            case 1 -> opening.fail(Lab.connectFailure("Couldn't connect to compute node"));
            case 2 -> opening.fail(Lab.connectFailure("Control plane request failed: endpoint is disabled"));
            case 3 -> opening.fail(Lab.connectFailure("remaining connection slots are reserved"));
            default -> opening.succeed();
        }
    }

    private Slot anyHeld(Random random) {
        Slot slot = held.stream().sorted((a, b) -> Long.compare(a.expires, b.expires)).skip(random.nextInt(held.size())).findFirst()
                .orElseThrow();
        held.remove(slot);
        return slot;
    }

    /** Waits until every thread has done what it can do without time or the server, and takes note of who was served. */
    private void settle(Lab lab) throws Exception {
        lab.await(snapshot -> {
            collect(lab);
            return openings.size() == snapshot.opening() && callers.size() == snapshot.waiting() && lab.opener.isQuiet()
                    && lab.time.isCalm(snapshot.waiting());
        });
        openings.removeIf(ScriptedOpener.Opening::isOver);
    }

    private void collect(Lab lab) {
        while (!lab.opener.isQuiet()) {
            try {
                openings.add(lab.opener.next());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        openings.removeIf(ScriptedOpener.Opening::isOver);
        for (Future<Slot> caller : List.copyOf(callers)) {
            if (caller.isDone()) {
                callers.remove(caller);
                outcome(caller);
            }
        }
    }

    private void outcome(Future<Slot> caller) {
        try {
            Slot slot = caller.get(1, TimeUnit.SECONDS);
            served++;
            assertThat(held.add(slot)).as("a connection is lent to one caller").isTrue();
            assertThat(Lab.link(slot).closed).as("a connection is lent open").isFalse();
        } catch (ExecutionException e) {
            refused++;
            Refusal refusal = (Refusal) e.getCause();
            assertThat(refusal.reason().text()).isNotBlank();
            assertThat(refusal.snapshot()).isNotNull();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void holds(PoolSnapshot now) {
        assertThat(now.total() + now.opening()).as("within the bound: %s", now.figures()).isLessThanOrEqualTo(MAXIMUM);
        assertThat(now.idle() == 0 || now.waiting() == 0).as("nobody waits while one is idle: %s", now.figures()).isTrue();
        assertThat(now.active()).as("what is lent is what callers hold: %s", now.figures()).isLessThanOrEqualTo(held.size());
        assertThat(now.waiting()).isEqualTo(callers.size());
        assertThat(asked).as("every caller has one outcome").isEqualTo(served + refused + callers.size());
    }

    /** Attempts succeed: then nobody waits while there may be more connections, and everybody is served once they come back. */
    private void allIsWell(Lab lab) throws Exception {
        goOn(lab, () -> callers.isEmpty() || lab.pool.snapshot().total() >= lab.pool.snapshot().maximum());
        goOn(lab, () -> {
            held.forEach(lab.pool::giveBack);
            held.clear();
            return callers.isEmpty();
        });
    }

    private void goOn(Lab lab, BooleanSupplier well) throws Exception {
        for (int i = 0; !well.getAsBoolean(); i++) {
            assertThat(i).as("callers are forgotten: %s", lab.pool.snapshot().figures()).isLessThan(600);
            openings.forEach(ScriptedOpener.Opening::succeed);
            settle(lab);
            if (openings.isEmpty()) {
                lab.time.pass(Duration.ofMillis(250));
                settle(lab);
            }
        }
    }

    /** Closing leaves nothing open. */
    private void end(Lab lab) throws Exception {
        held.forEach(lab.pool::giveBack);
        lab.pool.close();
        openings.forEach(ScriptedOpener.Opening::succeed);
        lab.await(snapshot -> snapshot.total() == 0 && snapshot.opening() == 0);
        assertThat(served).as("the course was a lively one").isGreaterThan(STEPS / 10);
    }
}

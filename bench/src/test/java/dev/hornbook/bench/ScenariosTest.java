package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every scenario, made as small as it can be: it runs, and what it counts is what happened. Times are the benchmark's own affair. */
@Tag("integration")
@Execution(ExecutionMode.CONCURRENT)
class ScenariosTest {
    private static final Plan ONCE = new Plan(1, new PrintStream(OutputStream.nullOutputStream()));

    private static Figures measured(Scenario scenario) throws Exception {
        var figures = new Figures(scenario);
        scenario.measure(ONCE, figures);
        assertThat(figures.table()).startsWith(scenario.title());
        for (var goal : scenario.goals().keySet()) {
            assertThat(figures.of(goal, Contender.HORNBOOK)).as(goal).hasSize(1);
        }
        return figures;
    }

    private static void assertBoth(Figures figures, String quantity, double ours, double theirs) {
        assertThat(figures.of(quantity, Contender.HORNBOOK)).as(quantity).containsExactly(ours);
        assertThat(figures.of(quantity, Contender.HIKARI)).as(quantity).containsExactly(theirs);
    }

    @Test
    void jmhMeasuresBothOnOneThread() throws Exception {
        var figures = measured(new OneThread(2, Duration.ofMillis(5), 0));
        for (var contender : Contender.values()) {
            assertThat(figures.of("borrow, open a statement, return, ns", contender)).singleElement().satisfies(
                    nanoseconds -> assertThat(nanoseconds).isPositive());
        }
    }

    @Test
    void aCrowdIsServed() throws Exception {
        var figures = measured(new Crowd(2, 20, Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(200)));
        assertBoth(figures, "failed", 0, 0);
    }

    @Test
    void aSuspendedComputeIsWokenByOneAttempt() throws Exception {
        var figures = measured(new Waking(2, 50, Duration.ofMillis(100)));
        assertBoth(figures, "failed", 0, 0);
        assertThat(figures.of("connect attempts until awake", Contender.HORNBOOK)).containsExactly(1.0);
    }

    @Test
    void aStatementInFlightIsReadAgainWhereDeclaredAndFailsOnceWhereNot() throws Exception {
        var figures = measured(new Suspended(3, 12, 1));
        assertBoth(figures, "in flight in all, declared and not", 6, 6);
        assertBoth(figures, "declared repeatable: failed", 0, 3);
        assertBoth(figures, "not declared: failed", 3, 3);
        assertThat(figures.of("not declared: failed otherwise than lost", Contender.HORNBOOK)).containsExactly(0.0);
    }

    @Test
    void anOutageIsToldToEverybodyWithItsReason() throws Exception {
        var figures = measured(new Outage(2, 20, Duration.ofSeconds(2), Duration.ofSeconds(3), 1, false));
        assertThat(figures.of("told without a reason", Contender.HORNBOOK)).containsExactly(0.0);
        for (var contender : Contender.values()) {
            assertThat(figures.of("connect attempts", contender)).singleElement().satisfies(
                    attempts -> assertThat(attempts).isBetween(1.0, 30.0));
        }
        assertThat(figures.of("told once it is known, times", Contender.HORNBOOK)).singleElement().satisfies(
                times -> assertThat(times).isPositive());
    }

    @Test
    void aPoolLeftAloneSendsNothing() throws Exception {
        var figures = measured(new Idle(Duration.ofSeconds(2), Duration.ofMinutes(5), false));
        assertThat(figures.of("sent on connections kept, bytes", Contender.HORNBOOK)).containsExactly(0.0);
        assertThat(figures.of("the compute slept after, s", Contender.HORNBOOK)).containsExactly(Double.NaN);
    }
}

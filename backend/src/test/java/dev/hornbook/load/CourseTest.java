package dev.hornbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final long SECOND = 1_000_000_000;
    private static final Plan PLAN = new Plan(1, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(100), 0);
    private static final Answer FINE = new Answer(Optional.empty(), Optional.empty(), OptionalLong.empty(), "");

    private final MadeUpPace pace = new MadeUpPace();

    /** Goes on when it is told, or waited for. */
    private static final class MadeUpPace implements Pace {
        private long now;
        private boolean brokenOff;

        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean await(long moment) {
            now = Math.max(now, moment);
            return !brokenOff;
        }
    }

    @Test
    void momentsComeAtTheRateThatWasAskedForAndByChance() {
        List<Long> moments = moments(new SplittableRandom(1), 10_000);

        assertThat(moments.size()).isCloseTo(10_000, Percentage.withPercentage(5));
        assertThat(moments).isSorted();
        assertThat(moments.stream().mapToLong(moment -> moment % SECOND / (SECOND / 10)).distinct().count()).isEqualTo(10);
        assertThat(moments(new SplittableRandom(1), 10_000)).isEqualTo(moments);
    }

    @Test
    void aStallOfTheServerChangesNoMomentAndCountsForAllWhoCameMeanwhile() {
        List<Long> moments = moments(new SplittableRandom(7), 100);
        var ledger = new Ledger(pace, 0);
        // One thing after another on one thread: the load itself is held up, as it is by a processor that it does not get.
        course(new SplittableRandom(7)).run(0, 100 * SECOND, meant -> ledger.perform(_ -> {
            pace.now += meant == moments.get(20) ? 30 * SECOND : 0;
            return FINE;
        }, Request.get(Row.LIST, "/"), meant));

        Report.Line line = ledger.report(PLAN, Duration.ofSeconds(100)).lines().getFirst();
        long meanwhile = moments.stream().filter(moment -> moment >= moments.get(20) && moment < moments.get(20) + 30 * SECOND).count();
        assertThat(line.requests()).isEqualTo(moments.size());
        assertThat(meanwhile).isGreaterThan(20);
        assertThat(line.took().max()).isCloseTo(30_000, Percentage.withPercentage(1));
        // Those who came meanwhile waited for what was left of the stall: a fifth of all waits is over ten seconds.
        assertThat(line.took().p95()).isGreaterThan(20_000);
        assertThat(line.took().p50()).isZero();
    }

    @Test
    void whatWasMeantForBeforeTheCountingCountsForNothing() {
        var ledger = new Ledger(pace, 50 * SECOND);
        List<Long> moments = moments(new SplittableRandom(3), 100);
        pace.now = 0;
        course(new SplittableRandom(3)).run(0, 100 * SECOND, meant -> ledger.perform(_ -> FINE, Request.get(Row.LIST, "/"), meant));

        assertThat(ledger.report(PLAN, Duration.ofSeconds(50)).lines().getFirst().requests())
                .isEqualTo(moments.stream().filter(moment -> moment >= 50 * SECOND).count());
    }

    @Test
    void nothingComesOnceItIsBrokenOff() {
        var seen = new ArrayList<Long>();
        course(new SplittableRandom(3)).run(0, 1000 * SECOND, meant -> {
            seen.add(meant);
            pace.brokenOff = seen.size() == 5;
        });
        assertThat(seen).hasSize(5);
    }

    private List<Long> moments(SplittableRandom random, int seconds) {
        var moments = new ArrayList<Long>();
        course(random).run(0, seconds * SECOND, moments::add);
        pace.now = 0;
        return moments;
    }

    private Course course(SplittableRandom random) {
        return new Course(pace, Runnable::run, random, SECOND);
    }
}

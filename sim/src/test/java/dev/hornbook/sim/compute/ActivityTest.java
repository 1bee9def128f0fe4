package dev.hornbook.sim.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    private final Activity activity = new Activity(START);

    @Test
    void anUnusedComputeGrowsIdleFromItsStart() {
        assertThat(activity.idleAfter(quiet(10))).hasSeconds(10);
        assertThat(activity.idleAfter(quiet(20))).hasSeconds(20);
    }

    @Test
    void anOpenIdleConnectionDoesNotCount() {
        assertThat(activity.idleAfter(idleSince(100, 5))).hasSeconds(95);
        assertThat(activity.idleAfter(idleSince(200, 5))).hasSeconds(195);
    }

    @Test
    void oneStatementOnItDoes() {
        activity.idleAfter(idleSince(100, 5));
        assertThat(activity.idleAfter(idleSince(200, 190))).hasSeconds(10);
    }

    @Test
    void aBackendThatIsNotIdleCountsAsLongAsItIsThere() {
        assertThat(activity.idleAfter(busy(100))).isZero();
        assertThat(activity.idleAfter(busy(900))).isZero();
        assertThat(activity.idleAfter(quiet(901))).hasSeconds(1);
    }

    @Test
    void aNewSessionThatHasGoneAlreadyCounts() {
        activity.idleAfter(sample(100, 0, 1, 0, Optional.empty(), 0));
        assertThat(activity.idleAfter(sample(200, 0, 2, 0, Optional.empty(), 0))).isZero();
    }

    @Test
    void theFirstLookOnlySetsWhatLaterOnesAreComparedWith() {
        assertThat(activity.idleAfter(sample(100, 77, 9, 0, Optional.empty(), 0))).hasSeconds(100);
    }

    @Test
    void aDroppedDatabaseLowersTheSumsAndIsActivityToo() {
        activity.idleAfter(sample(100, 77, 9, 0, Optional.empty(), 0));
        assertThat(activity.idleAfter(sample(200, 70, 9, 0, Optional.empty(), 0))).isZero();
    }

    @Test
    void replicationAndVacuumKeepItAwake() {
        assertThat(activity.idleAfter(sample(100, 0, 0, 0, Optional.empty(), 1))).isZero();
    }

    @Test
    void anIdleStateOlderThanTheLastActivityChangesNothing() {
        activity.idleAfter(busy(100));
        assertThat(activity.idleAfter(idleSince(110, 50))).isEqualTo(Duration.ofSeconds(10));
    }

    private static ActivitySample quiet(long second) {
        return sample(second, 0, 0, 0, Optional.empty(), 0);
    }

    private static ActivitySample busy(long second) {
        return sample(second, 0, 0, 1, Optional.empty(), 0);
    }

    private static ActivitySample idleSince(long second, long since) {
        return sample(second, 0, 0, 0, Optional.of(START.plusSeconds(since)), 0);
    }

    private static ActivitySample sample(long second, double activeTime, long sessions, long busy, Optional<Instant> newestIdle,
            long upkeep) {
        return new ActivitySample(START.plusSeconds(second), activeTime, sessions, busy, newestIdle, upkeep);
    }
}

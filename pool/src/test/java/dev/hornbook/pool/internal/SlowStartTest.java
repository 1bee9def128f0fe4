package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault.Treatment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlowStartTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void anOutageOfTwentySecondsCostsAtMostThirtyAttemptsAndIsNoticedToBeOverInTime() {
        int outages = 1_001;
        int[] attempts = new int[outages];
        long[] delays = new long[outages];
        Random random = new Random(11);
        for (int i = 0; i < outages; i++) {
            SlowStart slowStart = new SlowStart(random);
            long now = 0;
            while (now < 20 * SECOND) {
                attempts[i]++;
                slowStart.failed(Treatment.UNREACHABLE, now);
                now += slowStart.pauseLeft(now);
            }
            delays[i] = now - 20 * SECOND;
        }
        Arrays.sort(attempts);
        Arrays.sort(delays);
        assertThat(attempts[outages - 1]).as("attempts in the worst of a thousand outages").isLessThanOrEqualTo(30);
        assertThat(Duration.ofNanos(delays[outages / 2])).as("median until the first success").isLessThan(Duration.ofMillis(500));
        assertThat(Duration.ofNanos(delays[outages - 1])).as("until the first success at worst").isLessThan(Duration.ofMillis(1_600));
    }

    @Test
    void anAttemptThatTookLongIsFollowedByASlotOfItsOwn() {
        SlowStart slowStart = new SlowStart(new Random(1));
        for (int i = 1; i < 10; i++) {
            slowStart.failed(Treatment.UNREACHABLE, i * 5 * SECOND);
            assertThat(slowStart.pauseLeft(i * 5 * SECOND)).isBetween(0L, SECOND);
        }
    }

    @Test
    void aServerThatAskedForMercyHasASecondOfItEvenFromThoseWhoInsist() {
        for (Treatment treatment : new Treatment[]{Treatment.HERD, Treatment.EXHAUSTED, Treatment.PERMANENT, Treatment.QUOTA}) {
            SlowStart slowStart = new SlowStart(new Random(1));
            slowStart.failed(treatment, 0);
            slowStart.hurry(0);
            assertThat(slowStart.pauseLeft(0)).as("%s", treatment).isEqualTo(SECOND);
        }
        SlowStart slowStart = new SlowStart(new Random(1));
        slowStart.failed(Treatment.UNREACHABLE, 0);
        slowStart.hurry(0);
        assertThat(slowStart.pauseLeft(0)).isZero();
    }

    @Test
    void insistingAgainAndAgainDoesNotPutOffTheNextAttemptThatComesByItself() {
        SlowStart slowStart = new SlowStart(new Random(1));
        long now = 0;
        for (int i = 0; i < 30; i++) {
            slowStart.failed(Treatment.QUOTA, now);
            slowStart.hurry(now);
            now += SECOND;
        }
        slowStart.failed(Treatment.QUOTA, now);
        assertThat(slowStart.pauseLeft(now)).isBetween(60 * SECOND, 180 * SECOND);
    }

    @Test
    void pausesGrowWithTheOutageAndStartAnewAfterASuccess() {
        SlowStart slowStart = new SlowStart(new Random(1));
        long longest = 0;
        long now = 0;
        for (int i = 0; i < 150; i++) {
            slowStart.failed(Treatment.UNREACHABLE, now);
            longest = Math.max(longest, slowStart.pauseLeft(now));
            now += slowStart.pauseLeft(now);
        }
        assertThat(longest).isBetween(15 * SECOND, 30 * SECOND);
        slowStart.succeeded();
        assertThat(slowStart.pauseLeft(0)).isZero();
        slowStart.failed(Treatment.UNREACHABLE, now);
        assertThat(slowStart.pauseLeft(now)).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }
}

package dev.hornbook.pool.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final List<Step> told = new ArrayList<>();
    private final Steps steps = new Steps(told::add);

    @Test
    void aStepThatHangsEndsAtItsLimitAndTheNextIsTaken() {
        CountDownLatch never = new CountDownLatch(1);
        Finding hung = steps.take("dns", Duration.ofMillis(20), () -> {
            while (never.getCount() > 0) {
                uninterruptible(never);
            }
            return Finding.fine("never");
        });
        assertThat(hung.verdict()).isEqualTo(Verdict.UNUSABLE);
        assertThat(hung.text()).isEqualTo("no answer within 20 ms");
        assertThat(steps.take("next", PATIENCE, () -> Finding.fine("well")).verdict()).isEqualTo(Verdict.FINE);
        assertThat(told).extracting(Step::name).containsExactly("dns", "next");
        never.countDown();
    }

    private static void uninterruptible(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // As name resolution does, it goes on.
        }
    }

    @Test
    void theWorstCounts() {
        steps.take("one", PATIENCE, () -> Finding.attention("old", "Renew it."));
        steps.take("two", PATIENCE, () -> Finding.fine("well"));
        assertThat(steps.worst()).isEqualTo(Verdict.ATTENTION);
        assertThat(steps.worst().exitCode()).isEqualTo(1);
    }

    @Test
    void whatTheServerSaysInAFailureIsNotRepeated() {
        Finding failed = steps.take("server", PATIENCE, () -> {
            throw new SQLException("canary: the row was (ada, secret)", "42501");
        });
        assertThat(failed.text()).isEqualTo("a statement failed (SQLSTATE 42501)");
        assertThat(failed.advice()).isPresent();
    }
}

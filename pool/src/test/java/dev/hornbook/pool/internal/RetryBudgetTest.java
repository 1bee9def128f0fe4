package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final FakeTime time = new FakeTime();
    private final RetryBudget budget = new RetryBudget(time, 16);

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }

    @Test
    void aFullPoolMayLoseAllItsConnectionsAtOnceAndFiftyMore() {
        assertThat(spendAll()).isEqualTo(66);
    }

    @Test
    void aFifthOfTheUnitsMayBeRunAgain() {
        spendAll();
        for (int unit = 0; unit < 100; unit++) {
            budget.earn();
        }
        // A fifth is no binary fraction: the last of twenty may be short by a rounding.
        assertThat(spendAll()).isBetween(19, 20);
    }

    @Test
    void fiveASecondMayBeRunAgainHoweverFewUnitsThereAre() {
        spendAll();
        time.pass(Duration.ofSeconds(2));
        assertThat(spendAll()).isBetween(9, 10);
    }

    @Test
    void whatIsSavedHasALimit() {
        time.pass(Duration.ofDays(1));
        for (int unit = 0; unit < 10_000; unit++) {
            budget.earn();
        }
        assertThat(spendAll()).isEqualTo(66);
    }

    @Test
    void thePoolCountsWhatIsRunAgainAndSharesOneBudget() {
        try (Lab lab = new Lab(2)) {
            int repeated = 0;
            while (lab.pool.mayRepeat()) {
                repeated++;
            }
            assertThat(lab.pool.snapshot().counters().retried()).isEqualTo(repeated).isEqualTo(52);
            for (int unit = 0; unit < 6; unit++) {
                lab.pool.unitBegins();
            }
            assertThat(lab.pool.mayRepeat()).isTrue();
            assertThat(lab.pool.mayRepeat()).isFalse();
        }
    }
}

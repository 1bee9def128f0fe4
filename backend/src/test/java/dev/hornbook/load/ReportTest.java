package dev.hornbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Plan PLAN = new Plan(200, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(120), 1);
    private static final long MILLI = 1_000_000;

    private static final String TIMING = "acquire;dur=0.1, execute;dur=0.4";

    private long now;
    private final Ledger ledger = new Ledger(new Pace() {
        @Override
        public long now() {
            return now;
        }

        @Override
        public boolean await(long moment) {
            return true;
        }
    }, 0);

    @Test
    void theTableHasEachRowsWaitsAndTheDatabasesPartOfThem() {
        for (int took = 1; took <= 100; took++) {
            answered(Row.LIST, took, "acquire;dur=%d.0, execute;dur=%d.5".formatted(took / 10, took / 2));
        }
        answered(Row.READ, 3, "");

        assertThat(text()).contains(
                "list conversations                 100     0.8       0     50.0     95.0     99.0    100.0",
                "read a chapter                       1     0.0       0      3.0      3.0      3.0      3.0",
                "list conversations                5.0      9.0      9.0     10.0       25.5     47.5     49.5     50.5       56.5",
                "p95 of the slowest row that waits for neither a model nor a password's hash, ms", "     95.0  under 200      yes",
                "p95 of the database's part of the slowest such row, ms", "     56.5  under 200      yes");
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).isTrue();
    }

    @Test
    void whatWaitsForAModelOrAHashIsNotHeldToTheGoal() {
        answered(Row.LIST, 10, TIMING);
        answered(Row.ANSWER, 3000, "acquire;dur=1, execute;dur=2");
        answered(Row.SIGN_IN, 500, "");
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).isTrue();
        assertThat(ledger.report(PLAN, PLAN.counted()).slowestP95()).isBetween(9.9, 10.1);
    }

    @Test
    void oneSlowRowAmongQuickOnesMissesTheGoal() {
        for (int i = 0; i < 1000; i++) {
            answered(Row.LIST, 1, TIMING);
        }
        answered(Row.SEARCH_HISTORY, 250, TIMING);
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).isFalse();
        assertThat(text()).contains("250.1  under 200      NO");
    }

    @Test
    void failuresAreToldByReasonAndMoreThanOneInAThousandMissesTheGoal() {
        for (int i = 0; i < 997; i++) {
            answered(Row.OPEN, 1, TIMING);
        }
        ledger.perform(_ -> Answer.failed("database-unavailable"), Request.get(Row.OPEN, "/"), now);
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).as("one in 998").isFalse();
        answered(Row.OPEN, 1, "");
        answered(Row.OPEN, 1, "");
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).as("one in a thousand").isTrue();
        ledger.perform(_ -> Answer.failed("SocketTimeoutException"), Request.post(Row.ANSWER, "/", "{}"), now);

        assertThat(ledger.report(PLAN, PLAN.counted()).failedPart()).isEqualTo(2 / 1001.0);
        assertThat(text()).contains("open a conversation                  1  database-unavailable",
                "ask, until it is taken               1  SocketTimeoutException",
                "ask, until it is answered            1  SocketTimeoutException");
    }

    @Test
    void aDatabasesPartThatWasNotToldIsNoGoalReached() {
        answered(Row.LIST, 1, "");
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).isFalse();
        assertThat(text()).contains("the database's part was not told").contains("NO");
        answered(Row.LIST, 1, "acquire;dur=180, execute;dur=30");
        assertThat(ledger.report(PLAN, PLAN.counted()).reached()).as("210 ms").isFalse();
    }

    @Test
    void whatNeverEndedIsAFailureToo() {
        ledger.perform(_ -> {
            assertThat(ledger.report(PLAN, PLAN.counted()).lines().getFirst().failures()).containsEntry("no-answer", 1L);
            return Answer.failed("too-late");
        }, Request.get(Row.LIST, "/"), now);
        assertThat(ledger.report(PLAN, PLAN.counted()).lines().getFirst().failures()).containsOnlyKeys("too-late");
    }

    @Test
    void askingIsTakenByItsFirstEventAndAnsweredByItsLast() {
        long meant = now;
        ledger.perform(_ -> {
            now += 900 * MILLI;
            return new Answer(Optional.empty(), ServerTiming.parse("acquire;dur=1.0, execute;dur=7.0"), OptionalLong.of(meant + 20 * MILLI),
                    "");
        }, Request.post(Row.ANSWER, "/", "{}"), meant);

        assertThat(text()).contains("ask, until it is taken               1     0.0       0     20.0",
                "ask, until it is answered            1     0.0       0    900.",
                "ask, until it is taken            1.0      1.0      1.0      1.0        7.0");
    }

    @Test
    void programsAreToldTheSame() {
        answered(Row.LIST, 10, "acquire;dur=1.0, execute;dur=2.0");
        var json = Shelf.read(ReportJson.of(ledger.report(PLAN, PLAN.counted())));
        assertThat(json.path("reached").asBoolean()).isTrue();
        assertThat(json.at("/rows/0/row").asText()).isEqualTo("list");
        assertThat(json.at("/rows/0/took/p95").asDouble()).isBetween(9.9, 10.1);
        assertThat(json.at("/rows/0/database/p95").asDouble()).isBetween(2.9, 3.1);
    }

    private void answered(Row row, long millis, String timing) {
        long meant = now;
        ledger.perform(_ -> {
            now += millis * MILLI;
            return new Answer(Optional.empty(), ServerTiming.parse(timing),
                    row == Row.ANSWER ? OptionalLong.of(meant + MILLI) : OptionalLong.empty(), "");
        }, Request.get(row, "/"), meant);
    }

    private String text() {
        return ReportText.of(ledger.report(PLAN, PLAN.counted()));
    }
}

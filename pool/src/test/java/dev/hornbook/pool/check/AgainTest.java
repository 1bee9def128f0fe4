package dev.hornbook.pool.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgainTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Again again = new Again(now::get, pause -> now.addAndGet(pause.toNanos()));

    private static Report ended(Verdict verdict) {
        return new Report(verdict, List.of(),
                List.of(new Step("tcp", new Finding(verdict, "", java.util.Optional.empty(), java.util.Map.of()),
                        Duration.ZERO)));
    }

    @Test
    void whatComesToBeUsableIsTheReport() {
        Deque<Report> rounds = new ArrayDeque<>(
                List.of(ended(Verdict.UNUSABLE), ended(Verdict.UNUSABLE), ended(Verdict.ATTENTION), ended(Verdict.FINE)));
        assertThat(again.until(LIMIT, rounds::pop).verdict()).isEqualTo(Verdict.ATTENTION);
        assertThat(rounds).hasSize(1);
    }

    @Test
    void whatStaysUnusableIsToldWhenTheTimeIsOver() {
        long begun = now.get();
        assertThat(again.until(LIMIT, () -> ended(Verdict.UNUSABLE)).verdict()).isEqualTo(Verdict.UNUSABLE);
        assertThat(Duration.ofNanos(now.get() - begun)).isBetween(LIMIT.minusSeconds(1), LIMIT);
    }

    @Test
    void withoutATimeItChecksOnceAndSettingsThatLeadNowhereAreNotWaitedFor() {
        long begun = now.get();
        again.until(Duration.ZERO, () -> ended(Verdict.UNUSABLE));
        again.until(LIMIT, () -> Report.unusable(List.of("DATABASE_URL is not set.")));
        assertThat(now).hasValue(begun);
    }

    @Test
    void timesAreReadAsTheyAreTyped() {
        assertThat(Again.time("30s")).isEqualTo(LIMIT);
        assertThat(Again.time("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(Again.time("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> Again.time("-3s")).hasMessageContaining("write a number with ms, s or m");
    }
}

package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void underOneNameOneWorksAtATime() throws Exception {
        var atOnce = new AtomicInteger();
        List<Future<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            seen.add(threads.submit(() -> turns.take("same", () -> {
                int now = atOnce.incrementAndGet();
                Thread.yield();
                atOnce.decrementAndGet();
                return now;
            })));
        }

        for (Future<Integer> each : seen) {
            assertThat(each.get()).isOne();
        }
    }

    @Test
    void anotherNameWaitsForNobody() throws Exception {
        var end = new CountDownLatch(1);
        Future<Boolean> first = threads.submit(() -> turns.take("one", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }));

        assertThat(turns.take("other", () -> "done")).isEqualTo("done");
        end.countDown();
        assertThat(first.get()).isTrue();
    }

    @Test
    void workThatFailsGivesItsTurnAway() {
        assertThatThrownBy(() -> turns.take("same", () -> {
            throw new IllegalStateException("failed");
        })).hasMessage("failed");

        assertThat(turns.take("same", () -> "next")).isEqualTo("next");
    }
}

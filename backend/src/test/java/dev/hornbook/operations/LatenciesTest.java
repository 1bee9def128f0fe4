package dev.hornbook.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private final Latencies latencies = new Latencies(() -> now);

    @Test
    void aRouteIsToldByItsMedianItsSlowTailAndItsWorst() {
        for (int i = 1; i <= 100; i++) {
            latencies.note("GET /a", i == 100 ? 503 : 200, Duration.ofMillis(i), Duration.ofMillis(1), Duration.ofMillis(2));
        }

        assertThat(latencies.lately()).singleElement().satisfies(route -> {
            assertThat(route.requests()).isEqualTo(100);
            assertThat(route.failed()).isOne();
            assertThat(route.took()).isEqualTo(new Latencies.Spread(Duration.ofMillis(50), Duration.ofMillis(95), Duration.ofMillis(100)));
            assertThat(route.worked().p95()).isEqualTo(Duration.ofMillis(2));
        });
    }

    @Test
    void theSlowestRouteComesFirstAndOneOfLongAgoNotAtAll() {
        note("GET /old", 900);
        now = now.plus(Duration.ofMinutes(16));
        note("GET /quick", 1);
        note("GET /slow", 500);

        assertThat(latencies.lately()).extracting(Latencies.Route::route).containsExactly("GET /slow", "GET /quick");
    }

    @Test
    void aBusyRouteIsToldByItsLastThousand() {
        note("GET /a", 5_000);
        for (int i = 0; i < 1_000; i++) {
            note("GET /a", 1);
        }

        assertThat(latencies.lately().getFirst().took().max()).isEqualTo(Duration.ofMillis(1));
        assertThat(latencies.lately().getFirst().requests()).isEqualTo(1_000);
    }

    private void note(String route, int millis) {
        latencies.note(route, 200, Duration.ofMillis(millis), Duration.ZERO, Duration.ZERO);
    }
}

package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.Demand.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemandTest {
    @Test
    void aDemandIsInForceInsideItsCallAndNowhereElse() {
        assertThat(Demand.current()).isEmpty();
        Demand.interactive(Duration.ofSeconds(1))
                .run(() -> assertThat(Demand.current().orElseThrow().priority()).isEqualTo(Priority.INTERACTIVE));
        assertThatThrownBy(() -> Demand.background(Duration.ofSeconds(1)).call(() -> {
            throw new IOException();
        })).isInstanceOf(IOException.class);
        assertThat(Demand.current()).isEmpty();
    }

    @Test
    void anInnerDemandKeepsTheOuterDeadlineWhereThatIsEarlier() {
        Demand.normal(Duration.ofSeconds(1)).run(() -> {
            long outer = Demand.current().orElseThrow().deadline();
            Demand.background(Duration.ofSeconds(60)).run(() -> {
                assertThat(Demand.current().orElseThrow().deadline()).isEqualTo(outer);
                assertThat(Demand.current().orElseThrow().priority()).isEqualTo(Priority.BACKGROUND);
            });
            Demand.normal(Duration.ofMillis(1)).run(() -> assertThat(Demand.current().orElseThrow().deadline()).isLessThan(outer));
            assertThat(Demand.current().orElseThrow().deadline()).isEqualTo(outer);
        });
    }

    @Test
    void workIsKnownByTheInnermostNameItWasGiven() {
        Demand.normal(Duration.ofSeconds(1)).named("outer").run(() -> {
            Demand.background(Duration.ofSeconds(1)).run(() -> assertThat(Demand.current().orElseThrow().work()).contains("outer"));
            Demand.background(Duration.ofSeconds(1)).named("inner")
                    .run(() -> assertThat(Demand.current().orElseThrow().work()).contains("inner"));
        });
    }

    @Test
    void carriedWorkHasTheDemandOfWhereItWasCarriedFrom() {
        Callable<Demand.InForce> carried = Demand.interactive(Duration.ofSeconds(1))
                .call(() -> Demand.carry(() -> Demand.current().orElseThrow()));
        Demand.InForce there = CompletableFuture.supplyAsync(() -> {
            try {
                return carried.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }).join();
        assertThat(there.priority()).isEqualTo(Priority.INTERACTIVE);
        assertThat(Demand.current()).isEmpty();
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> Demand.normal(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}

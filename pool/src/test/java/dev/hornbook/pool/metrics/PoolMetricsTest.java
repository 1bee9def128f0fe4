package dev.hornbook.pool.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.Demand;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.PoolTransientException;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class PoolMetricsTest {
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(300)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    private static NeonDataSource open() {
        return NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(1));
    }

    @Test
    void whatAPoolDoesIsReadFromTheRegistry() throws SQLException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        neon.suspend();
        try (var db = open()) {
            new PoolMetrics(db).bindTo(meters);
            try (Connection c = Demand.background(Duration.ofSeconds(10)).call(db::getConnection)) {
                assertThat(c.isValid(1)).isTrue();
                assertThat(meters.get("hornbook.pool.connections.active").tag("pool", db.name()).gauge().value()).isEqualTo(1);
                assertThatThrownBy(() -> Demand.interactive(Duration.ofMillis(20)).call(db::getConnection))
                        .isInstanceOf(PoolTransientException.class);
            }
            assertThat(meters.get("hornbook.pool.connections.idle").gauge().value()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.connections.max").gauge().value()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.state").tag("state", "READY").gauge().value()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.connections.timeout").functionCounter().count()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.refusals").tag("reason", "BUSY").functionCounter().count()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.nested").functionCounter().count()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.wakes").tag("cause", "DEMAND").functionCounter().count()).isEqualTo(1);
            assertThat(meters.get("hornbook.pool.awake").functionCounter().count()).isPositive();
            for (String timer : new String[]{"acquire", "usage", "creation"}) {
                assertThat(meters.get("hornbook.pool.connections." + timer).timer().count()).as(timer).isEqualTo(1);
            }
            assertThat(meters.get("hornbook.pool.connections.creation").timer().totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                    .as("with the compute's waking").isGreaterThan(300);
        }
    }

    @Test
    void prometheusFindsThemUnderTheNamesThatItsUsersExpect() throws SQLException {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var db = open()) {
            new PoolMetrics(db).bindTo(meters);
            db.getConnection().close();
            String pool = "pool=\"" + db.name() + "\"";
            assertThat(meters.scrape()).contains("hornbook_pool_connections{" + pool + "} 1.0")
                    .contains("hornbook_pool_connections_active{" + pool + "} 0.0")
                    .contains("hornbook_pool_connections_acquire_seconds_count{" + pool + "} 1")
                    .contains("hornbook_pool_connections_timeout_total{" + pool + "} 0.0")
                    .contains("hornbook_pool_refusals_total{" + pool + ",reason=\"FULL\"} 0.0").doesNotContain("NaN");
        }
    }

    @Test
    void aListenerThatThrowsIsInNobodysWay() throws SQLException {
        try (var db = open()) {
            db.listen(new PoolListener() {
                @Override
                public void acquired(long nanos) {
                    throw new IllegalStateException("acquired");
                }

                @Override
                public void used(long nanos) {
                    throw new IllegalStateException("used");
                }

                @Override
                public void created(long nanos) {
                    throw new IllegalStateException("created");
                }
            });
            for (int i = 0; i < 3; i++) {
                try (Connection c = db.getConnection()) {
                    assertThat(c.isValid(1)).isTrue();
                }
            }
            assertThat(db.snapshot().counters().opened()).isEqualTo(1);
        }
    }
}

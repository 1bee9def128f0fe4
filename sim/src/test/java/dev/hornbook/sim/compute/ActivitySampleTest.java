package dev.hornbook.sim.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule against a real PostgreSQL's statistics: time passes only as its own clock does, so nothing has to be waited for. */
@Tag("integration")
class ActivitySampleTest {

    @TempDir
    private Path directory;
    private Compute compute;
    private Activity activity;
    private Duration before;

    @BeforeEach
    void start() {
        compute = Compute.open(directory, Binaries.in(SimulatorSettings.sharedBinaries()), PoolerSettings.NEONS,
                new ColdStart(Duration.ZERO, Duration.ZERO, 0), ComputeSize.SMALLEST);
        compute.wake();
        ConsoleRole.create(compute.admin(), "reader", () -> "x");
        ConsoleRole.createDatabase(compute.admin(), "reader", "books");
        activity = new Activity(ActivitySample.read(compute.admin()).now());
    }

    @AfterEach
    void stop() {
        compute.close();
    }

    @Test
    void theMonitorsOwnLooksDoNotCount() {
        before = look();
        assertThat(look()).isGreaterThan(before);
        assertThat(look()).isGreaterThan(before);
    }

    @Test
    void anIdleConnectionDoesNotCountButAStatementOnItDoes() throws Exception {
        try (Backend connection = connect()) {
            connection.query("select 1");
            before = settled();
            assertThat(look()).isGreaterThan(before);
            before = look();
            connection.query("select 1");
            assertThat(look()).isLessThan(before);
        }
    }

    @Test
    void aConnectionIdleInATransactionCounts() throws Exception {
        try (Backend connection = connect()) {
            connection.query("begin");
            assertThat(look()).isZero();
            assertThat(look()).isZero();
            connection.query("rollback");
        }
    }

    private Backend connect() throws Exception {
        return compute.connect(false, Map.of("user", "reader", "database", "books"));
    }

    private Duration look() {
        return activity.idleAfter(ActivitySample.read(compute.admin()));
    }

    /** PostgreSQL counts a new session a moment after it opened; looks until it has. */
    private Duration settled() {
        Duration idle = look();
        Duration earlier;
        do {
            earlier = idle;
            idle = look();
        } while (idle.compareTo(earlier) <= 0);
        return idle;
    }
}

package dev.hornbook.bench;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a pool itself costs one thread, with no query sent: JMH's part, which runs in a JVM of its own with a database of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Borrowing {
    /** Whose time it is. */
    @Param({"HORNBOOK", "HIKARI"})
    public Contender contender;

    /** Whether connections that stay out are reported. */
    @Param("true")
    public boolean leaks;

    /** The most connections. */
    @Param("16")
    public int connections;

    private Simulator simulator;
    private Contender.Opened pool;
    private DataSource source;

    /** Opens database and pool. */
    @Setup
    public void open() throws SQLException {
        simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        pool = contender.open(simulator.url(), new Contender.Terms(connections, Duration.ofSeconds(30), leaks));
        source = pool.source();
    }

    /** Closes both. */
    @TearDown
    public void close() {
        pool.close();
        simulator.close();
    }

    /** A connection is borrowed and returned. */
    @Benchmark
    public Connection connection() throws SQLException {
        try (var connection = source.getConnection()) {
            return connection;
        }
    }

    /** A connection is borrowed, a statement opened and closed on it, and the connection returned. */
    @Benchmark
    public Statement statement() throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            return statement;
        }
    }
}

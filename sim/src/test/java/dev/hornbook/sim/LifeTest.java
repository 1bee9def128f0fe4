package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class LifeTest {

    @TempDir
    private static Path parent;

    @Test
    void theSameDirectoryGivesTheSameUrlAndData() throws Exception {
        String url;
        try (Simulator simulator = Simulator.start(settings())) {
            url = simulator.url();
            try (Connection connection = Client.of(url).connect(); Statement statement = connection.createStatement()) {
                statement.execute("create table answers as select 42 as answer");
            }
        }
        try (Simulator simulator = Simulator.start(settings()); Connection connection = Client.of(url).connect()) {
            assertThat(simulator.url()).isEqualTo(url);
            assertThat(Client.one(connection, "select answer from answers")).isEqualTo("42");
        }
    }

    @Test
    void closingEndsPostgresWithinTwoSecondsAndTwiceIsHarmless() throws Exception {
        Simulator simulator = Simulator.start(settings());
        ProcessHandle postgres = process("data/postmaster.pid");
        ProcessHandle pooler;
        try (Connection connection = Client.of(simulator.url()).connect(); Connection pooled = Client.of(simulator.pooledUrl()).connect()) {
            connection.setAutoCommit(false);
            Client.one(connection, "select 1");
            assertThat(Client.one(pooled, "select 1")).isEqualTo("1");
            pooler = process("pgbouncer/pgbouncer.pid");
            long began = System.nanoTime();
            simulator.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(postgres.isAlive() || pooler.isAlive()).isFalse();
        assertThat(simulator.state()).isEqualTo(ComputeState.CLOSED);
        simulator.close();
        assertThatThrownBy(simulator::wake).isInstanceOf(SimulatorException.class).hasMessageContaining("closed");
    }

    @Test
    void aSecondSimulatorOnTheDirectoryIsToldWhoHoldsIt() {
        try (Simulator simulator = Simulator.start(settings())) {
            assertThat(simulator.state()).isEqualTo(ComputeState.ACTIVE);
            assertThatThrownBy(() -> Simulator.start(settings())).isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid()).hasMessageContaining("Stop it");
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Simulator.start(settings().port(taken.getLocalPort()))).isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
        assertThat(directory().resolve("data/postmaster.pid")).doesNotExist();
        Simulator.start(settings()).close();
    }

    @Test
    void whatIsSecretOnlyItsOwnerReads() throws Exception {
        Simulator.start(settings()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory()))).isEqualTo("rwx------");
        for (String file : new String[]{"simulator.properties", "verifiers.properties", "root.key", "server.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory().resolve(file)))).as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDirectoryOfAnotherFormatIsRefusedByName() throws Exception {
        Path kept = parent.resolve("newer/simulator.properties");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "format=99");
        assertThatThrownBy(() -> Simulator.start(SimulatorSettings.in(kept.getParent()))).hasMessageContaining("format 99");
    }

    @Test
    void aLongPathToTheDirectoryIsNoObstacle() throws Exception {
        Path deep = parent.resolve("a-directory-with-quite-a-long-name".repeat(3)).resolve("and with spaces");
        try (Simulator simulator = Simulator.start(SimulatorSettings.in(deep).binaries(SimulatorSettings.sharedBinaries()));
                Connection connection = Client.of(simulator.url()).connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void whatWasCommittedOutlivesAKilledProcessAndItsPostgresAndPoolerAreStopped() throws Exception {
        Process killed = startInAProcessOfItsOwn();
        ProcessHandle orphan;
        ProcessHandle pooler;
        try {
            orphan = process("data/postmaster.pid");
            pooler = process("pgbouncer/pgbouncer.pid");
            assertThat(orphan.isAlive() && pooler.isAlive()).isTrue();
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(orphan.isAlive() && pooler.isAlive()).isTrue();
        try (Simulator simulator = Simulator.start(settings()); Connection connection = Client.of(simulator.url()).connect()) {
            assertThat(orphan.isAlive() || pooler.isAlive()).isFalse();
            assertThat(Client.one(connection, "select word from kept")).isEqualTo("still here");
        }
    }

    /** Starts {@link Killed} and returns when its row is committed. */
    private Process startInAProcessOfItsOwn() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dhornbook.root=" + System.getProperty("hornbook.root"), Killed.class.getName(),
                directory().toString()).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("committed")) {
                return process;
            }
            said.append(line).append('\n');
        }
        throw new IOException("the process ended early:\n" + said);
    }

    /** Starts a simulator, commits a row, and waits to be killed. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] arguments) throws Exception {
            Simulator simulator = Simulator.start(SimulatorSettings.in(Path.of(arguments[0])).binaries(SimulatorSettings.sharedBinaries()));
            Client.of(simulator.pooledUrl()).connect();
            Connection connection = Client.of(simulator.url()).connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 'still here' as word");
            }
            System.out.println("committed");
            Thread.currentThread().join();
        }
    }

    private ProcessHandle process(String pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(directory().resolve(pidFile))) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip())).orElseThrow();
        }
    }

    private Path directory() {
        return parent.resolve("sim");
    }

    private SimulatorSettings settings() {
        return SimulatorSettings.in(directory()).binaries(SimulatorSettings.sharedBinaries());
    }
}

package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running PostgreSQL: ours, or one that a killed process of ours left behind.
 *
 * <p>Stopping goes from polite to certain: SIGINT (fast: sessions get 57P01, a checkpoint is written), SIGQUIT
 * (immediate: recovered from the log at the next start), SIGKILL.
 */
final class Postmaster {

    private static final Duration IMMEDIATE = Duration.ofMillis(500);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

    private final ProcessHandle process;
    private final CompletableFuture<?> exit;

    private Postmaster(ProcessHandle process, CompletableFuture<?> exit) {
        this.process = process;
        this.exit = exit;
    }

    /** Starts PostgreSQL and does not wait for it. */
    static Postmaster launch(Cluster cluster, ComputeSize size) {
        try {
            Process process = new ProcessBuilder(cluster.serverCommand(size)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile())).start();
            process.getOutputStream().close();
            return new Postmaster(process.toHandle(), process.onExit());
        } catch (IOException e) {
            throw new SimulatorException("PostgreSQL could not be started: " + e.getMessage(), e);
        }
    }

    /** The PostgreSQL that still runs on this cluster's data, if there is one. */
    static Optional<Postmaster> orphan(Cluster cluster) {
        List<String> pidFile = pidFile(cluster.data());
        if (pidFile.isEmpty()) {
            return Optional.empty();
        }
        long pid = Long.parseLong(pidFile.getFirst().strip());
        // The pid may be somebody else's by now: only a process that names our data directory is taken for ours.
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(cluster.data().toString()))
                .map(process -> new Postmaster(process, process.onExit()));
    }

    /**
     * Returns when it takes connections.
     *
     * @throws SimulatorException when it ends instead
     */
    void awaitReady(Cluster cluster) {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (!ready(cluster)) {
            if (ended(Duration.ofMillis(2))) {
                throw new SimulatorException(
                        "PostgreSQL ended while starting; the last lines of " + cluster.log() + ":\n" + cluster.lastLines());
            }
            if (System.nanoTime() - deadline > 0) {
                stop(Duration.ofSeconds(1));
                throw new SimulatorException("PostgreSQL was not ready after " + LONGEST_RECOVERY.toSeconds() + " s; see " + cluster.log());
            }
        }
    }

    /** The eighth line of postmaster.pid is the status that pg_ctl waits for too. */
    private boolean ready(Cluster cluster) {
        List<String> lines = pidFile(cluster.data());
        return lines.size() >= 8 && lines.getFirst().strip().equals(Long.toString(process.pid())) && lines.get(7).strip().equals("ready");
    }

    private static List<String> pidFile(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new SimulatorException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Runs once when it has ended, by whatever cause. */
    void whenEnded(Runnable action) {
        exit.thenRun(action);
    }

    /** Stops it and returns when it has ended; after {@code fast} a fast shutdown becomes an immediate one. */
    void stop(Duration fast) {
        signal("INT");
        if (!ended(fast)) {
            kill();
        }
    }

    /** Ends it without a checkpoint; the next start recovers from the log, and nothing committed is lost. */
    void kill() {
        signal("QUIT");
        if (!ended(IMMEDIATE)) {
            process.destroyForcibly();
            ended(IMMEDIATE);
        }
    }

    /** The JDK sends SIGTERM only, which PostgreSQL takes as "when everybody has left". */
    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new SimulatorException("`kill` cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(Duration within) {
        try {
            exit.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}

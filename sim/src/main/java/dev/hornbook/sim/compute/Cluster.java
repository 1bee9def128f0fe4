package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database cluster in a directory: how it is made, with which settings it runs, where its socket is.
 *
 * @param data PostgreSQL's data directory
 * @param sockets the private directory of its Unix socket
 * @param log the file its log goes to
 * @param binaries its programs
 * @param privileges whom it runs as
 */
record Cluster(Path data, Path sockets, Path log, Binaries binaries, Privileges privileges) {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** How long an orphan's fast shutdown may take before it becomes an immediate one. */
    private static final Duration ORPHANS_SHUTDOWN = Duration.ofMillis(1200);

    /** The superuser, named as in Neon's computes; it never leaves the private socket. */
    static final String SUPERUSER = "cloud_admin";

    /** sun_path holds 108 bytes on Linux, 104 on macOS, one of them for the end; the socket's own name takes 16. */
    private static final int LONGEST_SOCKET_DIRECTORY = 104 - 1 - "/.s.PGSQL.5432".length();

    /** A log longer than this (bytes) is put aside at the next start, in place of the one before. */
    private static final long LONGEST_LOG = 1 << 20;

    /**
     * Durable, small,
     * silent on the network, and with nothing in its log that a statement, a row or an error could carry: clients are told
     * their errors, the log gets starts, stops and crashes.
     */
    private static final List<String> SETTINGS = """
                                                 listen_addresses=
                                                 unix_socket_permissions=0700
                                                 idle_in_transaction_session_timeout=5min
                                                 password_encryption=scram-sha-256
                                                 timezone=UTC
                                                 jit=off
                                                 fsync=on
                                                 full_page_writes=on
                                                 synchronous_commit=on
                                                 shared_buffers=64MB
                                                 io_workers=1
                                                 max_worker_processes=4
                                                 max_parallel_workers_per_gather=0
                                                 min_wal_size=32MB
                                                 max_wal_size=256MB
                                                 log_timezone=UTC
                                                 log_line_prefix=%m [%p]\s
                                                 log_checkpoints=off
                                                 log_min_messages=log
                                                 log_min_error_statement=panic
                                                 log_error_verbosity=terse
                                                 """.lines().toList();

    /** The cluster under this directory, which need not exist yet. */
    static Cluster under(Path directory, Binaries binaries, Privileges privileges) {
        try {
            Path sockets = directory.resolve("run");
            if (sockets.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_DIRECTORY) {
                sockets = Files.createTempDirectory("hornbook-");
            }
            Directories.createPrivate(sockets);
            privileges.own(sockets);
            Path log = directory.resolve("postgres.log");
            if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
                Files.move(log, directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new Cluster(directory.resolve("data"), sockets, log, binaries, privileges);
        } catch (IOException e) {
            throw new SimulatorException("no directory for PostgreSQL's socket: " + e.getMessage(), e);
        }
    }

    Path socket() {
        return sockets.resolve(".s.PGSQL.5432");
    }

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** Makes the cluster, if it is not there, and moves it into place whole. */
    void create() {
        if (exists()) {
            return;
        }
        Path fresh = data.resolveSibling("data.new");
        try {
            Directories.delete(fresh);
            Directories.createPrivate(fresh);
            privileges.own(fresh);
            run(List.of(binaries.program("initdb").toString(), "-D", fresh.toString(), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
                    "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"));
            Directories.delete(data);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SimulatorException("PostgreSQL's data could not be made in " + data + ": " + e.getMessage(), e);
        }
    }

    /** Ends a PostgreSQL that a process of ours, killed, left running on these data. */
    void stopOrphan() {
        Postmaster.orphan(this).ifPresent(left -> {
            LOG.info("a PostgreSQL left behind by a killed process (pid {}) is stopped first", left.pid());
            left.stop(ORPHANS_SHUTDOWN);
        });
    }

    /** Removes the socket's directory where it is not in ours. */
    void removeSockets() {
        if (sockets.startsWith(data.getParent())) {
            return;
        }
        try {
            Directories.delete(sockets);
        } catch (IOException e) {
            LOG.debug("the socket's directory {} could not be removed", sockets, e);
        }
    }

    private void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(privileges.command(command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("initdb failed; the last lines of " + log + ":\n" + lastLines());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The command that runs PostgreSQL in the foreground. */
    List<String> serverCommand(ComputeSize size) {
        List<String> server = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", data.toString()));
        server.addAll(List.of("-c", "unix_socket_directories=" + sockets));
        server.addAll(List.of("-c", "max_connections=" + size.maxConnections(), "-c",
                "superuser_reserved_connections=" + ComputeSize.RESERVED));
        SETTINGS.forEach(setting -> server.addAll(List.of("-c", setting)));
        return apart(server);
    }

    /** A command under the uid chosen, in a session of its own so that a Ctrl-C meant for us passes it by. */
    List<String> apart(List<String> program) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(privileges.command(program));
        return command;
    }

    /** The end of PostgreSQL's log, for an error message. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}

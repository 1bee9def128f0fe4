package dev.hornbook.sim.compute;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PgBouncer in transaction mode beside PostgreSQL, on a Unix socket next to PostgreSQL's. It believes whom the proxy has
 * authenticated (auth_type: trust), since nobody else reaches the socket; it knows no password, only the names of those who
 * came so far, and it is told of a new one before that one's first connection.
 *
 * <p>It is never stopped, only killed, as on Neon. Not for several threads at once: the compute's lock guards it.
 */
final class Pooler {

    private static final int PORT = 6432;
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Cluster cluster;
    private final PgBouncer program;
    private final PoolerSettings settings;
    private final Path home;
    private final Path socket;
    /** Whoever logs in under this name may give orders; nobody can know it. */
    private final String operator = "operator-" + UUID.randomUUID();
    private final Set<String> users = new TreeSet<>();
    private Process process;

    Pooler(Cluster cluster, PgBouncer program, PoolerSettings settings) {
        this.cluster = cluster;
        this.program = program;
        this.settings = settings;
        this.home = cluster.data().resolveSibling("pgbouncer");
        this.socket = cluster.sockets().resolve(".s.PGSQL." + PORT);
    }

    /** Its socket, with it running there and this user known to it. */
    Path ready(String user, ComputeSize size) {
        try {
            boolean added = users.add(user);
            if (process == null || !process.isAlive()) {
                start(size);
            } else if (added) {
                writeUsers();
                order("RELOAD");
            }
            return socket;
        } catch (IOException e) {
            throw new SimulatorException("PgBouncer could not be started: " + e.getMessage() + ". See " + home.resolve("pgbouncer.log"), e);
        }
    }

    private void start(ComputeSize size) throws IOException {
        Directories.createPrivate(home);
        writeUsers();
        write("pgbouncer.ini", configuration(size));
        cluster.privileges().own(home);
        Files.deleteIfExists(socket);
        Files.deleteIfExists(home.resolve("pgbouncer.pid"));
        process = new ProcessBuilder(cluster.apart(List.of(program.program().toString(), "-q", home.resolve("pgbouncer.ini").toString())))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("pgbouncer.out").toFile())).start();
        process.getOutputStream().close();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + LONGEST_START_NANOS;
        while (true) {
            try {
                order("SHOW VERSION");
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    kill();
                    throw e;
                }
                ended(2);
            }
        }
    }

    private void order(String command) throws IOException {
        try (Backend console = Backend.open(socket, Map.of("user", operator, "database", "pgbouncer"))) {
            console.query(command);
        }
    }

    private String configuration(ComputeSize size) {
        return """
               [databases]
               * = host='%s' port=5432
               [pgbouncer]
               listen_addr =
               listen_port = %d
               unix_socket_dir = %s
               unix_socket_mode = 0700
               auth_type = trust
               auth_file = %s
               admin_users = %s
               pool_mode = transaction
               max_client_conn = %d
               default_pool_size = %d
               query_wait_timeout = %d
               %s
               ignore_startup_parameters = extra_float_digits
               server_tls_sslmode = disable
               log_connections = 0
               log_disconnections = 0
               log_pooler_errors = 0
               log_stats = 0
               logfile = %s
               pidfile = %s
               """.formatted(cluster.sockets().toString().replace("'", "''"), PORT, cluster.sockets(), home.resolve("users"), operator,
                settings.maxClients(), settings.poolSizeOn(size), Math.max(1, settings.queryWait().toSeconds()),
                program.carriesPreparedStatements() ? "max_prepared_statements = 1000" : "", home.resolve("pgbouncer.log"),
                home.resolve("pgbouncer.pid"));
    }

    private void writeUsers() throws IOException {
        StringBuilder lines = new StringBuilder(quoted(operator)).append(" \"\"\n");
        users.forEach(user -> lines.append(quoted(user)).append(" \"\"\n"));
        write("users", lines.toString());
        cluster.privileges().own(home);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** Kills it (SIGKILL), so that its clients read an end of file and no word. Returns when it is gone. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended(1000);
            process = null;
        }
    }

    private void ended(long millis) {
        try {
            process.onExit().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // It lives on, or is gone in some other way: whoever asked looks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends one that a process of ours, killed, left behind. */
    static void killOrphan(Cluster cluster) {
        Path file = cluster.data().resolveSibling("pgbouncer").resolve("pgbouncer.pid");
        try {
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readString(file).strip());
                // The pid may be somebody else's by now: only a process that names our configuration is taken for ours.
                ProcessHandle.of(pid).filter(left -> left.info().commandLine().orElse("").contains(file.getParent().toString()))
                        .ifPresent(ProcessHandle::destroyForcibly);
                Files.deleteIfExists(file);
            }
        } catch (IOException | NumberFormatException e) {
            throw new SimulatorException(file + " cannot be read: " + e.getMessage() + ". Delete it.", e);
        }
    }
}

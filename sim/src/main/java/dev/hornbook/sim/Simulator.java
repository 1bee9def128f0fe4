package dev.hornbook.sim;

import dev.hornbook.sim.compute.ActivityMonitor;
import dev.hornbook.sim.compute.Binaries;
import dev.hornbook.sim.compute.ColdStart;
import dev.hornbook.sim.compute.Compute;
import dev.hornbook.sim.compute.ConsoleRole;
import dev.hornbook.sim.compute.Directories;
import dev.hornbook.sim.proxy.ProxyServer;
import dev.hornbook.sim.proxy.ScramVerifier;
import dev.hornbook.sim.proxy.TlsIdentity;
import dev.hornbook.sim.proxy.Verifiers;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Neon on a laptop: a real, durable PostgreSQL behind a proxy that ends TLS and SCRAM itself, suspends PostgreSQL when
 * nobody uses it and starts it again when somebody does. It imitates documented behaviour and is not Neon's software;
 * docs/simulator.md says what it imitates, and what not.
 *
 * <p>Its data are kept in its directory, over restarts and over a {@code kill -9}; so are endpoint, password and root
 * certificate, and the port while it is free, so that the URL stays the same. Safe for use by several threads.
 */
public final class Simulator implements AutoCloseable {

    /** The login role, made as Neon's console makes one. */
    private static final String LOGIN = "reader";
    private static final String DATABASE = "hornbook";
    private static final Duration INHERITED = Duration.ofMillis(500);
    private static final Duration A_LOOK = Duration.ofMillis(10);
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int PORT_ATTEMPTS = 20;
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final SimulatorSettings settings;
    private final Home home;
    private final Compute compute;
    private final Verifiers verifiers;
    private final TlsIdentity identity;
    private final ProxyServer proxy;
    private final ActivityMonitor monitor;
    private final Faults faults;

    private Simulator(SimulatorSettings settings, Home home, ServerSocket listener, Compute compute) {
        this.settings = settings;
        this.home = home;
        this.compute = compute;
        this.verifiers = new Verifiers(home.directory().resolve("verifiers.properties"), compute);
        this.identity = TlsIdentity.in(home.directory(), settings.certificate(), settings.rsa(), Instant.now());
        compute.wake();
        ConsoleRole.create(compute.admin(), LOGIN, () -> verifier(home.password()));
        ConsoleRole.createDatabase(compute.admin(), LOGIN, DATABASE);
        verifiers.refresh();
        this.proxy = ProxyServer.serve(listener, home.endpoint(),
                settings.plainText() ? Optional.empty() : Optional.of(identity), compute,
                verifiers, settings.limits());
        compute.beforeStop(() -> {
            verifiers.refresh();
            if (!compute.pools()) {
                proxy.dropPooled();
            }
        });
        this.monitor = new ActivityMonitor(compute, settings.suspendAfter(), settings.lookEvery());
        this.faults = new Faults(proxy, compute, () -> compute.coldStart(coldStart(settings)));
    }

    /**
     * Starts a simulator; when this returns its PostgreSQL is awake and clients may come.
     *
     * @throws SimulatorException when the directory is in use, the port is taken, or PostgreSQL does not start; the message
     *     says what to do
     */
    public static Simulator start(SimulatorSettings settings) {
        Home home = Home.take(settings.directory());
        Deque<Closeable> opened = new ArrayDeque<>(List.of(home));
        try {
            // The port first: that it is taken should be said at once.
            ServerSocket listener = listen(settings, home);
            opened.push(listener);
            Compute compute = Compute.open(home.directory(), Binaries.in(settings.binaries()), settings.pooler(),
                    coldStart(settings), settings.computeSize());
            opened.push(compute);
            Simulator simulator = new Simulator(settings, home, listener, compute);
            if (settings.deleteOnClose()) {
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("hornbook-sim-end").unstarted(simulator::close));
            }
            return simulator;
        } catch (RuntimeException e) {
            opened.forEach(part -> closeQuietly(part, e));
            if (settings.deleteOnClose()) {
                closeQuietly(() -> Directories.delete(settings.directory()), e);
            }
            throw e;
        }
    }

    private static ColdStart coldStart(SimulatorSettings settings) {
        return new ColdStart(settings.coldStart(), settings.coldStartJitter(), settings.seed());
    }

    private static void closeQuietly(Closeable part, RuntimeException cause) {
        try {
            part.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static ServerSocket listen(SimulatorSettings settings, Home home) {
        try {
            ServerSocket listener = settings.port() == 0 ? listenWhereLastTime(home.port()) : ProxyServer.bind(settings.port());
            home.port(listener.getLocalPort());
            return listener;
        } catch (IOException e) {
            throw new SimulatorException("port " + settings.port() + " of 127.0.0.1 cannot be listened on: " + e.getMessage()
                    + ". Choose another one, or 0 for any that is free.", e);
        }
    }

    /** The socket that listened there may live on for a moment: a process that is just being started inherits it, until it closes what is not its own. */
    private static ServerSocket listenWhereLastTime(int port) throws IOException {
        long end = System.nanoTime() + INHERITED.toNanos();
        while (port != 0) {
            try {
                return ProxyServer.bind(port);
            } catch (IOException taken) {
                if (System.nanoTime() - end > 0) {
                    break;
                }
                LockSupport.parkNanos(A_LOOK.toNanos());
            }
        }
        return listenAnywhere();
    }

    /** Not where systems take ports for outgoing connections from (Linux: 32768 and up): the port shall be free again next time. */
    private static ServerSocket listenAnywhere() throws IOException {
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            try {
                return ProxyServer.bind(ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT));
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        return ProxyServer.bind(0);
    }

    private static String verifier(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return ScramVerifier.of(password, salt).encoded();
    }

    /** The direct URL of database {@code hornbook}, password included; keep it out of logs. */
    public String url() {
        return url(DATABASE, "");
    }

    /**
     * The URL of the pooled host: the same database through a PgBouncer in transaction mode, started with the first client
     * that comes. Where this machine has none ({@link #pooler()}) it leads straight to PostgreSQL, and still ends as a pooled
     * connection ends when the compute is suspended: with a bare EOF.
     */
    public String pooledUrl() {
        return url(DATABASE, "-pooler");
    }

    private String url(String database, String suffix) {
        String base = "postgresql://" + LOGIN + ":" + home.password() + "@localhost:" + port() + "/" + database + "?options=endpoint%3D"
                + home.endpoint() + suffix;
        return settings.plainText()
                ? base + "&sslmode=disable"
                : base + "&sslmode=verify-full&sslrootcert=" + encoded(rootCertificate().toString()) + "&channel_binding=require";
    }

    /** URL-encoded, but with the slashes of a path left readable. */
    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return proxy.port();
    }

    /** The root certificate that a client trusts this server by, as a PEM file. */
    public Path rootCertificate() {
        return identity.root();
    }

    /** What the compute is doing. */
    public ComputeState state() {
        return compute.state();
    }

    /**
     * Waits for the compute to be in this state, as a test of its idleness does.
     *
     * @return whether it came to be, within the limit
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitState(ComputeState wanted, Duration limit) throws InterruptedException {
        return compute.await(wanted, limit);
    }

    /** Stops PostgreSQL as when it had been unused for long enough, and returns when it has ended. */
    public void suspend() {
        compute.suspend();
    }

    /** Starts PostgreSQL if it sleeps, and returns when it takes connections. */
    public void wake() {
        compute.wake();
    }

    /** Stops and starts PostgreSQL, as an update of the compute does. */
    public void restart() {
        compute.restart(Duration.ZERO);
    }

    /** Makes the compute this large, for which it is restarted, as at Neon. */
    public void resize(ComputeSize size) {
        resize(size, Duration.ZERO);
    }

    /** Makes the compute this large, gone so long on the way. */
    public void resize(ComputeSize size, Duration away) {
        compute.resize(size);
        compute.restart(away);
    }

    /** The endpoint's id, as a client names it. */
    public String endpoint() {
        return home.endpoint();
    }

    /** How large the compute is. */
    public ComputeSize size() {
        return compute.size();
    }

    /**
     * What the pooled host leads through, as it names itself ({@code PgBouncer 1.18.0}). Empty where this machine has none:
     * then nothing is pooled, and PostgreSQL's limits stand in the place of PgBouncer's. PgBouncer older than 1.21 does not
     * carry named prepared statements (pgjdbc: {@code prepareThreshold=0}); Neon's does.
     */
    public Optional<String> pooler() {
        return compute.pooler();
    }

    /** What was counted since the start, all of it at one moment. */
    public Counters counters() {
        return compute.tally().read();
    }

    /** Faults to set. */
    public Faults faults() {
        return faults;
    }

    /**
     * Makes a fresh, empty database owned by the login, waking the compute; one of that name is dropped first.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter; not {@code hornbook}, which is kept
     * @return its direct URL
     */
    public String createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches() || name.startsWith("template") || List.of("postgres", DATABASE).contains(name)) {
            throw new IllegalArgumentException("not a name for a database here: " + name);
        }
        compute.wake();
        ConsoleRole.dropDatabase(compute.admin(), name);
        ConsoleRole.createDatabase(compute.admin(), LOGIN, name);
        return url(name, "");
    }

    /** Ends proxy and PostgreSQL, within two seconds and leaving no process behind. More than once is harmless. */
    @Override
    public synchronized void close() {
        if (compute.state() == ComputeState.CLOSED) {
            return;
        }
        // The compute first: the monitor may be suspending it, which this hurries.
        compute.close();
        monitor.close();
        proxy.close();
        home.close();
        if (settings.deleteOnClose()) {
            try {
                Directories.delete(settings.directory());
            } catch (IOException e) {
                throw new SimulatorException("the temporary directory " + settings.directory() + " could not be deleted: " + e.getMessage(),
                        e);
            }
        }
    }

    /** The endpoint's id and the port; never the password. */
    @Override
    public String toString() {
        return "Simulator[endpoint=" + home.endpoint() + ", port=" + port() + "]";
    }
}

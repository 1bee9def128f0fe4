package dev.hornbook.sim;

import dev.hornbook.sim.compute.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** How a simulator is to be. Never changed once made: every method with an argument returns changed settings. */
public final class SimulatorSettings implements Cloneable {

    /** Neon's default: five minutes without activity (docs, "Scale to zero"). */
    private static final Duration SUSPEND_AFTER = Duration.ofMinutes(5);
    /** Neon's {@code MONITOR_CHECK_INTERVAL} ({@code compute_tools/src/monitor.rs}). */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Path directory;
    private Path binaries;
    private Optional<Duration> suspendAfter = Optional.of(SUSPEND_AFTER);
    private Duration coldStart = Duration.ZERO;
    private Duration coldStartJitter = Duration.ZERO;
    private long seed;
    private Duration lookEvery = LOOK_EVERY;
    private int port;
    private ComputeSize computeSize = ComputeSize.SMALLEST;
    private PoolerSettings pooler = PoolerSettings.NEONS;
    private ProxyLimits limits = ProxyLimits.NEONS;
    private CertificateKind certificate = CertificateKind.TRUSTED;
    private boolean rsa;
    private boolean plainText;
    private boolean deleteOnClose;

    private SimulatorSettings(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.binaries = this.directory.resolve("postgres-" + Binaries.version());
    }

    /** Settings as at Neon, kept in this directory, on a free port. */
    public static SimulatorSettings in(Path directory) {
        return new SimulatorSettings(directory);
    }

    /**
     * Settings for a test: a fresh directory that is deleted on close, which is when the JVM ends at the latest, and
     * {@link #sharedBinaries()}.
     */
    public static SimulatorSettings temporary() {
        try {
            return in(Files.createTempDirectory("hornbook-sim-")).binaries(sharedBinaries()).with(made -> made.deleteOnClose = true);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for a simulator", e);
        }
    }

    /**
     * Where tests of all modules and runs share PostgreSQL's programs: {@code target/} of the directory that the system
     * property {@code hornbook.root} names, else {@code ~/.cache/hornbook}.
     */
    public static Path sharedBinaries() {
        String root = System.getProperty("hornbook.root");
        Path cache = root == null ? Path.of(System.getProperty("user.home"), ".cache", "hornbook") : Path.of(root, "target");
        return cache.resolve("postgres-" + Binaries.version());
    }

    private SimulatorSettings with(Consumer<SimulatorSettings> change) {
        try {
            SimulatorSettings changed = (SimulatorSettings) clone();
            change.accept(changed);
            return changed;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps PostgreSQL's programs here. */
    public SimulatorSettings binaries(Path where) {
        return with(made -> made.binaries = where.toAbsolutePath().normalize());
    }

    /** Suspends after so long without activity; a positive duration. */
    public SimulatorSettings suspendAfter(Duration idle) {
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("suspendAfter must be positive, not " + idle + "; neverSuspend() keeps the compute awake");
        }
        return with(made -> made.suspendAfter = Optional.of(idle));
    }

    /** Keeps the compute awake until it is suspended by hand. */
    public SimulatorSettings neverSuspend() {
        return with(made -> made.suspendAfter = Optional.empty());
    }

    /** Adds this to every wake but the first start. */
    public SimulatorSettings coldStart(Duration added) {
        return with(made -> made.coldStart = added);
    }

    /** Adds to every cold start something between nothing and this, evenly drawn. The same seed draws the same row. */
    public SimulatorSettings coldStartJitter(Duration most, long drawnFrom) {
        return with(made -> {
            made.coldStartJitter = most;
            made.seed = drawnFrom;
        });
    }

    /** Reads the compute's activity this often. */
    public SimulatorSettings lookEvery(Duration interval) {
        return with(made -> made.lookEvery = interval);
    }

    /** Listens on this port of 127.0.0.1; 0 takes the one of last time if it is free, else any. */
    public SimulatorSettings port(int number) {
        return with(made -> made.port = number);
    }

    /** Starts PostgreSQL with the limits of a compute of this size. */
    public SimulatorSettings computeSize(ComputeSize size) {
        return with(made -> made.computeSize = size);
    }

    /** Runs the pooler so. */
    public SimulatorSettings pooler(PoolerSettings settings) {
        return with(made -> made.pooler = settings);
    }

    /** Refuses those who are too many, or too slow, so. */
    public SimulatorSettings limits(ProxyLimits of) {
        return with(made -> made.limits = of);
    }

    /** Shows this certificate. */
    public SimulatorSettings certificate(CertificateKind kind) {
        return with(made -> made.certificate = kind);
    }

    /** Shows an RSA certificate, or an ECDSA one. */
    public SimulatorSettings rsa(boolean on) {
        return with(made -> made.rsa = on);
    }

    /** Speaks plain text only, answering SSLRequest with N as no Neon server does; or TLS only. */
    public SimulatorSettings plainText(boolean on) {
        return with(made -> made.plainText = on);
    }

    /** Where data, certificates and credentials are kept; made when missing, for the owner alone. */
    public Path directory() {
        return directory;
    }

    /** Where PostgreSQL's programs are unpacked; may be shared by any number of simulators. */
    public Path binaries() {
        return binaries;
    }

    /** How long unused before the compute is suspended; empty: never. 5 minutes unless set. */
    public Optional<Duration> suspendAfter() {
        return suspendAfter;
    }

    /** What waking takes on top of PostgreSQL's own time; nothing unless set. */
    public Duration coldStart() {
        return coldStart;
    }

    /** By how much a cold start may be longer. */
    public Duration coldStartJitter() {
        return coldStartJitter;
    }

    /** What the jitter is drawn from. */
    public long seed() {
        return seed;
    }

    /** How often the compute's activity is read; every 500 ms unless set. */
    public Duration lookEvery() {
        return lookEvery;
    }

    /** Where to listen. */
    public int port() {
        return port;
    }

    /** How large the compute is; 0.25 CU unless set. */
    public ComputeSize computeSize() {
        return computeSize;
    }

    /** How the pooler runs; as Neon's unless set. */
    public PoolerSettings pooler() {
        return pooler;
    }

    /** Whom the proxy refuses; as Neon's unless set. */
    public ProxyLimits limits() {
        return limits;
    }

    /** Which certificate is shown. */
    public CertificateKind certificate() {
        return certificate;
    }

    /** Whether its key is RSA's. */
    public boolean rsa() {
        return rsa;
    }

    /** Whether TLS is not spoken. */
    public boolean plainText() {
        return plainText;
    }

    /** Whether the directory is deleted on close, which is when the JVM ends at the latest. */
    public boolean deleteOnClose() {
        return deleteOnClose;
    }
}

package dev.hornbook.sim;

import dev.hornbook.sim.compute.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a simulator is to be. Immutable: every method returns changed settings.
 *
 * @param directory where data, certificates and credentials are kept; made when missing, for the owner alone
 * @param binaries where PostgreSQL's programs are unpacked; may be shared by any number of simulators
 * @param suspendAfter how long unused before the compute is suspended; empty: never
 * @param coldStart what waking takes on top of PostgreSQL's own time
 * @param lookEvery how often the compute's activity is read
 * @param port where to listen on 127.0.0.1; 0 takes the one of last time if it is free, else any
 * @param certificate which certificate the server shows
 * @param rsa an RSA key for it instead of an ECDSA one
 * @param plainText a server that answers SSLRequest with N, as no Neon server does
 * @param deleteOnClose delete the directory on close, and end with the JVM at the latest
 */
public record SimulatorSettings(Path directory, Path binaries, Optional<Duration> suspendAfter, Duration coldStart, Duration lookEvery,
        int port,
        CertificateKind certificate, boolean rsa, boolean plainText, boolean deleteOnClose) {

    /** Neon's default: five minutes without activity (docs, "Scale to zero"). */
    private static final Duration SUSPEND_AFTER = Duration.ofMinutes(5);
    /** Neon's {@code MONITOR_CHECK_INTERVAL} ({@code compute_tools/src/monitor.rs}). */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Settings as at Neon, kept in this directory, on a free port. */
    public static SimulatorSettings in(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new SimulatorSettings(absolute, absolute.resolve("postgres-" + Binaries.version()), Optional.of(SUSPEND_AFTER),
                Duration.ZERO, LOOK_EVERY,
                0, CertificateKind.TRUSTED, false, false, false);
    }

    /**
     * Settings for a test: a fresh directory that is deleted on close, which is when the JVM ends at the latest, and
     * {@link #sharedBinaries()}.
     */
    public static SimulatorSettings temporary() {
        try {
            return in(Files.createTempDirectory("hornbook-sim-")).binaries(sharedBinaries()).asTemporary();
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

    /** Keeps PostgreSQL's programs here. */
    public SimulatorSettings binaries(Path binaries) {
        return new SimulatorSettings(directory, binaries.toAbsolutePath().normalize(), suspendAfter, coldStart, lookEvery, port,
                certificate, rsa,
                plainText, deleteOnClose);
    }

    /** Suspends after so long without activity; a positive duration. */
    public SimulatorSettings suspendAfter(Duration idle) {
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("suspendAfter must be positive, not " + idle + "; neverSuspend() keeps the compute awake");
        }
        return new SimulatorSettings(directory, binaries, Optional.of(idle), coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Keeps the compute awake until it is suspended by hand. */
    public SimulatorSettings neverSuspend() {
        return new SimulatorSettings(directory, binaries, Optional.empty(), coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Adds this to every wake but the first start. */
    public SimulatorSettings coldStart(Duration coldStart) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Reads the compute's activity this often. */
    public SimulatorSettings lookEvery(Duration interval) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, interval, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Listens on this port of 127.0.0.1. */
    public SimulatorSettings port(int port) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Shows this certificate. */
    public SimulatorSettings certificate(CertificateKind certificate) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Shows an RSA certificate, or an ECDSA one. */
    public SimulatorSettings rsa(boolean rsa) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    /** Speaks plain text only, or TLS only. */
    public SimulatorSettings plainText(boolean plainText) {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText,
                deleteOnClose);
    }

    private SimulatorSettings asTemporary() {
        return new SimulatorSettings(directory, binaries, suspendAfter, coldStart, lookEvery, port, certificate, rsa, plainText, true);
    }
}

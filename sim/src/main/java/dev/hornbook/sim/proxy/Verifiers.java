package dev.hornbook.sim.proxy;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.SimulatorException;
import dev.hornbook.sim.compute.Compute;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Who may log in, and how they prove it: kept beside the data, so that a password is judged while the compute sleeps, and
 * read anew from a compute that is awake, so that roles and passwords made by SQL count at once. (Neon's compute tells the
 * control plane of both.)
 */
public final class Verifiers {

    private static final String LOGINS = "select rolname, rolpassword from pg_authid where rolcanlogin and rolpassword like 'SCRAM-SHA-256$%'";

    private final Path file;
    private final Compute compute;
    private final byte[] doomedSalt = new byte[16];
    private Map<String, String> known;

    /** Kept in this file, which is read now if it is there. */
    public Verifiers(Path file, Compute compute) {
        this.file = file;
        this.compute = compute;
        this.known = read(file);
        new SecureRandom().nextBytes(doomedSalt);
    }

    /** The verifier of this user; nothing when there is no such user, or none that logs in with a password. */
    Optional<ScramVerifier> find(String user) {
        if (compute.state() == ComputeState.ACTIVE) {
            try {
                refresh();
            } catch (SimulatorException e) {
                // It was stopped just now: what is kept was read right before that.
            }
        }
        synchronized (this) {
            return Optional.ofNullable(known.get(user)).flatMap(ScramVerifier::parse);
        }
    }

    /** One that no password fits, so that an unknown user goes the same way as a wrong password. */
    ScramVerifier doomed() {
        return new ScramVerifier(ScramVerifier.ITERATIONS, doomedSalt, new byte[32], new byte[32]);
    }

    /** Reads them from the compute, which must be awake, and keeps them. */
    public void refresh() {
        Map<String, String> current = new TreeMap<>();
        for (List<String> row : compute.admin().query(LOGINS)) {
            current.put(row.get(0), row.get(1));
        }
        synchronized (this) {
            if (!current.equals(known)) {
                known = current;
                write(file, current);
            }
        }
    }

    private static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new SimulatorException(file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(user -> read.put(user, properties.getProperty(user)));
        return read;
    }

    private static void write(Path file, Map<String, String> verifiers) {
        Properties properties = new Properties();
        properties.putAll(verifiers);
        try {
            // A temporary file is its owner's alone (0600), and stays so under its new name.
            Path fresh = Files.createTempFile(file.getParent(), "verifiers-", ".new");
            try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                properties.store(writer, "SCRAM verifiers of the roles that may log in");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the verifiers could not be kept in " + file, e);
        }
    }
}

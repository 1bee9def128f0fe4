package dev.hornbook.sim;

import dev.hornbook.sim.compute.Directories;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * A simulator's directory, held by one process at a time: its lock, and what must be the same after a restart (endpoint,
 * password, port) in {@code simulator.properties}, which only its owner may read.
 */
final class Home implements Closeable {

    /** Raised when a later version can no longer read what this one keeps. */
    private static final String FORMAT = "1";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Path directory;
    private final FileChannel lock;
    private final Properties kept;

    private Home(Path directory, FileChannel lock, Properties kept) {
        this.directory = directory;
        this.lock = lock;
        this.kept = kept;
    }

    /** Takes the directory, making it when it is new; refuses one that another simulator holds. */
    static Home take(Path directory) {
        try {
            Directories.createPrivate(directory);
            FileChannel lock = lock(directory.resolve("simulator.lock"), directory);
            try {
                Home home = new Home(directory, lock, read(directory.resolve("simulator.properties")));
                home.complete();
                return home;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SimulatorException("the simulator's directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path file, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new SimulatorException("another simulator (process " + Files.readString(file) + ") uses " + directory
                    + ". Stop it, or choose another directory.", e);
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            String format = properties.getProperty("format", "");
            if (!format.equals(FORMAT)) {
                throw new SimulatorException(file + " is of format " + format + ", this version reads " + FORMAT
                        + ". Use the version that wrote it, or another directory.");
            }
        }
        return properties;
    }

    private void complete() throws IOException {
        if (kept.isEmpty()) {
            SecureRandom random = new SecureRandom();
            kept.setProperty("format", FORMAT);
            kept.setProperty("endpoint", "ep-quiet-horn-" + random.nextInt(10_000_000, 100_000_000));
            // The shape of Neon's generated passwords, longer.
            StringBuilder password = new StringBuilder("npg_");
            random.ints(24, 0, LETTERS.length()).forEach(i -> password.append(LETTERS.charAt(i)));
            kept.setProperty("password", password.toString());
            write();
        }
    }

    private void write() throws IOException {
        Path fresh = Files.createTempFile(directory, "simulator-", ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            kept.store(writer, "Hornbook's simulator of Neon");
        }
        Files.move(fresh, directory.resolve("simulator.properties"), StandardCopyOption.ATOMIC_MOVE);
    }

    Path directory() {
        return directory;
    }

    String endpoint() {
        return kept.getProperty("endpoint");
    }

    String password() {
        return kept.getProperty("password");
    }

    /** The port of last time, 0 at first. */
    int port() {
        return Integer.parseInt(kept.getProperty("port", "0"));
    }

    /** Remembers the port. */
    void port(int port) {
        if (port != port()) {
            kept.setProperty("port", Integer.toString(port));
            try {
                write();
            } catch (IOException e) {
                throw new SimulatorException("the port could not be remembered in " + directory + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new SimulatorException("the lock of " + directory + " could not be given back: " + e.getMessage(), e);
        }
    }
}

package dev.hornbook.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The directory {@code .hornbook}: the embedded database, the index and the secret made for them. It is the user's alone (mode 0700), ignored by git,
 * carries the version of its format, and is owned by one process at a time.
 */
public final class Home {
    /** What is written in {@code format}; raised when an older Hornbook could no longer read what lies here. */
    private static final int FORMAT = 1;
    private static final int SECRET_BYTES = 32;

    private final Path directory;

    private Home(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the directory, making it where it is missing.
     *
     * @throws HomeException when it cannot be written, or was made by a newer Hornbook
     */
    public static Home at(Path directory) {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            var home = new Home(directory);
            home.checkFormat();
            home.write(".gitignore", "*\n");
            return home;
        } catch (IOException e) {
            throw new HomeException(directory + " cannot be used (" + e.getClass().getSimpleName()
                    + "): make it writable, or set HORNBOOK_HOME to a directory that is.");
        }
    }

    /** The directory as it is, whatever its format; to be deleted. */
    public static Home existing(Path directory) {
        return new Home(directory);
    }

    /** Where it is, absolute. */
    public Path directory() {
        return directory;
    }

    /**
     * Takes the directory for this process; the operating system gives it back when the process ends, however it ends.
     *
     * @return the ownership, or empty when another process has it ({@link #owner()} says which)
     */
    public Optional<Ownership> own() {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Files.deleteIfExists(directory.resolve("owner"));
                Files.deleteIfExists(directory.resolve("database-url"));
                return Optional.of(new Ownership(this, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException _) {
            closeQuietly(channel);
            return Optional.empty();
        } catch (IOException e) {
            closeQuietly(channel);
            throw new HomeException(directory + " cannot be locked (" + e.getMessage() + "): is it on a file system without locks?");
        }
    }

    /** Who owns the directory, in words: the process and its address. */
    public String owner() {
        return read("owner").orElse("another hornbook process");
    }

    /** The address of the embedded database that the owner runs, password included; empty when it runs none. */
    public Optional<Secret> embeddedUrl() {
        return read("database-url").map(Secret::new);
    }

    /** The secret of the embedded database's sessions: made on the first call, readable by its user alone. */
    public Secret secret() {
        return read("secret").map(Secret::new).orElseGet(() -> {
            byte[] bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            try {
                write("secret", secret);
            } catch (IOException e) {
                throw new HomeException(
                        directory + " cannot be written (" + e.getMessage() + "): check its permissions and the space left.");
            }
            return new Secret(secret);
        });
    }

    /** The id of the process that owned the directory last; it is gone. */
    public Optional<String> previousInstance() {
        return read("previous-instance");
    }

    /** An id for this process, which owns the directory now; the one before becomes {@link #previousInstance}. */
    public String newInstance() {
        String instance = UUID.randomUUID().toString();
        try {
            Optional<String> before = read("instance");
            if (before.isPresent()) {
                write("previous-instance", before.get());
            }
            write("instance", instance);
        } catch (IOException e) {
            throw new HomeException(directory + " cannot be written (" + e.getMessage() + "): check its permissions and the space left.");
        }
        return instance;
    }

    Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(directory.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Whole or not at all, and never readable by others. */
    void write(String name, String content) throws IOException {
        Path part = Files.createTempFile(directory, name, ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, content);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    private void checkFormat() throws IOException {
        Optional<String> found = read("format");
        if (found.isEmpty()) {
            write("format", FORMAT + "\n");
        } else if (!found.get().equals(String.valueOf(FORMAT))) {
            throw new HomeException(directory + " has format " + found.get() + ", this Hornbook knows " + FORMAT
                    + ": use the newer Hornbook that made it, or './hornbook reset' to begin anew.");
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // Nothing was written through it.
        }
    }
}

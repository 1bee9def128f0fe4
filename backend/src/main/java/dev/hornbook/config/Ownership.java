package dev.hornbook.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/** This process owns the {@link Home}, until closed or until it ends. */
public final class Ownership implements AutoCloseable {
    private final Home home;
    private final FileChannel lock;

    Ownership(Home home, FileChannel lock) {
        this.home = home;
        this.lock = lock;
    }

    /** Tells other processes who owns the directory: {@code hornbook serve, process 4711, http://localhost:8080}. */
    public void announce(String who) {
        try {
            home.write("owner", who + ", process " + ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells other commands of this user where the embedded database answers; in a file readable by that user alone. */
    public void announceDatabase(Secret url) {
        try {
            home.write("database-url", url.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            home.delete("owner");
            home.delete("database-url");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

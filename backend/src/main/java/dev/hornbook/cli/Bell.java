package dev.hornbook.cli;

import dev.hornbook.config.Home;
import dev.hornbook.database.DatabaseException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a command tells the {@code serve} of the same home that the books have changed: it touches a file there, which {@code serve}
 * watches. So the database is asked when it was used a moment ago, and no timer ever touches a sleeping one. Where the file system
 * cannot be watched nothing is lost: the books are looked at with every question anyway.
 */
final class Bell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final String FILE = "books-changed";

    private final WatchService watch;

    private Bell(WatchService watch) {
        this.watch = watch;
    }

    /** Tells whoever serves there; whether anybody does. */
    static boolean ring(Home home) {
        if (!Files.exists(home.directory().resolve("owner"))) {
            return false;
        }
        try {
            Files.writeString(home.directory().resolve(FILE), "");
        } catch (IOException e) {
            LOG.debug("serve will see the books at its next question: {}", e.getMessage());
        }
        return true;
    }

    /**
     * Runs these on a thread of its own, until closed.
     *
     * @param heard whenever it rings
     * @param rebuild whenever the {@linkplain RebuildOrder order} for a rebuild is written
     */
    static Bell listen(Home home, Runnable heard, Runnable rebuild) {
        try {
            WatchService watch = home.directory().getFileSystem().newWatchService();
            home.directory().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            Thread.ofVirtual().name("bell").start(() -> follow(watch, heard, rebuild));
            return new Bell(watch);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} cannot be watched: {}", home.directory(), e.getMessage());
            return new Bell(null);
        }
    }

    private static void follow(WatchService watch, Runnable heard, Runnable rebuild) {
        try {
            while (true) {
                WatchKey key = watch.take();
                List<Object> changed = key.pollEvents().stream().<Object>map(event -> event.context()).toList();
                if (changed.contains(Path.of(FILE))) {
                    tell(heard);
                }
                if (changed.contains(Path.of(RebuildOrder.FILE))) {
                    rebuild.run();
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException _) {
            // serve ends.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Runnable heard) {
        try {
            heard.run();
        } catch (DatabaseException e) {
            LOG.debug("New books are looked for at the next question: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (watch != null) {
            watch.close();
        }
    }
}

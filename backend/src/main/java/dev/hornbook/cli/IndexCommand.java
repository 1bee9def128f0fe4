package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Settings;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.database.MigrationException;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hornbook index}. */
@Command(name = "index", description = "What finds the passages: Lucene's index, and Qdrant's where QDRANT_URL is set.", mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 4;
    private static final Duration A_LOOK = Duration.ofMillis(200);
    /** Some ten seconds. */
    private static final int UNHEARD = 50;

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;
    private final int unheard;

    @Spec
    private CommandSpec spec;

    IndexCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this(environment, console, embedded, UNHEARD);
    }

    /** @param unheard after how many looks a {@code serve} that has not begun is taken not to hear */
    IndexCommand(Environment environment, Console console, EmbeddedDatabase embedded, int unheard) {
        this.unheard = unheard;
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.FINE;
    }

    /** {@code hornbook index rebuild}. */
    @Command(name = "rebuild", mixinStandardHelpOptions = true, description = {
        "Makes Lucene's index, and Qdrant's where QDRANT_URL is set, again from the database. What is there answers until the new is whole.",
        "Where a 'hornbook serve' runs in the same directory, it does the work. Interrupted, run it again: it goes on where it was.",
        "Exit codes: 0 made again, 1 Qdrant's is not or vectors are missing, 2 the database cannot be read."})
    int rebuild() throws InterruptedException {
        Settings settings = Settings.of(environment);
        Home home = Home.at(settings.home());
        Optional<Ownership> own = home.own();
        IndexRebuild result = own.isPresent() ? here(settings, home, own.get()) : throughServe(home);
        if (result.code() == ExitCode.FINE) {
            console.line(result.text());
        } else {
            console.remark((result.code() == ExitCode.UNUSABLE ? console.red("x ") : console.yellow("! ")) + result.text());
        }
        return result.code();
    }

    private IndexRebuild here(Settings settings, Home home, Ownership ownership) throws InterruptedException {
        try (ownership;
                DatabaseSource source = DatabaseSource.openOwned(settings, home, ownership, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(CONNECTIONS))) {
            Schema.ensure(pool, settings.migrate());
            try (Books books = Books.keptIn(home.directory().resolve("index"), Database.over(pool), settings.qdrant());
                    var bars = new Bars()) {
                books.embed();
                books.library().refresh();
                books.awaitSearchable();
                IndexRebuild result = books.rebuild(bars::at);
                new RebuildOrder(home).clear();
                return result;
            }
        } catch (DatabaseException | MigrationException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    private IndexRebuild throughServe(Home home) throws InterruptedException {
        if (!home.owner().startsWith("hornbook serve")) {
            throw UnusableException.forNow(home.directory() + " is in use by " + home.owner() + ". Try again in a moment.");
        }
        var order = new RebuildOrder(home);
        try (var bars = new Bars(); WatchService watch = home.directory().getFileSystem().newWatchService()) {
            home.directory().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            order.ask();
            for (int looks = 0;; looks++) {
                Optional<RebuildOrder.State> state = order.state();
                if (looks > unheard && state.isPresent() && state.get() instanceof RebuildOrder.State.Asked) {
                    throw UnusableException
                            .forNow("The 'hornbook serve' there does not hear of it, as where a file system cannot be watched."
                                    + " Start it again: it does it then.");
                }
                if (state.isPresent() && state.get() instanceof RebuildOrder.State.At(String what, int done, int all)) {
                    bars.at(what, done, all);
                }
                if (state.isPresent() && state.get() instanceof RebuildOrder.State.Ended(IndexRebuild result)) {
                    order.clear();
                    return result;
                }
                Optional<Ownership> left = home.own();
                if (left.isPresent()) {
                    left.get().close();
                    throw UnusableException.forNow("The 'hornbook serve' that did it has ended. Run this again: it goes on where it was.");
                }
                WatchKey key = watch.poll(A_LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One bar after the other. */
    private final class Bars implements AutoCloseable {
        private String work = "";
        private ProgressBar bar = console.progress("");

        void at(String what, int done, int all) {
            if (!what.equals(work)) {
                bar.close();
                work = what;
                bar = console.progress(what);
            }
            bar.at(done, all);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}

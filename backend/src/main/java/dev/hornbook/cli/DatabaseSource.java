package dev.hornbook.cli;

import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.pool.NeonUrl;
import java.util.Optional;

/**
 * The database that a command works on: the one that {@code DATABASE_URL} names, the embedded one of a {@code serve} that runs, or the embedded one
 * started for this command alone.
 */
final class DatabaseSource implements AutoCloseable {
    private final NeonUrl url;
    private final Optional<EmbeddedDatabase.Running> embedded;
    private final Optional<Ownership> ownership;

    private DatabaseSource(NeonUrl url, Optional<EmbeddedDatabase.Running> embedded, Optional<Ownership> ownership) {
        this.url = url;
        this.embedded = embedded;
        this.ownership = ownership;
    }

    /** For a command that comes and goes: beside a running {@code serve} if there is one. */
    static DatabaseSource open(Settings settings, EmbeddedDatabase embedded) {
        if (settings.database().isPresent()) {
            return new DatabaseSource(settings.database().get(), Optional.empty(), Optional.empty());
        }
        Home home = Home.at(settings.home());
        Optional<Ownership> own = home.own();
        if (own.isPresent()) {
            return start(home, own.get(), embedded, own);
        }
        String url = home.embeddedUrl().map(Secret::value).orElseThrow(() -> UnusableException.forNow(
                home.directory() + " is in use by " + home.owner() + ", whose database is not ready. Try again in a moment."));
        return new DatabaseSource(NeonUrl.parse(url), Optional.empty(), Optional.empty());
    }

    /** For {@code serve}, which owns the directory already and keeps it. */
    static DatabaseSource openOwned(Settings settings, Home home, Ownership ownership, EmbeddedDatabase embedded) {
        return settings.database()
                .map(url -> new DatabaseSource(url, Optional.empty(), Optional.empty()))
                .orElseGet(() -> start(home, ownership, embedded, Optional.empty()));
    }

    private static DatabaseSource start(Home home, Ownership ownership, EmbeddedDatabase embedded, Optional<Ownership> toClose) {
        try {
            EmbeddedDatabase.Running running = embedded.start(home.directory().resolve("database"));
            ownership.announceDatabase(new Secret(running.url()));
            return new DatabaseSource(NeonUrl.parse(running.url()), Optional.of(running), toClose);
        } catch (RuntimeException e) {
            toClose.ifPresent(Ownership::close);
            throw e;
        }
    }

    NeonUrl url() {
        return url;
    }

    /** What it is, in a few words; empty where it is not ours. */
    Optional<String> embedded() {
        return embedded.map(EmbeddedDatabase.Running::description);
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedDatabase.Running::close);
        ownership.ifPresent(Ownership::close);
    }
}

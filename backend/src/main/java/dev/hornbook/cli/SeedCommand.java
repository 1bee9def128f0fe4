package dev.hornbook.cli;

import dev.hornbook.account.MadeUpPassword;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.database.MigrationException;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.seed.Amount;
import dev.hornbook.seed.Seeding;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook seed}. */
@Command(name = "seed", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Fills the database with made-up readers who can sign in, their conversations and messages, to measure with. It adds, and changes nothing that"
            + " is there; each time other readers come, all at seed.invalid, where no mail goes. They share a password, which is told at the end."
            + " In a database that real readers use, it is room and work for nothing: give it one of its own.",
    "Ten thousand readers with fifty conversations of eight messages are four million rows, and some 3 GB."})
final class SeedCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 4;

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Option(names = "--users", paramLabel = "N", defaultValue = "100", description = "Readers; ${DEFAULT-VALUE} unless given.")
    private int users;

    @Option(names = "--conversations", paramLabel = "N", defaultValue = "50", description = "Conversations of each; ${DEFAULT-VALUE} unless given.")
    private int conversations;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "8", description = "Messages in each, an even number; ${DEFAULT-VALUE} unless given.")
    private int messages;

    SeedCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        Amount amount = amount();
        Settings settings = Settings.of(environment);
        try (DatabaseSource source = DatabaseSource.open(settings, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(CONNECTIONS))) {
            Schema.ensure(pool, settings.migrate());
            MadeUpPassword password = MadeUpPassword.create();
            String run = add(pool, amount, password);
            console.line("There are %,d more readers, reader-1.%s to reader-%d.%s.".formatted(users, run, users, run));
            console.line("Their password is " + password.text());
            return ExitCode.FINE;
        } catch (MigrationException | DatabaseException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    private String add(NeonDataSource pool, Amount amount, MadeUpPassword password) {
        try (ProgressBar bar = console.progress("Making up readers")) {
            return new Seeding(Database.over(pool), InstantSource.system(), new Random()).add(amount, password.hash(), bar::at);
        }
    }

    private Amount amount() {
        try {
            return new Amount(users, conversations, messages);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }
}

package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.database.MigrationException;
import dev.hornbook.database.MigrationResult;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hornbook migrate}. */
@Command(name = "migrate", description = {
    "Brings the database's schema to this version, over the direct host; twice, or from two processes at once, is harmless.",
    "Tables of Better Auth that are there already are adopted. With HORNBOOK_MIGRATE_URL that login does it."}, mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    MigrateCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.of(environment);
        try (DatabaseSource source = DatabaseSource.open(settings, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()))) {
            switch (Schema.migrate(pool, settings.migrate())) {
                case MigrationResult.UpToDate done -> console.line("The schema is at version " + done.version() + "; nothing was to do.");
                case MigrationResult.Migrated done -> {
                    done.applied().forEach(migration -> console.line("applied " + migration));
                    console.line("The schema is at version " + done.version() + ".");
                }
            }
            return ExitCode.FINE;
        } catch (MigrationException | DatabaseException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }
}

package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.SettingsException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.operations.Checkup;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.check.Again;
import dev.hornbook.pool.check.Finding;
import dev.hornbook.pool.check.Report;
import dev.hornbook.pool.check.Sheet;
import dev.hornbook.pool.check.Steps;
import dev.hornbook.pool.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code hornbook check}. */
@Command(name = "check", description = {
    "Judges the settings and the road to the database step by step, and says what to do where one is wrong.",
    "It really connects, so it wakes a sleeping compute; it changes nothing.",
    "Exit codes: 0 healthy, 1 something needs attention, 2 unusable."}, mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;
    private final BiFunction<NeonDataSource, Settings, Checkup> checkup;
    private final Again again;

    @Option(names = "--json", description = "Print one JSON document in place of text.")
    private boolean json;

    @Option(names = "--wait", paramLabel = "TIME", converter = Time.class, description = {
        "Check again until it is usable, for as long as 30s or 2m, and print the last time.",
        "For a compute that is being created, and for a deploy."})
    private Duration wait = Duration.ZERO;

    CheckCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this(environment, console, embedded, Checkup::new, new Again());
    }

    /** With a checkup and a clock of the caller's. */
    CheckCommand(Environment environment, Console console, EmbeddedDatabase embedded,
            BiFunction<NeonDataSource, Settings, Checkup> checkup, Again again) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
        this.checkup = checkup;
        this.again = again;
    }

    @Override
    public Integer call() {
        var sheet = new Sheet(console.isColoured());
        boolean asItGoes = !json && wait.isZero();
        Report report = again.until(wait, () -> round(asItGoes, sheet));
        if (json) {
            console.line(report.json());
        } else {
            (asItGoes ? sheet.end(report) : sheet.of(report)).forEach(console::line);
        }
        return report.verdict().exitCode();
    }

    private Report round(boolean asItGoes, Sheet sheet) {
        Settings settings;
        try {
            settings = Settings.of(environment);
        } catch (SettingsException e) {
            return Report.unusable(e.problems());
        }
        if (settings.database().isEmpty() && asItGoes) {
            console.line(console.faint("DATABASE_URL is not set: this is the embedded database."));
        }
        var steps = new Steps(step -> {
            if (asItGoes) {
                sheet.of(step).forEach(console::line);
            }
        });
        try (DatabaseSource source = DatabaseSource.open(settings, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(settings.poolSize()))) {
            checkup.apply(pool, settings).run(steps, Writers.words(settings));
        } catch (UnusableException e) {
            // Such as a database that the owner of the directory has yet to start: a later round may find it.
            steps.take("url", A_MOMENT, () -> Finding.unusable(e.getMessage()));
        }
        List<String> odd = environment.problems();
        return new Report(steps.worst().or(odd.isEmpty() ? Verdict.FINE : Verdict.ATTENTION), odd, steps.taken());
    }

    private static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Again.time(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

package dev.hornbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.SettingsException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.operations.Checkup;
import dev.hornbook.operations.Step;
import dev.hornbook.operations.Step.Verdict;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hornbook check}. */
@Command(name = "check", description = {
    "Judges the settings and the road to the database step by step, and says what to do where one is wrong.",
    "It really connects, so it wakes a sleeping compute. Exit codes: 0 healthy, 1 something needs attention, 2 unusable."}, mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Environment environment;
    private final Console console;
    private final EmbeddedDatabase embedded;

    @Option(names = "--json", description = "Print one JSON document in place of text.")
    private boolean json;

    CheckCommand(Environment environment, Console console, EmbeddedDatabase embedded) {
        this.environment = environment;
        this.console = console;
        this.embedded = embedded;
    }

    @Override
    public Integer call() {
        List<Step> steps = new ArrayList<>();
        List<String> problems = List.of();
        Verdict verdict = Verdict.UNUSABLE;
        try {
            Settings settings = Settings.of(environment);
            problems = environment.problems();
            if (settings.database().isEmpty() && !json) {
                console.line(console.faint("DATABASE_URL is not set: this is the embedded database."));
            }
            verdict = check(settings, steps);
            tell(new Step("answers", Step.Verdict.FINE, Writers.words(settings), Optional.empty(), Duration.ZERO), steps);
            if (!problems.isEmpty() && verdict == Verdict.FINE) {
                verdict = Verdict.ATTENTION;
            }
        } catch (SettingsException e) {
            problems = e.problems();
        }
        if (json) {
            console.line(document(verdict, problems, steps));
        } else {
            problems.forEach(problem -> console.line(mark(Step.Verdict.UNUSABLE) + " setting     " + problem));
            console.line(conclusion(verdict));
        }
        return switch (verdict) {
            case FINE -> ExitCode.FINE;
            case ATTENTION -> ExitCode.DEGRADED;
            case UNUSABLE -> ExitCode.UNUSABLE;
        };
    }

    private Verdict check(Settings settings, List<Step> steps) {
        try (DatabaseSource source = DatabaseSource.open(settings, embedded);
                NeonDataSource pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(2))) {
            return new Checkup(pool, source.url(), step -> tell(step, steps)).run();
        }
    }

    private void tell(Step step, List<Step> steps) {
        steps.add(step);
        if (!json) {
            show(step);
        }
    }

    private void show(Step step) {
        console.line("%s %-11s %s %s".formatted(mark(step.verdict()), step.name(), step.finding(),
                console.faint("(" + step.took().toMillis() + " ms)")));
        step.advice().ifPresent(advice -> console.line("              " + advice));
    }

    private String mark(Verdict verdict) {
        return switch (verdict) {
            case FINE -> console.green("ok");
            case ATTENTION -> console.yellow("! ");
            case UNUSABLE -> console.red("x ");
        };
    }

    private String conclusion(Verdict verdict) {
        return switch (verdict) {
            case FINE -> console.bold("Healthy.");
            case ATTENTION -> console.bold("Usable, but something needs attention.");
            case UNUSABLE -> console.bold("Unusable: mend what stands above.");
        };
    }

    private static String document(Verdict verdict, List<String> problems, List<Step> steps) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("verdict", verdict.name().toLowerCase());
        document.put("settings", problems);
        document.put("steps", steps.stream().map(CheckCommand::fields).toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", step.name());
        fields.put("verdict", step.verdict().name().toLowerCase());
        fields.put("finding", step.finding());
        step.advice().ifPresent(advice -> fields.put("advice", advice));
        fields.put("millis", step.took().toMillis());
        return fields;
    }
}

package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.SettingsException;
import dev.hornbook.config.Variable;
import dev.hornbook.config.WarmTimes;
import dev.hornbook.operations.WarmCost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hornbook config}. */
@Command(name = "config", description = {"Lists every setting: its value (secrets masked), where it comes from, and what it is for.",
    "Exit code 2 when a setting cannot be used."})
final class ConfigCommand implements Callable<Integer> {
    /** Of Neon's, in its compute units. */
    private static final double SMALLEST_COMPUTE = 0.25;

    private final Environment environment;
    private final Console console;

    ConfigCommand(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() {
        var shown = environment.shown();
        for (Variable variable : Variable.values()) {
            String value = shown.get(variable);
            String set = value == null
                    ? console.faint("(" + variable.fallback() + ")")
                    : value + "  " + console.faint(environment.origin(variable));
            console.line(console.bold(variable.name()) + "  " + set);
            console.line("    " + variable.meaning());
        }
        environment.problems().forEach(problem -> console.remark(console.yellow("! ") + problem));
        List<String> faults = new ArrayList<>();
        try {
            console.line("");
            Settings settings = Settings.of(environment);
            console.line("Answers: " + Writers.words(settings) + ".");
            console.line("Keeping warm: " + WarmTimes.written(settings.keepWarm()) + "; "
                    + new WarmCost(settings.keepWarm()).inWords(SMALLEST_COMPUTE) + ".");
        } catch (SettingsException e) {
            faults.addAll(e.problems());
        }
        faults.forEach(fault -> console.remark(console.red("x ") + fault));
        return faults.isEmpty() ? ExitCode.FINE : ExitCode.UNUSABLE;
    }
}

package dev.hornbook.cli;

import dev.hornbook.config.Environment;
import dev.hornbook.config.HomeException;
import dev.hornbook.config.LogForm;
import dev.hornbook.config.SettingsException;
import dev.hornbook.database.EmbeddedDatabase;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hornbook}: the command line. */
@Command(name = "hornbook", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "The textbook that answers: questions about your textbook, answered from your textbook.", synopsisSubcommandLabel = "COMMAND", footer = {
    "",
    "Begin with './hornbook serve': it needs no configuration, and offers a sample textbook.",
    "Settings come from the environment or from .env beside the process; './hornbook config' lists them.",
    "'./hornbook bench' measures the pool beside HikariCP; it has a program of its own.",
    "Exit codes: 0 fine, 1 something needs attention, 2 unusable: bad arguments, settings or credentials."})
public final class HornbookCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private HornbookCommand() {}

    /**
     * Runs one command.
     *
     * @param arguments as typed after {@code hornbook}
     * @param variables the environment of the process
     * @param directory where {@code .env} is looked for
     * @param embedded the database for a start without configuration
     * @param further commands of whoever puts the process together, as picocli takes them
     * @return the exit code
     */
    public static int run(String[] arguments, Map<String, String> variables, Path directory, EmbeddedDatabase embedded,
            Callable<?>... further) {
        var environment = Environment.read(directory, variables);
        LogLines.take(LogForm.in(environment));
        var console = new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.console() != null && System.console().isTerminal(),
                variables);
        return commandLine(environment, console, embedded, further).execute(arguments);
    }

    static CommandLine commandLine(Environment environment, Console console, EmbeddedDatabase embedded, Callable<?>... further) {
        CommandLine commands = new CommandLine(new HornbookCommand())
                .addSubcommand(new ServeCommand(environment, console, embedded))
                .addSubcommand(new IngestCommand(environment, console, embedded))
                .addSubcommand(new RemoveCommand(environment, console, embedded))
                .addSubcommand(new AskCommand(environment, console, embedded))
                .addSubcommand(new IndexCommand(environment, console, embedded))
                .addSubcommand(new CheckCommand(environment, console, embedded))
                .addSubcommand(new MonitorCommand(environment, console))
                .addSubcommand(new WarmCommand(environment, console))
                .addSubcommand(new MigrateCommand(environment, console, embedded))
                .addSubcommand(new SeedCommand(environment, console, embedded))
                .addSubcommand(new LoadCommand(environment, console, embedded))
                .addSubcommand(new EvalCommand(console))
                .addSubcommand(new ConfigCommand(environment, console))
                .addSubcommand(new ResetCommand(environment, console));
        Arrays.stream(further).forEach(commands::addSubcommand);
        return commands.setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, _, _) -> explain(failure, console));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.FINE;
    }

    /** What a person can act on is said in a sentence; only what is a bug of ours shows a stack trace. */
    private static int explain(Exception failure, Console console) {
        switch (failure) {
            case SettingsException settings -> settings.problems().forEach(problem -> console.remark(console.red("x ") + problem));
            case HomeException home -> console.remark(console.red("x ") + home.getMessage());
            case UnusableException unusable -> {
                console.remark(console.red("x ") + unusable.getMessage());
                return unusable.code();
            }
            default -> throw new IllegalStateException("This is a bug in Hornbook; please report it with what stands below.", failure);
        }
        return ExitCode.UNUSABLE;
    }
}

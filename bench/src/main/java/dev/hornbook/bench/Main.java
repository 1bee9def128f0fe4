package dev.hornbook.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./hornbook bench}: what is measured beside named peers. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures, beside named peers.", synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs one measurement and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCommandName("hornbook bench").addSubcommand(new PoolCommand())
                .addSubcommand(new StartCommand()).addSubcommand(new ScopeCommand()).addSubcommand(new RetrievalCommand())
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return PoolCommand.REACHED;
    }
}

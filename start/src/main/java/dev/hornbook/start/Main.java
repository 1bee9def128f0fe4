package dev.hornbook.start;

import dev.hornbook.cli.HornbookCommand;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What {@code ./hornbook} runs: the command line, with the simulator for a start without configuration. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Helidon and Lucene log through java.util.logging; one road for all.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(HornbookCommand.run(arguments, System.getenv(), Path.of(""), new SimulatedNeon(), new SimulateCommand()));
    }
}

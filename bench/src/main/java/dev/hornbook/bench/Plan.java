package dev.hornbook.bench;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * How often is measured, and where progress is told.
 *
 * @param runs at least 1
 */
record Plan(int runs, PrintStream progress) {
    @FunctionalInterface
    interface Measurement {
        void of(Contender contender) throws Exception;
    }

    @FunctionalInterface
    interface Run {
        void once() throws Exception;
    }

    /** @throws ParameterException for a number of runs that measures nothing, or never ends */
    static void check(CommandSpec command, int runs) {
        if (runs < 1 || runs > 99) {
            throw new ParameterException(command.commandLine(), "--runs takes a number from 1 to 99, not " + runs + ".");
        }
    }

    /** Each pool by itself in every run. Who goes first changes with each, so that neither always meets the cooler machine. */
    void alternating(Scenario scenario, Measurement measurement) throws Exception {
        for (int run = 1; run <= runs; run++) {
            var order = List.of(Contender.values());
            for (var contender : run % 2 == 1 ? order : order.reversed()) {
                tell(scenario, run, contender.title());
                measurement.of(contender);
            }
        }
    }

    /** Both pools beside each other in every run: for what is mostly waiting. */
    void together(Scenario scenario, Run measurement) throws Exception {
        for (int run = 1; run <= runs; run++) {
            tell(scenario, run, "both pools");
            measurement.once();
        }
    }

    Plan times(int factor) {
        return new Plan(runs * factor, progress);
    }

    Plan once() {
        return new Plan(1, progress);
    }

    private void tell(Scenario scenario, int run, String who) {
        progress.println(scenario.name() + ", run " + run + " of " + runs + ": " + who);
    }
}

package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is asked for wrongly is said in a line, and measures nothing. */
class PoolCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void anUnknownScenarioIsAnsweredWithThoseThereAre() {
        assertThat(run("pool", "--scenario", "nosuch")).isEqualTo(2);
        assertThat(errors.toString()).contains("no scenario 'nosuch'").contains("one-thread, crowd, waking, suspended, outage, idle");
    }

    @Test
    void noRunsAreNoMeasurement() {
        assertThat(run("pool", "--runs", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--runs takes a number from 1 to 99, not 0");
    }

    @Test
    void theHelpNamesEveryScenarioAndTheExitCodes() {
        assertThat(run("pool", "--help")).isZero();
        assertThat(out.toString()).contains("one-thread", "crowd", "waking", "suspended", "outage", "idle", "Exit codes: 0 every goal");
    }
}

package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is asked for wrongly is said in a line, and measures nothing. */
class ScopeCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void noRunsAndNoExecutionsAreNoMeasurement() {
        assertThat(run("scope", "--runs", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--runs takes a number from 1 to 99, not 0");
        assertThat(run("scope", "--executions", "1")).isEqualTo(2);
        assertThat(errors.toString()).contains("--executions takes a number from 10 on, not 1");
    }

    @Test
    void theHelpSaysWhatIsBesideWhatAndTheExitCodes() {
        assertThat(run("scope", "--help")).isZero();
        assertThat(out.toString()).contains("bypasses row security", "Exit codes: 0 the scope adds less than 30 %");
    }
}

package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is asked for wrongly starts nothing. */
class StartCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void noRunsAreNoMeasurement() {
        assertThat(Main.commandLine().setErr(new PrintWriter(errors)).execute("start", "--runs", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--runs takes a number from 1 to 99, not 0");
    }
}

package dev.hornbook.pool.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    private final Sheet sheet = new Sheet(false);

    @Test
    void aStepIsAMarkItsNameItsTimeAndItsFindingWithTheAdviceUnderIt() {
        Step step = new Step("round-trip", Finding.attention("p50 74 ms, p95 87 ms over 20 probes",
                "The compute is far away, and every statement costs that much: run in the compute's region."), Duration.ofMillis(1_620));
        assertThat(sheet.of(step)).containsExactly(
                "!  round-trip    1.6 s  p50 74 ms, p95 87 ms over 20 probes",
                "                        => The compute is far away, and every statement costs",
                "                           that much: run in the compute's region.");
    }

    @Test
    void whatOthersHaveNamedCannotWriteOnTheTerminal() {
        Step step = new Step("connections", Finding.fine("1 by ada (\u001b[2J\u202egone\r)"), Duration.ZERO);
        assertThat(String.join("", sheet.of(step))).endsWith("1 by ada (?[2J?gone?)");
    }

    @Test
    void aNumberKeepsItsUnit() {
        Step step = new Step("clock", Finding.fine("the server's clock and this machine's agree, within 20 ms"), Duration.ZERO);
        assertThat(sheet.of(step)).last().asString().isEqualTo("                        20 ms");
    }

    @Test
    void coloursAreOnlyMarkAndTimeAndConclusion() {
        Report report = new Report(Verdict.FINE, List.of(), List.of(new Step("dns", Finding.fine("found"), Duration.ofMillis(12))));
        assertThat(new Sheet(true).of(report)).containsExactly(
                "\u001b[32mok\u001b[0m dns           \u001b[2m12 ms\u001b[0m  found", "\u001b[1mHealthy.\u001b[0m");
    }

    @Test
    void theDocumentIsJsonWhateverTheTextsHold() {
        Finding finding = Finding.attention("a \"quote\", a \\ and a \n line", "Mend it.").figure("daysLeft", 3).figure("p50Millis", 0.5);
        Report report = new Report(Verdict.ATTENTION, List.of(), List.of(new Step("tls", finding, Duration.ofMillis(7))));
        assertThat(report.json()).isEqualTo("""
                                            {
                                              "verdict": "attention",
                                              "settings": [],
                                              "steps": [
                                                {
                                                  "name": "tls",
                                                  "verdict": "attention",
                                                  "finding": "a \\"quote\\", a \\\\ and a \\u000a line",
                                                  "advice": "Mend it.",
                                                  "millis": 7,
                                                  "figures": {
                                                    "daysLeft": 3,
                                                    "p50Millis": 0.5
                                                  }
                                                }
                                              ]
                                            }""");
    }
}

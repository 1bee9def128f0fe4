package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrievalCommandTest {
    private final StringWriter errors = new StringWriter();
    private final StringWriter printed = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(printed)).execute(arguments);
    }

    @Test
    void noPassagesAreNoMeasurement() {
        assertThat(run("retrieval", "--passages", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--passages takes a number from 1 to 1000000");
    }

    @Test
    void aSmallBookIsMeasuredEveryWay() {
        assertThat(run("retrieval", "--passages", "120", "--rounds", "1", "--questions", "5")).isIn(0, 1);
        assertThat(printed.toString())
                .contains("both, as an answer is looked for", "words alone (BM25)", "meaning alone (dense)", "the question's vector")
                .contains("p95 under 25");
    }

    @Test
    void aPercentileIsTheSmallestThatItsShareDoesNotExceed() {
        List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();
        assertThat(List.of(RetrievalCommand.at(hundred, 0.5), RetrievalCommand.at(hundred, 0.95), RetrievalCommand.at(hundred, 0.99)))
                .containsExactly(50.0, 95.0, 99.0);
        assertThat(RetrievalCommand.at(List.of(7.0), 0.99)).isEqualTo(7);
    }
}

package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.retrieval.SampleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How well the sample textbook's questions find their sections, held to what was reached before. */
class SampleEvaluationTest {
    @Test
    void noFigureFallsBelowTheIntervalItHad() {
        try (MeasuredBook book = SampleBook.get().measured()) {
            Report report = Report.of(book, QuestionSet.ours("physical-ai").only(Half.TUNING), done -> {});
            Baseline.of("physical-ai.tuning.tsv").holdsFor(report.measures());
            assertThat(ReportText.of(report)).contains("hybrid", "nDCG@10", "share no word", "refusing");
            assertThat(Misses.of(report, Engine.HYBRID)).hasSizeLessThan(report.outcomes().get(Engine.HYBRID).size() / 3);
        }
    }

    @Test
    void aLossBeyondTheIntervalIsToldAndOneWithinItIsNot() {
        Baseline before = Baseline.parse("a\t0.900\t0.850\t0.950\nb\t0.900\t0.850\t0.950\n");
        assertThat(before.losses(Map.of("a", new Measure(0.86, 0, 1), "b", new Measure(0.84, 0, 1)))).singleElement().asString()
                .startsWith("b fell from 0.900 to 0.840");
    }

    @Test
    void questionsOnAnotherBookAreNotMeasured() {
        var elsewhere = new QuestionSet("mine", List.of(new LabelledQuestion("a", "Why?", List.of("no-chapter#x"), Half.TUNING, false)));
        try (MeasuredBook book = SampleBook.get().measured()) {
            assertThatThrownBy(() -> Report.of(book, elsewhere, done -> {})).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no-chapter#x");
        }
    }
}

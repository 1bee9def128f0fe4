package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.retrieval.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Means and shares over questions, against values worked out by hand. */
class FiguresTest {
    private static final Evidence STRONG = new Evidence(1, 1, false, OptionalDouble.of(1));
    private static final Evidence WEAK = new Evidence(0, 1, false, OptionalDouble.of(0));

    private static Outcome outcome(List<String> right, List<String> ranking, Evidence evidence) {
        return new Outcome(new LabelledQuestion("q", "Why?", right, Half.TUNING, false), false, ranking, evidence);
    }

    @Test
    void figuresAreMeansOverTheAnswerableQuestions() {
        Figures figures = Figures.of(List.of(outcome(List.of("a#1"), List.of("a#1", "a#2"), STRONG),
                outcome(List.of("a#2"), List.of("a#1", "a#2"), STRONG),
                outcome(List.of("a#3"), List.of("a#1", "a#2", "b#1", "b#2", "b#3", "a#3"), STRONG),
                outcome(List.of("a#9"), List.of("a#1"), STRONG),
                outcome(List.of(), List.of("a#1"), WEAK)));
        assertThat(figures.questions()).isEqualTo(4);
        assertThat(figures.mrr10().value()).isCloseTo((1 + 1.0 / 2 + 1.0 / 6 + 0) / 4, within(1e-9));
        assertThat(figures.recall5().value()).isEqualTo(0.5);
        assertThat(figures.recall20().value()).isEqualTo(0.75);
        // (1 + 1 / log2 3 + 1 / log2 7 + 0) / 4 = (1 + 0.6309 + 0.3562) / 4
        assertThat(figures.ndcg10().value()).isCloseTo(0.4968, within(5e-5));
    }

    @Test
    void refusingIsJudgedByWhatWasRefusedAndWhatShouldHaveBeen() {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(outcome(List.of(), List.of(), WEAK));
        }
        outcomes.add(outcome(List.of(), List.of("a#1"), STRONG));
        outcomes.add(outcome(List.of("a#1"), List.of("a#1"), WEAK));
        outcomes.add(outcome(List.of("a#1"), List.of("a#1"), WEAK));
        outcomes.add(outcome(List.of("a#1"), List.of("a#1"), STRONG));
        Refusing refusing = Refusing.of(outcomes);
        assertThat(refusing.unanswerable()).isEqualTo(4);
        assertThat(refusing.precision().value()).isEqualTo(3.0 / 5);
        assertThat(refusing.recall().value()).isEqualTo(3.0 / 4);
        assertThat(refusing.f1().value()).isCloseTo(2 * 0.6 * 0.75 / (0.6 + 0.75), within(1e-9));
    }

    @Test
    void aBookThatRefusesNothingHasRefusedNothingRightly() {
        assertThat(Refusing.of(List.of(outcome(List.of(), List.of("a#1"), STRONG))).f1().value()).isZero();
    }

    @Test
    void theFirstPassageOfASectionCountsAndAChapterMayBeLabelledAsAWhole() {
        var question = new LabelledQuestion("q", "Why?", List.of("b"), Half.TUNING, false);
        assertThat(MeasuredBook.units(question, List.of("a#1", "a#1", "b#2", "a#1", "b#3", "a#2"))).containsExactly("a#1", "b", "a#2");
    }
}

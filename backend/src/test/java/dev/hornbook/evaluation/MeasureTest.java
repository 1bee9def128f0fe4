package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static double mean(List<Double> sample) {
        return sample.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static List<Double> coins(int heads, int all) {
        return IntStream.range(0, all).mapToObj(i -> i < heads ? 1.0 : 0.0).toList();
    }

    @Test
    void theIntervalOfAShareIsAboutTheNormalOne() {
        Measure measure = Measure.of(coins(80, 100), MeasureTest::mean);
        assertThat(measure.value()).isEqualTo(0.8);
        // 0.8 ± 1.96 · √(0.8 · 0.2 / 100) = 0.8 ± 0.0784
        assertThat(measure.low()).isCloseTo(0.7216, within(0.02));
        assertThat(measure.high()).isCloseTo(0.8784, within(0.02));
    }

    @Test
    void moreQuestionsMakeItNarrower() {
        Measure few = Measure.of(coins(40, 50), MeasureTest::mean);
        Measure many = Measure.of(coins(400, 500), MeasureTest::mean);
        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    }

    @Test
    void theSameOutcomesGiveTheSameInterval() {
        assertThat(Measure.of(coins(7, 20), MeasureTest::mean)).isEqualTo(Measure.of(coins(7, 20), MeasureTest::mean));
    }

    @Test
    void aHundredWithoutAMissMayStillHaveThreeInTheNextHundred() {
        Measure measure = Measure.of(Collections.nCopies(100, 1.0), MeasureTest::mean);
        assertThat(measure.value()).isEqualTo(1);
        assertThat(measure.low()).isCloseTo(0.97, within(1e-9));
        assertThat(measure.high()).isEqualTo(1);
        assertThat(Measure.of(Collections.nCopies(2, 0.0), MeasureTest::mean)).isEqualTo(new Measure(0, 0, 1));
    }

    @Test
    void withoutQuestionsThereIsNothing() {
        assertThat(Measure.of(List.<Double>of(), MeasureTest::mean)).isEqualTo(new Measure(0, 0, 0));
    }
}

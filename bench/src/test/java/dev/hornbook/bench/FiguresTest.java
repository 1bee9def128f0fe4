package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private record Judged(Map<String, Goal> goals) implements Scenario {
        @Override
        public String name() {
            return "judged";
        }

        @Override
        public String title() {
            return "Judged";
        }

        @Override
        public void measure(Plan plan, Figures figures) {}
    }

    private static Figures of(Goal goal, double[] ours, double[] theirs) {
        var figures = new Figures(new Judged(Map.of("time, ms", goal)));
        for (var value : ours) {
            figures.add("time, ms", Contender.HORNBOOK, value);
        }
        for (var value : theirs) {
            figures.add("time, ms", Contender.HIKARI, value);
        }
        return figures;
    }

    @Test
    void aRowShowsMedianSpreadRatioGoalAndVerdict() {
        var figures = of(Goal.ratioAtMost(0.8, "at most 0.8×"), new double[]{9, 7, 8}, new double[]{10, 1_000, 11});
        assertThat(figures.table().lines().toList().getLast().strip().replaceAll(" +", " "))
                .isEqualTo("time, ms 8 (7–9) 11 (10–1,000) 0.73× at most 0.8× yes");
        assertThat(figures.reached()).isTrue();
    }

    @Test
    void theMedianDecidesUnlessItMustHoldInEveryRun() {
        double[] ours = {1, 2, 9};
        assertThat(of(Goal.atMost(2, ""), ours, ours).reached()).isTrue();
        assertThat(of(Goal.atMost(1.9, ""), ours, ours).reached()).isFalse();
        assertThat(of(Goal.neverAbove(2, ""), ours, ours).reached()).isFalse();
        assertThat(of(Goal.neverBelow(2, ""), ours, ours).reached()).isFalse();
        assertThat(of(Goal.ratioAtLeast(1, ""), ours, new double[]{2, 2, 2}).reached()).isTrue();
        assertThat(of(Goal.ratioAtLeast(1, ""), ours, new double[]{3, 3, 3}).reached()).isFalse();
    }

    @Test
    void aGoalThatIsNotJudgedIsNotMissedAndOneWithoutAFigureIs() {
        assertThat(of(Goal.atMost(1, "").unjudged(), new double[]{2}, new double[]{}).reached()).isTrue();
        assertThat(of(Goal.atMost(1, ""), new double[]{}, new double[]{1}).reached()).isFalse();
        assertThat(of(Goal.neverAbove(1, ""), new double[]{Double.NaN}, new double[]{1}).reached()).as("what never came").isFalse();
    }
}

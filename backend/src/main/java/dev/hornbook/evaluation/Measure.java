package dev.hornbook.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A figure and its 95 % interval, by the percentile bootstrap over questions: {@value #TIMES} times as many questions are drawn
 * from them with replacement, and the middle 95 % of the figures is the interval (Efron 1979). The seed is fixed, so the same
 * outcomes give the same interval. Where every sample gives the same figure, as it does when nothing was missed, that is no
 * certainty: then the interval reaches 3 / n from it, with n questions (the rule of three; Hanley, Lippman-Hand 1983). All figures
 * are shares, from 0 to 1.
 */
public record Measure(double value, double low, double high) {
    private static final int TIMES = 2_000;
    private static final long SEED = 6;

    /** A statistic of outcomes; 0 to 0 where there are none. */
    static <T> Measure of(List<T> outcomes, ToDoubleFunction<List<T>> statistic) {
        if (outcomes.isEmpty()) {
            return new Measure(0, 0, 0);
        }
        var random = new SplittableRandom(SEED);
        double[] drawn = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            var sample = new ArrayList<T>(outcomes.size());
            for (int i = 0; i < outcomes.size(); i++) {
                sample.add(outcomes.get(random.nextInt(outcomes.size())));
            }
            drawn[time] = statistic.applyAsDouble(sample);
        }
        Arrays.sort(drawn);
        double value = statistic.applyAsDouble(outcomes);
        if (drawn[0] == drawn[TIMES - 1]) {
            double doubt = 3.0 / outcomes.size();
            return new Measure(value, Math.max(0, value - doubt), Math.min(1, value + doubt));
        }
        return new Measure(value, drawn[(int) (TIMES * 0.025)], drawn[(int) (TIMES * 0.975) - 1]);
    }
}

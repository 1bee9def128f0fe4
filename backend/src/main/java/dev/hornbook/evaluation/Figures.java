package dev.hornbook.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How well the answerable questions found their sections: means over the questions, of what {@link Ranks} defines. */
public record Figures(int questions, Measure ndcg10, Measure mrr10, Measure recall5, Measure recall20) {
    static Figures of(List<Outcome> outcomes) {
        List<Outcome> answerable = outcomes.stream().filter(outcome -> outcome.question().isAnswerable()).toList();
        return new Figures(answerable.size(),
                mean(answerable, outcome -> Ranks.ndcg(outcome.ranking(), outcome.right(), 10)),
                mean(answerable, outcome -> Ranks.reciprocal(outcome.ranking(), outcome.right(), 10)),
                mean(answerable, outcome -> Ranks.recall(outcome.ranking(), outcome.right(), 5)),
                mean(answerable, outcome -> Ranks.recall(outcome.ranking(), outcome.right(), 20)));
    }

    private static Measure mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        List<Double> values = outcomes.stream().map(figure::applyAsDouble).toList();
        return Measure.of(values, sample -> sample.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    }
}

package dev.hornbook.evaluation;

import java.util.List;
import java.util.stream.Stream;

/** The questions that one engine did not find, or wrongly refused or answered: a line each. */
public final class Misses {
    private static final int FIRST = 5;
    private static final int SHOWN = 3;

    private Misses() {}

    public static List<String> of(Report report, Engine engine) {
        return report.outcomes().get(engine).stream().flatMap(Misses::of).toList();
    }

    private static Stream<String> of(Outcome outcome) {
        LabelledQuestion question = outcome.question();
        int rank = Ranks.first(outcome.ranking(), outcome.right());
        Stream<String> lost = question.isAnswerable() && rank > FIRST
                ? Stream.of(line(outcome, "found", (rank == Integer.MAX_VALUE ? "nowhere" : "at " + rank) + "; first are "
                        + String.join(", ", outcome.ranking().stream().limit(SHOWN).toList()) + "; right is "
                        + String.join(" or ", question.sections())))
                : Stream.empty();
        Stream<String> judged = question.isAnswerable() == outcome.isRefused()
                ? Stream.of(line(outcome, outcome.isRefused() ? "refused" : "answered", outcome.evidence().toString()))
                : Stream.empty();
        return Stream.concat(lost, judged);
    }

    private static String line(Outcome outcome, String what, String how) {
        return "%-7s %-8s %s %s: %s".formatted(outcome.question().id(), what, outcome.apart() ? "*" : " ", outcome.question().question(),
                how);
    }
}

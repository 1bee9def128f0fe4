package dev.hornbook.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The figures, for people. */
public final class ReportText {
    private ReportText() {}

    /** Some twenty lines, without colour. */
    public static String of(Report report) {
        List<Report.Line> lines = Stream.of(Engine.values()).map(report::line).toList();
        var text = new StringBuilder(
                say("%s: %,d questions on %,d passages; in brackets the middle 95 %% of 2,000 bootstrap samples of the questions%n%n",
                        report.set(), report.outcomes().get(Engine.HYBRID).size(), report.passages()));
        table(text, say("%d answerable", lines.getFirst().all().questions()), lines, Report.Line::all);
        table(text, say("%d of them share no word", lines.getFirst().apart().questions()), lines, Report.Line::apart);
        text.append(say("%-24s %-20s %-20s %-20s%n", say("refusing %d", lines.getFirst().refusing().unanswerable()), "precision", "recall",
                "F1"));
        lines.forEach(line -> text.append(say("%-24s %s %s %s%n", line.engine().title(), shown(line.refusing().precision()),
                shown(line.refusing().recall()), shown(line.refusing().f1()))));
        return text.toString();
    }

    private static void table(StringBuilder text, String title, List<Report.Line> lines, Function<Report.Line, Figures> which) {
        text.append(say("%-24s %-20s %-20s %-20s %-20s%n", title, "nDCG@10", "MRR@10", "recall@5", "recall@20"));
        lines.forEach(line -> {
            Figures figures = which.apply(line);
            text.append(say("%-24s %s %s %s %s%n", line.engine().title(), shown(figures.ndcg10()), shown(figures.mrr10()),
                    shown(figures.recall5()), shown(figures.recall20())));
        });
        text.append('\n');
    }

    private static String shown(Measure measure) {
        return say("%.3f [%.3f, %.3f]", measure.value(), measure.low(), measure.high());
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

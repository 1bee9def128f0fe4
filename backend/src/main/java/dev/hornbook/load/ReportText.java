package dev.hornbook.load;

import java.util.List;
import java.util.Locale;

/** A run's tables, for people. */
public final class ReportText {
    private ReportText() {}

    /** Some thirty lines, without colour. */
    public static String of(Report report) {
        var text = new StringBuilder();
        Plan plan = report.plan();
        text.append(say(
                "%,d readers, each doing something every %.1f s on average; counted for %.0f s, after %.0f s in which they came%n%n",
                plan.readers(), plan.thinking().toMillis() / 1e3, report.counted().toMillis() / 1e3, plan.warmUp().toMillis() / 1e3));
        text.append(say("%-28s %9s %7s %7s %8s %8s %8s %8s%n", "milliseconds", "requests", "a s", "failed", "p50", "p95", "p99", "max"));
        report.lines().forEach(line -> text.append(say("%-28s %,9d %7.1f %,7d %s%n", line.row().title(), line.requests(), line.perSecond(),
                line.failed(), times(line.took()))));
        database(text, report.lines());
        failures(text, report.lines());
        text.append(say("%nbegun late by the load itself %24s %s%n%n", "", times(report.late())));
        goal(text, "p95 of the slowest row that waits for neither a model nor a password's hash, ms", report.slowestP95(),
                report.slowestP95() < Report.P95_UNDER);
        goal(text,
                report.databaseTold() ? "p95 of the database's part of the slowest such row, ms" : "the database's part was not told, ms",
                report.slowestDatabaseP95(), report.databaseTold() && report.slowestDatabaseP95() < Report.P95_UNDER);
        text.append(say("%-80s %8.2f  at most %-6.1f %s%n", "failed, in a hundred", report.failedPart() * 100, Report.MOST_FAILED * 100,
                reached(report.failedPart() <= Report.MOST_FAILED)));
        return text.toString();
    }

    private static void database(StringBuilder text, List<Report.Line> all) {
        List<Report.Line> lines = all.stream().filter(line -> line.database().count() > 0).toList();
        if (lines.isEmpty()) {
            return;
        }
        text.append(say("%n%-28s %-35s   %-35s   %s%n", "of which at the database", "waiting for a connection", "at its statements",
                "together"));
        text.append(say("%-28s %1$.0s%2$8s %3$8s %4$8s %5$8s   %2$8s %3$8s %4$8s %5$8s   %3$8s%n", "", "p50", "p95", "p99", "max"));
        lines.forEach(line -> text.append(say("%-28s %s   %s   %8.1f%n", line.row().title(), times(line.acquire()), times(line.execute()),
                line.database().p95())));
    }

    private static void failures(StringBuilder text, List<Report.Line> lines) {
        if (lines.stream().anyMatch(line -> line.failed() > 0)) {
            text.append(say("%nfailed%n"));
            lines.forEach(line -> line.failures().forEach((reason, count) -> text.append(say("%-28s %,9d  %s%n", line.row().title(), count,
                    reason))));
        }
    }

    private static void goal(StringBuilder text, String what, double value, boolean reached) {
        text.append(say("%-80s %8.1f  under %-8.0f %s%n", what, value, Report.P95_UNDER, reached(reached)));
    }

    private static String reached(boolean yes) {
        return yes ? "yes" : "NO";
    }

    private static String times(Figures of) {
        return of.count() == 0
                ? say("%8s %8s %8s %8s", "-", "-", "-", "-")
                : say("%8.1f %8.1f %8.1f %8.1f", of.p50(), of.p95(), of.p99(), of.max());
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

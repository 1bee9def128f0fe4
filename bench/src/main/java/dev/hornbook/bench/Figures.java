package dev.hornbook.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of all runs, printed as a table: the median of each with lowest and highest, and our median over the peer's. */
final class Figures {
    private static final String ROW = "%-24s %30s %30s %9s";

    private final Map<String, Map<String, Map<Contender, List<Double>>>> scenarios = new LinkedHashMap<>();

    void add(String scenario, String quantity, Contender contender, double value) {
        scenarios.computeIfAbsent(scenario, _ -> new LinkedHashMap<>()).computeIfAbsent(quantity, _ -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, _ -> new ArrayList<>()).add(value);
    }

    /** Lines without a trailing line end. */
    String table() {
        return scenarios.entrySet().stream().map(scenario -> table(scenario.getKey(), scenario.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String table(String scenario, Map<String, Map<Contender, List<Double>>> quantities) {
        List<String> lines = new ArrayList<>(List.of(scenario));
        lines.add(ROW.formatted("", Contender.HORNBOOK.title(), Contender.HIKARI.title(), "ratio"));
        quantities.forEach((quantity, values) -> {
            var ours = values.get(Contender.HORNBOOK);
            var theirs = values.get(Contender.HIKARI);
            lines.add(ROW.formatted("  " + quantity, spread(ours), spread(theirs), ratio(median(ours), median(theirs))));
        });
        return String.join("\n", lines);
    }

    private static String spread(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return number(median(values)) + " (" + number(sorted.getFirst()) + "–" + number(sorted.getLast()) + ")";
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Two digits after the point where they matter. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%,.2f" : "%,.0f", value);
    }

    /** None where the peer's figure is printed as zero: what is divided by then is noise. */
    private static String ratio(double ours, double theirs) {
        return theirs < 0.005 ? "–" : String.format(Locale.ROOT, "%,.2f×", ours / theirs);
    }
}

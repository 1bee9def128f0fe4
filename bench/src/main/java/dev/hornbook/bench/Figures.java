package dev.hornbook.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all runs of a scenario: the median of each with lowest and highest, our median over the peer's, and what was to reach. */
final class Figures {
    private static final String ROW = "%-44s %26s %26s %8s  %-24s %s";

    private final Scenario scenario;
    private final Map<String, Map<Contender, List<Double>>> quantities = new LinkedHashMap<>();

    Figures(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Callable by threads that measure beside each other. */
    synchronized void add(String quantity, Contender contender, double value) {
        quantities.computeIfAbsent(quantity, _ -> new EnumMap<>(Contender.class)).computeIfAbsent(contender, _ -> new ArrayList<>())
                .add(value);
    }

    /** Of one pool and quantity, in the order of the runs; empty when there are none. */
    List<Double> of(String quantity, Contender contender) {
        return quantities.getOrDefault(quantity, Map.of()).getOrDefault(contender, List.of());
    }

    /** Whether no goal was missed. A goal without a figure is missed. */
    boolean reached() {
        return scenario.goals().keySet().stream().noneMatch(quantity -> verdict(quantity).equals("NO"));
    }

    private String verdict(String quantity) {
        var goal = scenario.goals().get(quantity);
        var ours = of(quantity, Contender.HORNBOOK);
        if (goal == null) {
            return "";
        }
        return ours.isEmpty() ? "NO" : goal.verdict(ours, of(quantity, Contender.HIKARI));
    }

    /** Lines without a trailing line end. */
    String table() {
        List<String> lines = new ArrayList<>(List.of(scenario.title()));
        lines.add(row("", Contender.HORNBOOK.title(), Contender.HIKARI.title(), "ratio", "to reach", "reached"));
        for (var quantity : quantities.keySet()) {
            var ours = of(quantity, Contender.HORNBOOK);
            var theirs = of(quantity, Contender.HIKARI);
            var goal = scenario.goals().get(quantity);
            lines.add(row("  " + quantity, spread(ours), spread(theirs), ratio(ours, theirs), goal == null ? "" : goal.text(),
                    verdict(quantity)));
        }
        return String.join("\n", lines);
    }

    private static String row(Object... cells) {
        return ROW.formatted(cells).stripTrailing();
    }

    private static String spread(List<Double> values) {
        if (values.isEmpty()) {
            return "–";
        }
        var sorted = values.stream().sorted().toList();
        var middle = number(median(values));
        var low = number(sorted.getFirst());
        var high = number(sorted.getLast());
        return low.equals(high) ? middle : middle + " (" + low + "–" + high + ")";
    }

    /** @param format of one figure, as {@code %.2f} */
    static String spread(List<Double> values, String format) {
        var sorted = values.stream().sorted().toList();
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median(sorted), sorted.getFirst(), sorted.getLast());
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Two digits after the point where they matter. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "never";
        }
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%,.2f" : "%,.0f", value);
    }

    /** None where the peer's figure is printed as zero: what is divided by then is noise. */
    private static String ratio(List<Double> ours, List<Double> theirs) {
        double by = median(theirs);
        double ratio = median(ours) / by;
        return by < 0.005 || Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%,.2f×", ratio);
    }
}

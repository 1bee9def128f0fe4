package dev.hornbook.pool.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole check.
 *
 * @param verdict the worst of all
 * @param settings what is wrong with the settings, each in a sentence or two; where there is a database to go to, they went no worse than
 *     {@link Verdict#ATTENTION}
 * @param steps in the order in which they were taken
 */
public record Report(Verdict verdict, List<String> settings, List<Step> steps) {
    /** Keeps copies. */
    public Report {
        settings = List.copyOf(settings);
        steps = List.copyOf(steps);
    }

    /** Settings that lead nowhere. */
    public static Report unusable(List<String> settings) {
        return new Report(Verdict.UNUSABLE, settings, List.of());
    }

    /** What to say of it in the end. */
    public String conclusion() {
        return switch (verdict) {
            case FINE -> "Healthy.";
            case ATTENTION -> "Usable, but something needs attention.";
            case UNUSABLE -> "Unusable: mend what stands above.";
        };
    }

    /**
     * The report as one JSON document: {@code verdict}, {@code settings}, and {@code steps} of {@code name}, {@code verdict}, {@code finding},
     * {@code advice} (absent where there is none), {@code millis} and {@code figures}.
     */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("verdict", verdict.word());
        document.put("settings", settings);
        List<Object> all = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", step.name());
            fields.put("verdict", step.finding().verdict().word());
            fields.put("finding", step.finding().text());
            step.finding().advice().ifPresent(advice -> fields.put("advice", advice));
            fields.put("millis", step.took().toMillis());
            fields.put("figures", step.finding().figures());
            all.add(fields);
        }
        document.put("steps", all);
        return Json.of(document);
    }
}

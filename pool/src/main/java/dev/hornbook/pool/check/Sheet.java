package dev.hornbook.pool.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A report for people: lines of at most 80 columns; for each step a mark (with its colour), its name, what it took, what was found, and under that
 * the advice. What came from elsewhere (names in certificates, of roles and of programs) cannot move the cursor or turn the writing round.
 */
public final class Sheet {
    private static final int WIDTH = 80;
    private static final int NAME = 12;
    private static final int TIME = 7;
    private static final int TEXT = 3 + NAME + TIME + 2;

    private final boolean colours;

    /** @param colours whether to colour, as a terminal understands it (ECMA-48) */
    public Sheet(boolean colours) {
        this.colours = colours;
    }

    /** The lines of a step. */
    public List<String> of(Step step) {
        String time = Words.time(step.took());
        String head = padded(step.name(), NAME) + " ".repeat(Math.max(0, TIME - time.length())) + paint("2", time) + "  ";
        List<String> lines = new ArrayList<>(entry(step.finding().verdict(), head, step.finding().text()));
        step.finding().advice().ifPresent(advice -> lines.addAll(advised(clean(advice))));
        return lines;
    }

    /** The whole report. */
    public List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        report.steps().forEach(step -> lines.addAll(of(step)));
        lines.addAll(end(report));
        return lines;
    }

    /** What follows the steps: settings at fault and the conclusion. */
    public List<String> end(Report report) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = report.steps().isEmpty() ? Verdict.UNUSABLE : Verdict.ATTENTION;
        report.settings().forEach(problem -> lines.addAll(entry(verdict, padded("setting", NAME + TIME + 2), problem)));
        lines.add(paint("1", report.conclusion()));
        return lines;
    }

    private List<String> entry(Verdict verdict, String head, String text) {
        List<String> lines = new ArrayList<>();
        for (String part : wrapped(clean(text), WIDTH - TEXT)) {
            lines.add((lines.isEmpty() ? mark(verdict) + " " + head : " ".repeat(TEXT)) + part);
        }
        return lines;
    }

    private static List<String> advised(String advice) {
        List<String> lines = new ArrayList<>();
        for (String part : wrapped(advice, WIDTH - TEXT - 3)) {
            lines.add(" ".repeat(TEXT) + (lines.isEmpty() ? "=> " : "   ") + part);
        }
        return lines;
    }

    private String mark(Verdict verdict) {
        return switch (verdict) {
            case FINE -> paint("32", "ok");
            case ATTENTION -> paint("33", "! ");
            case UNUSABLE -> paint("31", "x ");
        };
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Broken at spaces, but not between a number and its unit; a word that is longer than a line stays whole, so that it can be copied. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.replaceAll("(\\d) (ms|s|min|CU)\\b", "$1\u00a0$2").split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word.replace('\u00a0', ' '));
        }
        lines.add(line.toString());
        return lines;
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}&&[^\\n]]", "?");
    }
}

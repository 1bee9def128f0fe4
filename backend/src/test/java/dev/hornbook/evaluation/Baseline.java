package dev.hornbook.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Figures as they were when they were last looked at, each with its interval: {@code name TAB value TAB low TAB high}. A figure
 * below its interval is a loss that chance does not explain.
 */
final class Baseline {
    private final Map<String, Measure> measures;

    private Baseline(Map<String, Measure> measures) {
        this.measures = measures;
    }

    static Baseline of(String resource) {
        try (InputStream in = Baseline.class.getResourceAsStream("/eval/" + resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Baseline parse(String text) {
        return new Baseline(text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t"))
                .collect(Collectors.toMap(parts -> parts[0], parts -> new Measure(Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]), Double.parseDouble(parts[3])))));
    }

    /** The figures that lie below their intervals, each in a sentence. */
    List<String> losses(Map<String, Measure> now) {
        return now.entrySet().stream().filter(entry -> rounded(entry.getValue().value()) < measures.get(entry.getKey()).low())
                .map(entry -> "%s fell from %.3f to %.3f, below its interval from %.3f to %.3f".formatted(entry.getKey(),
                        measures.get(entry.getKey()).value(), entry.getValue().value(), measures.get(entry.getKey()).low(),
                        measures.get(entry.getKey()).high()))
                .toList();
    }

    void holdsFor(Map<String, Measure> now) {
        String lines = now.entrySet().stream().map(entry -> String.format(Locale.ROOT, "%s\t%.3f\t%.3f\t%.3f", entry.getKey(),
                entry.getValue().value(), entry.getValue().low(), entry.getValue().high())).collect(Collectors.joining("\n"));
        assertThat(measures.keySet()).as("the figures now, for the file:%n%s%n", lines).isEqualTo(now.keySet());
        assertThat(losses(now)).as("the figures now, for the file if they are meant to be so:%n%s%n", lines).isEmpty();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

package dev.hornbook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of docs/metrics.md, and the same of what was scraped. */
public final class MetricsPage {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SUFFIX = Pattern.compile("_(?:bucket|count|sum)$");
    /** Those that a bucket and a quantile have in the format itself. */
    private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

    private final Map<String, Family> families = new TreeMap<>();

    private MetricsPage() {}

    /**
     * A metric.
     *
     * @param type as Prometheus names it
     * @param sometimes whether the page says that it is emitted only where something holds
     */
    public record Family(String type, Set<String> labels, boolean sometimes) {}

    /** The page. */
    public static MetricsPage here() {
        var page = new MetricsPage();
        try {
            Files.readAllLines(Path.of(System.getProperty("hornbook.root"), "docs", "metrics.md")).forEach(page::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page;
    }

    private void read(String line) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            Set<String> labels = new TreeSet<>();
            Arrays.stream(row.group(4).split("`")).filter(text -> text.matches("\\w+")).forEach(labels::add);
            if (families.put(row.group(1), new Family(row.group(2), labels, row.group(5).contains("Only where"))) != null) {
                throw new AssertionError(row.group(1) + " stands on the page twice");
            }
        }
    }

    /** By name. */
    public Map<String, Family> families() {
        return families;
    }

    /** Every name under which a query finds a sample, with its labels. */
    public Map<String, Set<String>> samples() {
        Map<String, Set<String>> samples = new TreeMap<>();
        families.forEach((name, family) -> {
            switch (family.type()) {
                case "histogram" -> {
                    Set<String> ofBuckets = new HashSet<>(family.labels());
                    ofBuckets.add("le");
                    samples.put(name + "_bucket", ofBuckets);
                    samples.put(name + "_count", family.labels());
                    samples.put(name + "_sum", family.labels());
                }
                case "summary" -> {
                    samples.put(name + "_count", family.labels());
                    samples.put(name + "_sum", family.labels());
                }
                default -> samples.put(name, family.labels());
            }
        });
        return samples;
    }

    /** What a scrape holds. */
    public static Map<String, Family> scraped(String text) {
        Map<String, Family> families = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                families.put(type.group(1), new Family(type.group(2), new TreeSet<>(), false));
            } else if (!line.startsWith("#")) {
                sample(families, line);
            }
        });
        return families;
    }

    private static void sample(Map<String, Family> families, String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        String name = families.containsKey(sample.group(1)) ? sample.group(1) : SUFFIX.matcher(sample.group(1)).replaceAll("");
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().map(label -> label.group(1)).filter(label -> !OF_THE_FORMAT.contains(label))
                    .forEach(families.get(name).labels()::add);
        }
    }
}

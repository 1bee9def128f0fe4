package dev.hornbook.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.testing.MetricsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules under docs/ops ask for metrics and labels that docs/metrics.md has. */
class DashboardTest {
    private static final Path OPS = Path.of(System.getProperty("hornbook.root"), "docs", "ops");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w$])[a-zA-Z_:]\\w*");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:]\\w*)\\s*\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    private final Map<String, Set<String>> samples = MetricsPage.here().samples();

    DashboardTest() {
        samples.put("up", Set.of());
    }

    @Test
    void theDashboardAsksForWhatIsThereAndSaysWhatEachPanelShows() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(OPS.resolve("grafana-dashboard.json").toFile());
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            panel.path("targets").forEach(target -> {
                assertThat(faults(target.path("expr").asText())).as(title).isEmpty();
                assertThat(target.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
            });
        }
        assertThat(ids).hasSizeGreaterThan(9);
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.toString()).as("a variable's query").contains("label_values(hornbook_pool_state, job)");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyAlertAsksForWhatIsThereAndSaysWhatToDo() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(OPS.resolve("alerts.yaml")));
        var rules = new ArrayList<Map<String, Object>>();
        ((List<Map<String, Object>>) file.get("groups")).forEach(group -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
        assertThat(rules).hasSizeGreaterThan(6);
        for (Map<String, Object> rule : rules) {
            String name = (String) rule.get("alert");
            assertThat(faults((String) rule.get("expr"))).as(name).isEmpty();
            var annotations = (Map<String, String>) rule.get("annotations");
            assertThat(annotations.get("summary")).as(name).isNotBlank();
            assertThat(annotations.get("description")).as(name).endsWith(".").hasSizeGreaterThan(80);
            assertThat(annotations.values()).as(name).allSatisfy(text -> assertThat(labels(text)).isSubsetOf(grouped(rule)));
        }
    }

    @Test
    void aMetricOrALabelThatIsNotOnThePageIsFound() {
        assertThat(faults("sum by (route) (rate(hornbook_http_requests_seconds_count{status=~\"5..\"}[5m])) > 0.1")).isEmpty();
        assertThat(faults("rate(hornbook_http_requests_total[5m])")).containsExactly("no metric hornbook_http_requests_total");
        assertThat(faults("hornbook_http_requests_seconds")).as("a histogram has no sample of its own name").hasSize(1);
        assertThat(faults("hornbook_http_connections{route=\"/\"}")).containsExactly("hornbook_http_connections has no label route");
        assertThat(faults("sum by (route) (hornbook_http_connections)")).containsExactly("hornbook_http_connections has no label route");
    }

    /** What an expression asks for in vain. */
    private List<String> faults(String expression) {
        List<String> faults = new ArrayList<>();
        String plain = TEXT.matcher(expression).replaceAll("\"\"").replaceAll("\\[[^]]*]", "");
        Matcher selector = SELECTOR.matcher(plain);
        while (selector.find()) {
            names(selector.group(2)).forEach(label -> fault(selector.group(1), label, faults));
        }
        Set<String> grouped = GROUPING.matcher(plain).results().collect(TreeSet::new, (all, group) -> all.addAll(names(group.group(1))),
                Set::addAll);
        String metrics = GROUPING.matcher(plain.replaceAll("\\{[^}]*}", "")).replaceAll("").replaceAll("\\w+\\s*\\(", "(");
        for (String metric : names(metrics)) {
            if (!WORDS.contains(metric)) {
                grouped.forEach(label -> fault(metric, label, faults));
                if (!samples.containsKey(metric)) {
                    faults.add("no metric " + metric);
                }
            }
        }
        return faults;
    }

    /** A metric beside a histogram's buckets is grouped by less. */
    private void fault(String metric, String label, List<String> faults) {
        boolean known = samples.getOrDefault(metric, Set.of(label)).contains(label) || OF_THE_SCRAPE.contains(label)
                || label.equals("le") && metric.endsWith("_count");
        if (!known) {
            faults.add(metric + " has no label " + label);
        }
    }

    private static List<String> names(String text) {
        return NAME.matcher(text).results().map(name -> name.group()).filter(name -> !name.isEmpty()).toList();
    }

    private static Set<String> labels(String annotation) {
        return Pattern.compile("\\$labels\\.(\\w+)").matcher(annotation).results().collect(TreeSet::new,
                (all, label) -> all.add(label.group(1)), Set::addAll);
    }

    private static Set<String> grouped(Map<String, Object> rule) {
        Set<String> labels = new TreeSet<>(OF_THE_SCRAPE);
        GROUPING.matcher((String) rule.get("expr")).results().forEach(group -> labels.addAll(names(group.group(1))));
        return labels;
    }
}

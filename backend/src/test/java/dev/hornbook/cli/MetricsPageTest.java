package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.answer.ScriptedModel;
import dev.hornbook.answer.ScriptedModel.Script;
import dev.hornbook.testing.MetricsPage;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and what a service that has done a little of everything answers Prometheus. */
@Tag("integration")
class MetricsPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final ScriptedModel model = new ScriptedModel().plays(Script.saying("It drifts [1]."));
    @AutoClose
    private static final RunningService service = new RunningService(db.url(),
            Map.of("OPENAI_BASE_URL", model.base().toString(), "HORNBOOK_MODEL", "scripted"));

    @Test
    void thePageHasEveryMetricThatIsEmittedWithItsTypeAndLabelsAndNoOther() {
        SignedInReader ann = service.signUp("ann");
        ann.ask(ann.newConversation(), "Why does the heading computed from a gyroscope drift?", "1", "Accept", "application/json");
        System.gc();

        Map<String, MetricsPage.Family> told = MetricsPage.here().families();
        Map<String, MetricsPage.Family> emitted = scrapeUntilItHas(told.keySet().stream()
                .filter(name -> !told.get(name).sometimes()).collect(Collectors.toSet()));

        assertThat(described(emitted)).isEqualTo(described(told, emitted.keySet()));
        Set<String> missing = new TreeSet<>(told.keySet());
        missing.removeAll(emitted.keySet());
        assertThat(missing).as("on the page, and not emitted").allMatch(name -> told.get(name).sometimes());
    }

    @Test
    void aScanOfPathsAndMethodsThatNobodyThoughtOfAddsNoSeries() {
        scan("first");
        long before = series();
        for (int i = 0; i < 20; i++) {
            scan("x" + i);
        }
        assertThat(series()).isEqualTo(before);
    }

    private static void scan(String word) {
        service.get("/" + word + ".php");
        service.get("/api/" + word);
        service.get("/api/v1/textbooks/" + word);
        service.get("/api/auth/" + word);
        service.send("POST", "/" + word);
        service.send(word.toUpperCase(), "/api/v1/textbooks");
    }

    private static long series() {
        return service.get("/metrics").body().lines().filter(line -> line.startsWith("hornbook_http_requests_seconds_count")
                && !line.contains("\"/metrics\"")).count();
    }

    /** Collections are told of a moment later. */
    private static Map<String, MetricsPage.Family> scrapeUntilItHas(Set<String> names) {
        Instant end = Instant.now().plus(PATIENCE);
        Map<String, MetricsPage.Family> families = MetricsPage.scraped(service.get("/metrics").body());
        while (!families.keySet().containsAll(names) && Instant.now().isBefore(end)) {
            families = MetricsPage.scraped(service.get("/metrics").body());
        }
        return families;
    }

    private static Map<String, String> described(Map<String, MetricsPage.Family> families) {
        return described(families, families.keySet());
    }

    private static Map<String, String> described(Map<String, MetricsPage.Family> families, Set<String> names) {
        var described = new TreeMap<String, String>();
        families.forEach((name, family) -> {
            if (names.contains(name)) {
                described.put(name, family.type() + " by " + family.labels());
            }
        });
        return described;
    }
}

package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitorViewTest {
    private static final String STATUS = """
                                         {"at":"2026-03-02T10:15:00Z","state":"READY","since":"2026-03-02T10:03:00Z","inWords":"Everything works.",
                                          "startedAt":"2026-03-02T07:02:30Z",
                                          "pool":{"total":3,"active":1,"idle":2,"opening":0,"waiting":2,"maximum":16,"opened":14,"failed":1,"lost":2,"retired":9,
                                                  "refused":5,"refusals":{"FULL":0,"BUSY":4,"RESTARTING":1}},
                                          "awakeToday":{"inWords":"awake 41 min today: 38 for readers, 3 kept warm"},
                                          "wakes":[{"at":"2026-03-02T10:02:59Z","cause":"DEMAND","by":"POST /api/v1/conversations/{id}/messages"},
                                                   {"at":"2026-03-02T07:02:31Z","cause":"PING","by":"the operator's check, or the start"}],
                                          "states":[{"at":"2026-03-02T10:03:00Z","state":"READY"},
                                                    {"at":"2026-03-02T10:02:59Z","state":"WAKING"},
                                                    {"at":"2026-03-02T09:40:00Z","state":"DOWN","reason":{"kind":"RESTARTING","text":"…","permanent":false}},
                                                    {"at":"2026-03-02T09:00:00Z","state":"ASLEEP"},
                                                    {"at":"2026-03-02T07:02:31Z","state":"READY"}],
                                          "routes":[{"route":"POST /api/v1/conversations/{id}/messages","requests":12,"failed":1,"took":{"p50":850.2,"p95":2101.6,"max":2400},
                                                     "acquire":{"p50":0.1,"p95":510,"max":600},"execute":{"p50":2,"p95":6.5,"max":9}},
                                                    {"route":"GET /metrics","requests":720,"failed":0,"took":{"p50":1.1,"p95":2.4,"max":9},
                                                     "acquire":{"p50":0,"p95":0,"max":0},"execute":{"p50":0,"p95":0,"max":0}}],
                                          "index":"all by meaning"}
                                         """;

    private static JsonNode status() {
        try {
            return new ObjectMapper().readTree(STATUS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Console console(Map<String, String> environment) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return new Console(nowhere, nowhere, true, environment);
    }

    private static MonitorView view() {
        return new MonitorView(console(Map.of("NO_COLOR", "1")), "http://localhost:8080", ZoneOffset.UTC);
    }

    @Test
    void everythingStandsOnATerminalOf80By24() {
        var view = view();
        view.told(((ObjectNode) status()).put("state", "ASLEEP"));
        view.silent("Nobody answers at http://localhost:8080.");
        view.told(status());

        assertThat(String.join("\n", view.lines()))
                .isEqualTo("""
                           Hornbook at http://localhost:8080                                10:15:00  READY
                           Everything works.
                           READY for 12 min; up 3 h 12 min; awake 41 min today: 38 for readers, 3 kept warm

                           Connections  open 3, lent out 1, free 2, opening 0, at most 16; waiting 2
                           So far       opened 14, failed 1, lost 2, retired 9
                           Refused      5: BUSY 4, RESTARTING 1
                           State        z-R
                           Waiting      2-2
                                        R ready, z asleep, w waking, s starting, D down, - no answer

                           Last states                   Who woke the compute
                           10:03:00 READY                10:02:59 POST /api/v1/conversations/{id}/messages
                           10:02:59 WAKING               07:02:31 the operator's check, or the start
                           09:40:00 DOWN RESTARTING
                           09:00:00 ASLEEP

                           Routes lately, milliseconds        requests failed    p50    p95  waited  worked
                           POST /api/v1/conversations/{id}/m~       12      1    850   2102     510       7
                           GET /metrics                            720      0      1      2       0       0""");
    }

    @Test
    void whoGoesAwayIsSaidToBeAwayAndWhatWasTold() {
        var view = view();
        view.silent("Nobody answers at http://localhost:8080.");
        assertThat(view.lines()).first().asString().endsWith("NO ANSWER");
        view.told(status());
        view.silent("Nobody answers at http://localhost:8080.");
        assertThat(view.lines()).contains("State        -R-")
                .anyMatch(line -> line.startsWith("Nobody answers at http://localhost:8080. Trying"));
        view.told(status());
        assertThat(view.lines()).noneMatch(line -> line.contains("Nobody answers"));
    }

    @Test
    void nothingThatIsToldBreaksTheFrame() {
        var status = (ObjectNode) status();
        status.put("inWords", "The \u001b[2J database ".repeat(20));
        status.withObject("/awakeToday").put("inWords", "awake ".repeat(40));
        status.withObject("/states/0").put("state", "X".repeat(100));
        status.withObject("/wakes/0").put("by", "\u001b]0;" + "y".repeat(200));
        IntStream.range(0, 40).forEach(i -> status.withArray("/routes").add(status.at("/routes/0").deepCopy()));
        var view = view();
        IntStream.range(0, 200).forEach(_ -> view.told(status));

        assertThat(view.lines()).hasSizeLessThanOrEqualTo(MonitorView.HEIGHT)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(MonitorView.WIDTH).doesNotContain("\u001b"));
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        var coloured = new MonitorView(console(Map.of("TERM", "xterm")), "http://localhost:8080", ZoneOffset.UTC);
        coloured.told(status());
        assertThat(coloured.lines().getFirst()).contains("\u001b[32m");
        var view = view();
        view.told(status());
        assertThat(view.lines().toString()).doesNotContain("\u001b");
    }
}

package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.cli.CommandLineFixture.Ended;
import dev.hornbook.load.Plan;
import dev.hornbook.load.ReadingRoom;
import dev.hornbook.load.Report;
import dev.hornbook.load.Visitor;
import dev.hornbook.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small reading room against the whole service. How long anything takes is nobody's business here. */
@Tag("integration")
class LoadTest {
    private static final int READERS = 20;
    private static final Pattern PASSWORD = Pattern.compile("Their password is (\\S+)");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    @TempDir
    private static Path directory;

    private static String password;

    @BeforeAll
    static void makeUpReaders() {
        Ended seeded = run(Map.of(), "seed", "--users", String.valueOf(READERS), "--conversations", "3", "--messages", "2");
        Matcher told = PASSWORD.matcher(seeded.text());
        assertThat(told.find()).as(seeded.text()).isTrue();
        password = told.group(1);
        service.awaitIndexed();
    }

    @Test
    void madeUpReadersListOpenReadSearchAskAndSignInAndNothingFails() throws JsonProcessingException {
        long before = db.countAsLogin("select count(*) from message");

        Ended ended = run(Map.of(), "load", "--readers", String.valueOf(READERS), "--minutes", "0.07", "--warm-up", "1", "--think", "1",
                "--sign-ins", "3", "--password=" + password, "--json", "--url", service.origin());

        JsonNode report = new ObjectMapper().readTree(ended.text().substring(ended.text().indexOf('{')));
        Map<String, JsonNode> rows = new HashMap<>();
        report.path("rows").forEach(row -> rows.put(row.path("row").asText(), row));
        assertThat(rows.keySet()).as(ended.text()).contains("list", "open", "read", "search_book", "ask", "answer",
                "sign_in");
        assertThat(report.path("failedPart").asDouble()).as(ended.text()).isZero();
        assertThat(db.countAsLogin("select count(*) from message") - before)
                .isGreaterThanOrEqualTo(2 * rows.get("answer").path("requests").asLong());
        assertThat(db.countAsLogin("select count(distinct \"userId\") from session")).isPositive();
        assertThat(List.of("list", "open", "ask")).allMatch(row -> rows.get(row).path("database").path("max").asDouble() > 0);
        assertThat(ended.code()).isEqualTo(report.path("reached").asBoolean() ? ExitCode.FINE : ExitCode.DEGRADED);
    }

    @Test
    void aRunThatIsBrokenOffTellsWhatWasCountedSoFar() {
        SignedInReader reader = service.signUp("broken-off");
        var plan = new Plan(1, Duration.ofMillis(20), Duration.ZERO, Duration.ofMinutes(20), 0);
        var room = new ReadingRoom(URI.create(service.origin()), plan, List.of(new Visitor("reader", reader::token)), Optional.empty());

        Report report = room.run((seconds, _) -> {
            if (seconds == 1) {
                room.breakOff();
            }
        });

        assertThat(report.counted()).isLessThan(Duration.ofMinutes(1));
        assertThat(report.lines()).isNotEmpty();
        assertThat(report.failedPart()).isZero();
    }

    @Test
    void whatKeepsALoadFromBeginningIsSaid() {
        assertSaid(run(Map.of(), "load", "--url", "http://192.0.2.7:8080"), "say so twice");
        assertSaid(run(Map.of(), "load", "--readers", "0", "--url", service.origin()), "from 1 to");
        assertSaid(run(Map.of(), "load", "--readers", "21", "--url", service.origin()), "seed --users 21");
        assertSaid(run(Map.of("HORNBOOK_URL", "https://book.example.org"), "load", "--readers", "2", "--url", service.origin()),
                "does not know the readers: unauthorized");
        assertSaid(run(Map.of(), "load", "--readers", "2", "--url", "http://127.0.0.1:1"), "Is it running?");
    }

    private static void assertSaid(Ended ended, String words) {
        assertThat(ended.text()).contains(words).doesNotContain("\tat ");
        assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
    }

    private static Ended run(Map<String, String> further, String... arguments) {
        var variables = new HashMap<>(further);
        variables.put("DATABASE_URL", db.url());
        return CommandLineFixture.run(directory, variables, arguments);
    }
}

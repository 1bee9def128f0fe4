package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hornbook.cli.CommandLineFixture.Ended;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.pool.PoolState;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The monitor beside a running service, as a script sees it. */
@Tag("integration")
class MonitorTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private static final RunningService service = new RunningService(neon.url());

    @TempDir
    private Path directory;

    private Ended monitor(String... arguments) {
        return CommandLineFixture.run(directory, Map.of(), arguments);
    }

    @Test
    void aScriptReadsTheFiguresAndTheComputeSleepsOn() throws IOException {
        service.awaitIndexed();
        service.awaitNoConnectionInHand();
        neon.suspend();

        Ended ended = monitor("monitor", "--url", service.origin(), "--once", "--json");
        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.FINE);
        JsonNode status = new ObjectMapper().readTree(ended.text());
        assertThat(status.at("/pool/maximum").asInt()).isEqualTo(16);
        assertThat(status.has("routes")).isTrue();
        assertThat(neon.state()).isEqualTo(ComputeState.IDLE);
    }

    @Test
    void inAPipeItIsPlainTextThatFits() {
        Ended ended = monitor("monitor", "--url", service.origin(), "--once");
        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.FINE);
        assertThat(ended.text()).contains("Connections  open ", "at most 16", "GET ").doesNotContain("\u001b");
        assertThat(ended.text().lines().toList()).hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void itAttachesToWhoeverOwnsTheDirectory() {
        try (Ownership owner = Home.at(directory.resolve(".hornbook")).own().orElseThrow()) {
            owner.announce("hornbook serve, " + service.origin());
            assertThat(monitor("monitor", "--once").text()).startsWith("Hornbook at " + service.origin());
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyADatabaseThatAnswersTheNextQuestionIsUsable(PoolState state) throws IOException {
        HttpServer instance = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        instance.createContext("/api/v1/status", exchange -> {
            byte[] body = "{\"state\":\"%s\",\"pool\":{}}".formatted(state).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        instance.start();
        try {
            int code = switch (state) {
                case READY, ASLEEP, WAKING -> ExitCode.FINE;
                case STARTING, DOWN, CLOSED -> ExitCode.DEGRADED;
            };
            Ended ended = monitor("monitor", "--once", "--json", "--url", "http://127.0.0.1:" + instance.getAddress().getPort());
            assertThat(ended.code()).as(ended.text()).isEqualTo(code);
        } finally {
            instance.stop(0);
        }
    }

    @Test
    void whereNobodyAnswersOrNothingIsToldItSaysWhatToDo() {
        Ended nobody = monitor("monitor", "--once", "--url", "http://127.0.0.1:1");
        assertThat(nobody.code()).isEqualTo(ExitCode.DEGRADED);
        assertThat(nobody.text()).contains("Nobody answers at http://127.0.0.1:1. Start it with './hornbook serve'");
        assertThat(monitor("monitor", "--once", "--url", "book.example.org").code()).isEqualTo(ExitCode.UNUSABLE);

        Ended inTheClear = CommandLineFixture.run(directory, Map.of("HORNBOOK_OPERATOR_TOKEN", "canary-0123456789-token"), "monitor",
                "--once",
                "--url", "http://192.0.2.1:8080");
        assertThat(inTheClear.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(inTheClear.text()).contains("unencrypted").doesNotContain("canary");
    }
}

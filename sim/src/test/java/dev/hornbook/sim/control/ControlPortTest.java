package dev.hornbook.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorException;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ControlPortTest {

    private static Simulator simulator;
    private static ControlPort control;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        control = ControlPort.open(simulator, 0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        control.close();
        simulator.close();
    }

    @AfterEach
    void clear() throws Exception {
        ask("POST", "/clear", "").expect(200);
    }

    private record Reply(int status, JsonNode json, String text) {
        JsonNode expect(int wanted) {
            assertThat(status).as(text).isEqualTo(wanted);
            return json;
        }
    }

    private static Reply ask(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(control.address().resolve(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), new ObjectMapper().readTree(response.body()), response.body());
    }

    @Test
    void theComputeSleepsAndWakesOnDemand() throws Exception {
        assertThat(ask("POST", "/suspend", "").expect(200).get("state").asText()).isEqualTo("IDLE");
        assertThat(simulator.state()).isEqualTo(ComputeState.IDLE);
        JsonNode awake = ask("POST", "/wake", "").expect(200);
        assertThat(awake.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(awake.get("counters").get("suspends").asInt()).isPositive();
        assertThat(awake.get("endpoint").asText()).startsWith("ep-");
    }

    @Test
    void aRestartMayChangeTheSize() throws Exception {
        JsonNode restarted = ask("POST", "/restart", "{\"awayMs\": 10, \"computeUnits\": 0.5}").expect(200);
        assertThat(restarted.get("maxConnections").asInt()).isEqualTo(209);
        assertThat(ask("POST", "/restart", "{\"computeUnits\": 0.7}").expect(400).get("error").asText()).contains("Sizes are");
    }

    @Test
    void aFaultIsSetByNameAndCounted() throws Exception {
        ask("POST", "/faults", "{\"refuse\": \"NO_COMPUTE\", \"next\": 2}").expect(200);
        assertThat(ask("GET", "/refusals", "").expect(200).get("NO_COMPUTE").asText()).isEqualTo(Refusal.NO_COMPUTE.text());
        assertThat(ask("GET", "/counters", "").expect(200).has("refusals")).isTrue();
    }

    @Test
    void whatIsNotUnderstoodIsSaid() throws Exception {
        assertThat(ask("POST", "/faults", "{\"refuze\": \"x\"}").expect(400).get("error").asText()).contains("refuze", "refuse");
        assertThat(ask("POST", "/faults", "{").expect(400).get("error").asText()).contains("JSON");
        assertThat(ask("POST", "/faults", "{\"latencyMs\": -1}").expect(400).get("error").asText()).contains("negative");
        assertThat(ask("POST", "/faults", "{\"next\": 0, \"blackHole\": true}").expect(400).get("error").asText()).contains("at least 1");
        assertThat(ask("GET", "/nowhere", "").expect(404).get("error").asText()).contains("/suspend");
    }

    @Test
    void webPagesGiveNoOrders() throws Exception {
        ask("POST", "/suspend", "", "Origin", "https://example.org").expect(403);
        assertThat(raw("POST /suspend HTTP/1.1\r\nHost: rebound.example.org\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(simulator.state()).isEqualTo(ComputeState.ACTIVE);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", control.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingSecretIsTold() throws Exception {
        String password = URI.create(simulator.url()).getUserInfo().split(":")[1];
        for (String path : new String[]{"/state", "/counters", "/refusals"}) {
            assertThat(ask("GET", path, "").text()).doesNotContain(password);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        int taken = control.address().getPort();
        assertThatThrownBy(() -> ControlPort.open(simulator, taken)).isInstanceOf(SimulatorException.class)
                .hasMessageContaining("control port " + taken);
    }
}

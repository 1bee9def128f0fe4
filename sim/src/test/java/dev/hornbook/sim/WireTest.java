package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.wire.Message;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stands on the wire, byte for byte, where a driver would tell it in its own words. */
@Tag("integration")
class WireTest {

    private static Simulator simulator;
    private static Client client;
    private static String endpoint;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend()
                .limits(ProxyLimits.NEONS.authentication(Duration.ofSeconds(2))));
        client = Client.of(simulator.url());
        endpoint = client.properties().get("options").substring("endpoint=".length());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void clear() {
        simulator.faults().clear();
    }

    @Test
    void aRefusalIsOneErrorAndThenTheEnd() throws Exception {
        try (RawClient raw = RawClient.open(simulator, "localhost")) {
            raw.start(Map.of("user", "reader"));
            refused(raw, Refusal.ENDPOINT_NOT_SPECIFIED.text());
        }
        assertThat(simulator.counters().refusals(Refusal.ENDPOINT_NOT_SPECIFIED.text())).isPositive();
    }

    @Test
    void theServerNameOfTheHandshakeFindsTheEndpoint() throws Exception {
        try (RawClient raw = RawClient.open(simulator, endpoint + ".localhost")) {
            raw.start(Map.of("user", "reader"));
            assertThat(raw.read().type()).isEqualTo('R');
        }
    }

    @Test
    void aServerNameAndAnOptionThatDifferAreRefused() throws Exception {
        try (RawClient raw = RawClient.open(simulator, endpoint + ".localhost")) {
            raw.start(Map.of("user", "reader", "options", "endpoint=ep-another-1"));
            refused(raw, Refusal.ENDPOINT_INCONSISTENT.text(endpoint, "ep-another-1"));
        }
    }

    @Test
    void aClientThatNeverSaysWhoItIsIsLetGo() throws Exception {
        try (RawClient raw = RawClient.open(simulator, endpoint + ".localhost")) {
            raw.start(Map.of("user", "reader"));
            assertThat(raw.read().type()).isEqualTo('R');
            refused(raw, Refusal.AUTHENTICATION_TIMED_OUT.text());
        }
    }

    @Test
    void anAuthenticationHeldUpForTooLongTimesOut() throws Exception {
        simulator.faults().slowAuthentication(Duration.ofSeconds(60));
        try (RawClient raw = RawClient.open(simulator, endpoint + ".localhost")) {
            raw.start(Map.of("user", "reader"));
            refused(raw, Refusal.AUTHENTICATION_TIMED_OUT.text());
        }
    }

    @Test
    void startUpParametersOfTheClientsOwnAreDropped() throws Exception {
        for (boolean pooled : new boolean[]{false, true}) {
            try (RawClient raw = RawClient.session(simulator, client, pooled,
                    Map.of("TimeZone", "Europe/Berlin", "search_path", "nowhere", "client_encoding", "LATIN1"))) {
                assertThat(raw.ready()).containsEntry("TimeZone", "UTC").containsEntry("client_encoding", "UTF8");
            }
        }
    }

    @Test
    void aDirectSessionEndsWithAWord() throws Exception {
        try (RawClient raw = RawClient.session(simulator, client, false, Map.of())) {
            raw.ready();
            simulator.suspend();
            Map<Character, String> last = RawClient.fields(raw.read());
            assertThat(last).containsEntry('S', "FATAL").containsEntry('C', "57P01")
                    .containsEntry('M', "terminating connection due to administrator command");
            assertThat(raw.readOrEnd()).isEmpty();
        }
    }

    @Test
    void aPooledSessionEndsWithout() throws Exception {
        try (RawClient raw = RawClient.session(simulator, client, true, Map.of())) {
            raw.ready();
            raw.query("select 1");
            raw.ready();
            simulator.suspend();
            assertThat(raw.readOrEnd()).isEmpty();
        }
    }

    @Test
    void aStuckRequestForTlsHangsUntilTheClientLeaves() throws Exception {
        simulator.faults().next(1).stuckSslRequest();
        try (Socket stuck = RawClient.askingForTls(simulator)) {
            stuck.setSoTimeout(300);
            assertThatThrownBy(() -> stuck.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            try (Socket next = RawClient.askingForTls(simulator)) {
                assertThat(next.getInputStream().read()).isEqualTo('S');
            }
        }
    }

    private static void refused(RawClient raw, String text) throws IOException {
        Message error = raw.read();
        assertThat(error.type()).isEqualTo('E');
        assertThat(RawClient.fields(error)).containsEntry('S', "ERROR").containsEntry('V', "ERROR").containsEntry('C', "XX000")
                .containsEntry('M', text);
        assertThat(raw.readOrEnd()).isEmpty();
    }
}

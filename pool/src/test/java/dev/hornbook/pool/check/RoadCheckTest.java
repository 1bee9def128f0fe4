package dev.hornbook.pool.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.sim.Counters;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each step says of a road that is well, and of each way in which it is not. */
@Tag("integration")
class RoadCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static Simulator neon;

    private final List<Step> steps = new ArrayList<>();
    private InstantSource clock = InstantSource.system();
    private Reach.Names names = host -> List.of(InetAddress.getAllByName(host));
    private Duration limit = LIMIT;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(300)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    @AfterEach
    void calm() {
        neon.faults().clear();
        neon.wake();
    }

    @Test
    void aRoadThatIsWell() {
        assertThat(go(neon.url())).isEqualTo(Verdict.FINE);
        assertThat(steps).extracting(Step::name).containsExactly("url", "dns", "tcp", "tls", "sign-in", "server", "connections", "pool",
                "round-trip", "clock", "load");
        assertThat(text("sign-in")).contains("reader signed in; the first connection was there after").doesNotContain("woken");
        assertThat(text("tls")).contains("TLSv1.3", "certificate for localhost", "by Hornbook simulator root", "days left",
                "chain and name verified by root.crt", "channel binding offered");
        assertThat(text("server")).contains("PostgreSQL 18", "over the direct host", "reader bypasses row security");
        assertThat(text("connections")).contains("of 104 in use", "by reader (hornbook-pool)");
        assertThat(text("pool")).contains("takes 16 at most: its maximum is 16", "97 for clients (104 less 7 reserved)");
        assertThat(text("load")).startsWith("100 operations at once, over").contains("all done");
        assertThat(step("round-trip").finding().figures()).containsKeys("p50Millis", "p95Millis");
    }

    @Test
    void thePooledHostIsToldWithThePoolersShare() {
        assertThat(go(neon.pooledUrl())).isEqualTo(Verdict.FINE);
        assertThat(text("server")).contains("over the pooled host");
        assertThat(text("pool")).contains("the pooler keeps 93 for one login and database");
    }

    @Test
    void aComputeThatSleepsIsWokenOnceAndThatIsSaid() {
        neon.suspend();
        Counters before = neon.counters();
        assertThat(go(neon.url())).as("on a busy machine it may take long").isNotEqualTo(Verdict.UNUSABLE);
        assertThat(text("sign-in")).contains("in which the compute was woken");
        assertThat(neon.counters().wakes() - before.wakes()).isEqualTo(1);
    }

    @Test
    void aFirstConnectionThatTakesLongerThanTwoSecondsWantsAttention() {
        Duration patience = Duration.ofSeconds(5);
        Finding slow = SignIn.judged("reader signed in", Duration.ofMillis(5_001), patience);
        assertThat(slow.verdict()).isEqualTo(Verdict.ATTENTION);
        assertThat(slow.advice().orElseThrow()).contains("A caller waits for 5 s unless it says otherwise");
        Finding unusual = SignIn.judged("reader signed in", Duration.ofMillis(2_001), patience);
        assertThat(unusual.verdict()).isEqualTo(Verdict.ATTENTION);
        assertThat(unusual.text()).isEqualTo("reader signed in; usual is less than 2 s");
        assertThat(unusual.advice().orElseThrow()).contains("busy", "region");
        assertThat(SignIn.judged("reader signed in", Duration.ofSeconds(2), patience)).isEqualTo(Finding.fine("reader signed in"));
    }

    @Test
    void aNameThatNobodyKnows() {
        names = host -> {
            throw new UnknownHostException(host);
        };
        ends("dns", "The host name is not known", "Check it in the database URL");
    }

    @Test
    void oneAddressOfTwoThatDoesNotAnswer() {
        names = host -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
        assertThat(go(neon.url())).isEqualTo(Verdict.ATTENTION);
        assertThat(text("tcp")).contains("127.0.0.1 in", "127.0.0.2 refuses");
        assertThat(step("tcp").finding().advice().orElseThrow()).contains("IPv6");
    }

    @Test
    void aPortThatNobodyListensOn() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        go(neon.url().replace(":" + neon.port(), ":" + free));
        ended("tcp", "127.0.0.1 refuses", "Nothing answers on that host and port");
    }

    @Test
    void aPortThatSwallowsEverything() {
        neon.faults().blackHole();
        limit = Duration.ofSeconds(1);
        ends("tls", "the port is open, but nothing answers the request for TLS", "firewalls");
    }

    @Test
    void aServerThatSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.startVirtualThread(() -> {
                while (!plain.isClosed()) {
                    try (Socket client = plain.accept()) {
                        client.getOutputStream().write('N');
                        client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        // The next one, or the end.
                    }
                }
            });
            go(neon.url().replace(":" + neon.port(), ":" + plain.getLocalPort()));
            ended("tls", "The server does not speak TLS", "Check host and port");
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsToldWithWhatItSays() {
        go(neon.url().replaceFirst("&sslrootcert=[^&]*", ""));
        ended("tls", "signed by nobody who is trusted here (TLSv1.3, certificate for localhost", "sslrootcert");
    }

    @Test
    void aCertificateOfAnotherName() {
        names = host -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        go(neon.url().replace("@localhost:", "@book.example.org:"));
        ended("tls", "made out to another name", "Use the host name that it is made out to");
    }

    @Test
    void aRootThatCannotBeRead() {
        go(neon.url().replaceFirst("sslrootcert=[^&]*", "sslrootcert=none.crt"));
        ended("tls", "cannot be read as certificates", "Check its path");
    }

    @Test
    void aCertificateThatEndsSoon() {
        Instant nearly = Instant.now().plus(Duration.ofDays(3650 - 10));
        clock = () -> nearly;
        go(neon.url());
        assertThat(step("tls").finding().verdict()).isEqualTo(Verdict.ATTENTION);
        assertThat(step("tls").finding().advice()).contains("Renew the certificate: when it ends, every connection is refused.");
    }

    @Test
    void aPasswordThatIsNotTheRightOne() {
        String url = neon.url().replaceFirst(":[^:@]+@", ":canary-password@");
        go(url);
        ended("sign-in", "The server refused user or password", "Copy the connection string again");
        assertThat(steps.toString()).doesNotContain("canary");
    }

    @Test
    void aProxyThatRefuses() {
        neon.faults().refuse(Refusal.ENDPOINT_DISABLED);
        ends("sign-in", "The endpoint is disabled", "Enable it in Neon's console");
    }

    @Test
    void aComputeThatIsFarAway() {
        neon.faults().latency(Duration.ofMillis(30));
        assertThat(go(neon.url())).isEqualTo(Verdict.ATTENTION);
        assertThat(step("round-trip").finding().advice().orElseThrow()).contains("run in the compute's region");
    }

    @Test
    void aClockThatIsNotKept() {
        clock = () -> Instant.now().plusSeconds(10);
        assertThat(go(neon.url())).isEqualTo(Verdict.ATTENTION);
        assertThat(text("clock")).matches("the server's clock is (9\\.9|10|10\\.\\d) s behind this machine's");
        clock = () -> Instant.now().minusSeconds(10);
        go(neon.url());
        assertThat(text("clock")).contains("ahead of this machine's");
    }

    @Test
    void othersWhoHoldNearlyAllAreNamedAndNothingIsTakenFromThem() throws SQLException {
        // Whatever others of this class have left in the pooler ends with it.
        neon.suspend();
        List<Connection> held = new ArrayList<>();
        try (var others = NeonDataSource.open(NeonSettings.of(neon.url() + "&application_name=others").maximumSize(84))) {
            for (int i : IntStream.range(0, 84).toArray()) {
                held.add(others.getConnection());
            }
            assertThat(go(neon.url())).isEqualTo(Verdict.ATTENTION);
            assertThat(text("connections")).contains("84 by reader (others)");
            assertThat(step("connections").finding().advice().orElseThrow()).contains("Few connections are left");
            assertThat(text("pool")).contains("; others leave 1");
            assertThat(text("load")).contains("left out");
            for (Connection each : held) {
                each.close();
            }
        }
    }

    private void ends(String name, String finding, String advice) {
        go(neon.url());
        ended(name, finding, advice);
    }

    private void ended(String name, String finding, String advice) {
        Step last = steps.getLast();
        assertThat(last.name()).as(steps.toString()).isEqualTo(name);
        assertThat(last.finding().verdict()).isEqualTo(Verdict.UNUSABLE);
        assertThat(last.finding().text()).contains(finding);
        assertThat(last.finding().advice().orElseThrow()).contains(advice);
    }

    private Verdict go(String url) {
        steps.clear();
        Steps taken = new Steps(steps::add);
        try (var pool = NeonDataSource.open(NeonSettings.of(url).maximumSize(16))) {
            new RoadCheck(pool, clock, names, limit).run(taken);
        }
        return taken.worst();
    }

    private String text(String name) {
        return step(name).finding().text();
    }

    private Step step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }
}

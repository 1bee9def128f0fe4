package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Counters;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eleven minutes in which everything looks and nobody asks: the compute sleeps at its timeout of five minutes, as Neon's does, and
 * sleeps on. {@code -Dquiet.minutes} changes how long.
 */
@Tag("quiet")
class QuietTest {
    private static final int MINUTES = Integer.getInteger("quiet.minutes", 11);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String OPERATOR = "the token of an operator, long enough";
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Test
    @Timeout(1200)
    void withPagesOpenAndProbesScrapesAndAMonitorTheComputeSleepsAtItsTimeoutAndOn() throws InterruptedException {
        try (Simulator neon = Simulator.start(SimulatorSettings.temporary().suspendAfter(TIMEOUT));
                Hornbook hornbook = Hornbook.serve(directory, environment(neon));
                Browser browser = Browser.open();
                Reader visitor = Reader.at(hornbook.address());
                ScheduledExecutorService looking = Executors.newScheduledThreadPool(2)) {
            URI address = hornbook.address();
            Page asker = browser.reader(1280, 800);
            asker.navigate(address.toString());
            asker.getByRole(AriaRole.LIST, named("Questions to start with")).getByRole(AriaRole.BUTTON).first().click();
            assertThat(asker.getByRole(AriaRole.LIST, named("Sources"))).isVisible();
            Page reader = browser.reader(1280, 800);
            reader.navigate(address + "/books/physical-ai/balance-and-walking");
            try (Hornbook monitor = Hornbook.start(directory, Map.of("HORNBOOK_OPERATOR_TOKEN", OPERATOR), "monitor", "--url",
                    address.toString())) {
                every(looking, 5, address, "/health/live", "/health/ready", "/health/database");
                every(looking, 15, address, "/metrics");
                // Closing what the last question used counts as use; the simulator looks for that twice a second.
                visitor.awaitAsleep();
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                Counters before = neon.counters();
                long begun = System.nanoTime();
                for (int minute = 0; minute < MINUTES; minute++) {
                    LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
                    asker.bringToFront();
                    asker.evaluate("dispatchEvent(new Event('focus')); document.dispatchEvent(new Event('visibilitychange'))");
                    Counters now = neon.counters();
                    System.out.printf("Quiet, minute %d: %s, %d sessions opened, used at %d looks, %d suspends%n", minute + 1, neon.state(),
                            now.sessions() - before.sessions(), now.activity() - before.activity(), now.suspends());
                }
                Counters after = neon.counters();

                assertThat(neon.state()).isEqualTo(ComputeState.IDLE);
                assertThat(after.sessions()).as("sessions").isEqualTo(before.sessions());
                assertThat(after.connects()).as("connections").isEqualTo(before.connects());
                assertThat(after.activity()).as("looks at which the compute had been used").isEqualTo(before.activity());
                assertThat(after.suspends()).isEqualTo(before.suspends() + 1);
                assertThat(after.awake()).as("how long the compute was awake").isLessThan(
                        before.awake().plus(TIMEOUT).plusSeconds(20));
                assertThat(failed).as("answers that were none").hasValue(0);
                assertThat(monitor.process().isAlive()).isTrue();
                System.out.printf("Quiet: %d s, %d probes and scrapes answered, awake %d s of them%n",
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(), looked.get(),
                        after.awake().minus(before.awake()).toSeconds());
            }
        }
    }

    private static Map<String, String> environment(Simulator neon) {
        return Map.of("DATABASE_URL", neon.url(), "HORNBOOK_SECRET", "a secret of more than thirty-two characters",
                "HORNBOOK_OPERATOR_TOKEN", OPERATOR);
    }

    private void every(ScheduledExecutorService looking, int seconds, URI address, String... paths) {
        looking.scheduleAtFixedRate(() -> List.of(paths).forEach(path -> look(address.resolve(path))), 0, seconds, TimeUnit.SECONDS);
    }

    private void look(URI at) {
        try {
            HttpResponse<Void> answer = CLIENT.send(HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(4))
                    .header("Authorization", "Bearer " + OPERATOR).build(), BodyHandlers.discarding());
            looked.incrementAndGet();
            if (answer.statusCode() != 200) {
                failed.incrementAndGet();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

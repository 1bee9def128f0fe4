package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reader waits for after Enter where the compute was asleep and takes half a second more than PostgreSQL to wake. */
@Tag("quiet")
class WakingWaitTest {
    private static final int ROUNDS = Integer.getInteger("waking.rounds", 5);
    private static final Duration COLD_START = Duration.ofMillis(500);
    /** Milliseconds between keys: some 65 words a minute. */
    private static final double TYPING = 60;
    private static final String QUESTION = "What does a gyroscope measure?";

    @TempDir
    private Path directory;

    @Test
    @Timeout(1500)
    void byEnterTheComputeThatTheFirstKeyHasWokenIsAwake() {
        try (Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(COLD_START));
                Hornbook hornbook = Hornbook.serve(directory,
                        Map.of("DATABASE_URL", neon.url(), "HORNBOOK_SECRET", "a secret of more than thirty-two characters"));
                Browser browser = Browser.open();
                Reader anybody = Reader.at(hornbook.address())) {
            Page page = browser.reader(1280, 800);
            page.navigate(hornbook.address().toString());
            Browser.signUp(page, "correct horse battery staple");
            assertThat(page.getByRole(AriaRole.LINK, named("Ada"))).isVisible();

            List<Long> awake = new ArrayList<>();
            List<Long> hinted = new ArrayList<>();
            List<Long> unhinted = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                open(page, hornbook.address());
                awake.add(ask(page));
                open(page, hornbook.address());
                fallAsleep(neon, anybody);
                hinted.add(ask(page));
                open(page, hornbook.address());
                fallAsleep(neon, anybody);
                page.route("**/api/v1/wake", Route::abort);
                unhinted.add(ask(page));
                page.unroute("**/api/v1/wake");
            }

            System.out.printf("From Enter to the answer, milliseconds, median of %d (least to most): awake %s; woken by the first key %s; "
                    + "woken by the question %s%n", ROUNDS, told(awake), told(hinted), told(unhinted));
            assertThat(neon.counters().wakes()).isEqualTo(1 + 2L * ROUNDS);
        }
    }

    private static void fallAsleep(Simulator neon, Reader anybody) {
        anybody.awaitAsleep();
        neon.suspend();
    }

    /** Which looks for the reader's conversations, and so wakes the compute itself. */
    private static void open(Page page, URI address) {
        page.navigate(address.toString());
        assertThat(page.getByRole(AriaRole.LINK, named("Ada"))).isVisible();
    }

    /** Milliseconds from Enter to the answer, with its sources. */
    private static long ask(Page page) {
        Locator box = page.getByRole(AriaRole.TEXTBOX, named("Your question"));
        box.pressSequentially(QUESTION, new Locator.PressSequentiallyOptions().setDelay(TYPING));
        long enter = System.nanoTime();
        box.press("Enter");
        page.getByRole(AriaRole.LIST, named("Sources")).waitFor();
        return Duration.ofNanos(System.nanoTime() - enter).toMillis();
    }

    private static String told(List<Long> waits) {
        List<Long> sorted = waits.stream().sorted().toList();
        return "%d (%d to %d)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }
}

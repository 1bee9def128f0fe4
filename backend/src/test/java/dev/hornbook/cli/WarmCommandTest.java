package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.config.WarmTimes;
import dev.hornbook.pool.KeepWarm;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compute is woken by a command, and kept awake where a setting asks for it. */
@Tag("integration")
class WarmCommandTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(300)));

    @TempDir
    private Path directory;

    @Test
    void theComputeIsAwakeAfterwardsAndTheCostIsSaidBefore() {
        neon.suspend();
        var ended = CommandLineFixture.run(directory,
                Map.of("DATABASE_URL", neon.url(), "HORNBOOK_KEEP_WARM", "Mo-Fr 07:30-16:00 Europe/Berlin"), "warm", "--cu", "1");

        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.FINE);
        assertThat(neon.state()).isNotEqualTo(ComputeState.IDLE);
        assertThat(ended.text().lines().toList()).satisfiesExactly(
                cost -> assertThat(cost)
                        .isEqualTo("HORNBOOK_KEEP_WARM is Mo,Tu,We,Th,Fr 07:30-16:00 Europe/Berlin: at most 185 hours awake a month,"
                                + " which is 185.0 CU-hours at 1 CU, less what readers would have kept it awake within these times."),
                waking -> assertThat(waking).startsWith("Waking "),
                awake -> assertThat(awake).matches("Awake after \\d{3,5} ms, connecting included."));
    }

    @Test
    void whatCannotBeWokenSaysWhy() {
        var wrong = CommandLineFixture.run(directory, Map.of("DATABASE_URL", neon.url().replaceFirst("://([^:]+):[^@]+@", "://$1:not-it@")),
                "warm");
        assertThat(wrong.code()).as(wrong.text()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(wrong.text()).contains("nothing is kept warm").contains("password").doesNotContain("not-it");
        assertThat(CommandLineFixture.run(directory, Map.of(), "warm").code()).isEqualTo(ExitCode.DEGRADED);
    }

    @Test
    void theServicesPoolKeepsToTheSetting() {
        var environment = Map.of("DATABASE_URL", neon.url(), "HORNBOOK_SECRET", CommandLineFixture.SECRET, "HORNBOOK_KEEP_WARM", "active");
        Settings settings = Settings.of(Environment.read(directory, environment));
        assertThat(Service.poolOn(settings.database().orElseThrow(), settings).keepWarm())
                .isEqualTo(KeepWarm.whileActive(WarmTimes.LINGER));
    }

    @Test
    void theSettingIsShownWithWhatItCosts() {
        var ended = CommandLineFixture.run(directory, Map.of("HORNBOOK_KEEP_WARM", "always"), "config");
        assertThat(ended.text()).contains("Keeping warm: always; 730 hours awake a month, which is 182.5 CU-hours at 0.25 CU");
        var wrong = CommandLineFixture.run(directory, Map.of("HORNBOOK_KEEP_WARM", "Mo-Fr 7-16"), "config");
        assertThat(wrong.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(wrong.text()).contains("HORNBOOK_KEEP_WARM: not off, active, always, or days and times as Mo-Fr 07:30-16:00");
    }
}

package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** One pool for one URL in a process. Nothing listens at these URLs, and nothing is sent. */
class RegistryTest {
    private static final String URL = "postgresql://u:canaryHunter2@127.0.0.1:1/d";

    @Test
    void theSameUrlIsTheSamePoolHoweverItIsWritten() {
        try (var one = NeonDataSource.open(NeonSettings.of(URL));
                var two = NeonDataSource.open(NeonSettings.of(URL.replace("postgresql", "postgres") + "?"));
                var other = NeonDataSource.open(NeonSettings.of(URL + "ata"))) {
            assertThatThrownBy(one::getConnection).isInstanceOf(PoolTransientException.class);
            assertThat(two.snapshot().state()).isEqualTo(PoolState.DOWN);
            assertThat(other.snapshot().state()).isEqualTo(PoolState.STARTING);
        }
    }

    @Test
    void thePoolClosesWithItsLastOwner() {
        NeonDataSource one = NeonDataSource.open(NeonSettings.of(URL));
        NeonDataSource two = NeonDataSource.open(NeonSettings.of(URL));
        one.close();
        one.close();
        assertThatThrownBy(one::getConnection).isInstanceOf(PoolRefusedException.class);
        assertThat(two.snapshot().state()).isEqualTo(PoolState.STARTING);
        two.close();
        assertThat(two.snapshot().state()).isEqualTo(PoolState.CLOSED);
        try (var fresh = NeonDataSource.open(NeonSettings.of(URL))) {
            assertThat(fresh.snapshot().state()).isEqualTo(PoolState.STARTING);
        }
    }

    @Test
    void otherSettingsForTheSameUrlAreWarnedOfWithoutItsPassword() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.hornbook.pool");
        logger.addAppender(log);
        try (var one = NeonDataSource.open(NeonSettings.of(URL).maximumSize(3));
                var same = NeonDataSource.open(NeonSettings.of(URL).maximumSize(3))) {
            assertThat(log.list).isEmpty();
            try (var two = NeonDataSource.open(NeonSettings.of(URL).maximumSize(4))) {
                assertThat(two.settings()).isEqualTo(one.settings()).isEqualTo(same.settings());
            }
            assertThat(log.list).singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains("other settings").doesNotContain("canaryHunter2"));
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void aLogThatThrowsIsNobodysFailure() {
        TurboFilter broken = new TurboFilter() {
            @Override
            public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable t) {
                if (Arrays.toString(arguments).contains("/logless")) {
                    throw new IllegalStateException("the disk is full");
                }
                return FilterReply.NEUTRAL;
            }
        };
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addTurboFilter(broken);
        try (var one = NeonDataSource.open(NeonSettings.of(URL.replace("/d", "/logless")));
                var two = NeonDataSource.open(NeonSettings.of(URL.replace("/d", "/logless")).maximumSize(3))) {
            assertThatThrownBy(one::getConnection).isInstanceOf(PoolTransientException.class);
            assertThat(two.snapshot().state()).isEqualTo(PoolState.DOWN);
        } finally {
            context.getTurboFilterList().remove(broken);
        }
    }

    @Test
    void settingsThatDoNotGoTogetherAreToldAllAtOnce() {
        NeonSettings settings = NeonSettings.of("postgresql://u:p@ep-a.x.neon.tech/d?sslmode=require").idleTimeout(Duration.ofMinutes(4))
                .trustedFor(Duration.ofMinutes(5));
        assertThatThrownBy(() -> NeonDataSource.open(settings)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idleTimeout").hasMessageContaining("trustedFor");
    }

    @Test
    void aValueThatCanNeverBeRightIsRefusedWhereItIsGiven() {
        NeonSettings settings = NeonSettings.of(URL);
        assertThatThrownBy(() -> settings.maximumSize(0)).hasMessage("maximumSize must be from 1 to 10000, not 0.");
        assertThatThrownBy(() -> settings.acquireTimeout(Duration.ZERO))
                .hasMessage("acquireTimeout must be longer than nothing, not PT0S.");
        assertThatThrownBy(() -> settings.closeGrace(Duration.ofSeconds(-1))).hasMessage("closeGrace must not be negative, not PT-1S.");
        assertThat(settings.maximumSize(3)).isNotEqualTo(settings).isEqualTo(NeonSettings.of(URL).maximumSize(3));
    }

    @Test
    void noMessageHoldsThePassword() {
        try (var db = NeonDataSource.open(NeonSettings.of(URL))) {
            assertThatThrownBy(db::getConnection).satisfies(e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).doesNotContain("canaryHunter2");
                }
            });
            assertThat(db + " " + db.snapshot() + " " + db.settings()).doesNotContain("canaryHunter2");
        }
    }
}

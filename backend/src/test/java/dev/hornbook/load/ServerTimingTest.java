package dev.hornbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTimingTest {
    @Test
    void millisecondsAreReadInWhateverOrderTheyCome() {
        assertThat(ServerTiming.parse("acquire;dur=0.3, execute;dur=12.25")).hasValue(new ServerTiming(300_000, 12_250_000));
        assertThat(ServerTiming.parse("cache;desc=\"a\";dur=2.4, execute;dur=1, acquire;dur=0")).hasValue(new ServerTiming(0, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acquire;dur=1", "execute;dur=1", "acquire;dur=, execute;dur=2", "db;dur=5"})
    void whatDoesNotTellBothTellsNothing(String header) {
        assertThat(ServerTiming.parse(header)).isEmpty();
    }
}

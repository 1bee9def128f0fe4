package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTargetTest {
    private static final URI ELSEWHERE = URI.create("http://192.0.2.7:8080");

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void thisMachineNeedsNoMoreWords(String url) {
        assertThat(LoadTarget.of(URI.create(url), false, null).url()).hasToString(url);
    }

    @Test
    void anotherMachineIsNamedTwiceOrLeftAlone() {
        assertThatThrownBy(() -> LoadTarget.of(ELSEWHERE, false, null)).isInstanceOf(UnusableException.class)
                .hasMessageContaining("--not-loopback --host 192.0.2.7");
        assertThatThrownBy(() -> LoadTarget.of(ELSEWHERE, true, null)).isInstanceOf(UnusableException.class);
        assertThatThrownBy(() -> LoadTarget.of(ELSEWHERE, false, "192.0.2.7")).isInstanceOf(UnusableException.class);
        assertThatThrownBy(() -> LoadTarget.of(ELSEWHERE, true, "192.0.2.8")).isInstanceOf(UnusableException.class);
        assertThat(LoadTarget.of(ELSEWHERE, true, "192.0.2.7").url()).isEqualTo(ELSEWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "/here", "ftp://localhost:21", "http://localhost"})
    void whatIsNoAddressOfAnInstanceIsSaidToBeNone(String url) {
        assertThatThrownBy(() -> LoadTarget.of(URI.create(url), false, null)).isInstanceOf(UnusableException.class)
                .hasMessageContaining("http://localhost:8080");
    }
}

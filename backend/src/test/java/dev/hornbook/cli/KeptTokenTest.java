package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptTokenTest {
    @Test
    void aTokenIsMadeAnewBeforeItExpires() {
        var now = new AtomicLong(Long.MAX_VALUE - 5);
        var made = new AtomicInteger();
        var token = new KeptToken(() -> "token " + made.incrementAndGet(), now::get);
        assertThat(made).hasValue(0);
        assertThat(token.get()).isEqualTo("token 1");
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(token.get()).isEqualTo("token 1");
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(token.get()).isEqualTo("token 2");
    }
}

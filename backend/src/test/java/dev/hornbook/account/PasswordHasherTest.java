package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher(new SecureRandom(), 2, Duration.ofSeconds(20));

    @Test
    void whatItHashesItVerifies() {
        String stored = hasher.hash("correct horse");
        assertThat(hasher.verify("correct horse", Optional.of(stored))).isTrue();
        assertThat(hasher.verify("wrong horse", Optional.of(stored))).isFalse();
        assertThat(hasher.hash("correct horse")).as("with another salt").isNotEqualTo(stored);
    }

    @Test
    void nothingStoredIsNobodysPassword() {
        assertThat(hasher.verify("", Optional.empty())).isFalse();
        assertThat(hasher.verify("correct horse", Optional.empty())).isFalse();
    }

    @Test
    void whoeverWaitsTooLongIsToldToComeBack() {
        PasswordHasher noTurns = new PasswordHasher(new SecureRandom(), 0, Duration.ofMillis(10));
        assertThatThrownBy(() -> noTurns.hash("correct horse")).isInstanceOf(BusyException.class).hasMessageNotContaining("horse");
    }

    @Test
    void aCrowdWaitsItsTurn() throws Exception {
        PasswordHasher one = new PasswordHasher(new SecureRandom(), 1, Duration.ofSeconds(30));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> hashes = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> one.hash("password " + i))).toList();
            for (int i = 0; i < hashes.size(); i++) {
                assertThat(one.verify("password " + i, Optional.of(hashes.get(i).get()))).isTrue();
            }
        }
    }
}

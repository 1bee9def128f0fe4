package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbedderTest {
    @AutoClose
    private static final Embedder embedder = new Embedder();

    @BeforeAll
    static void awaitTheModel() throws InterruptedException {
        var ready = new CountDownLatch(1);
        embedder.whenReady(ready::countDown);
        embedder.start();
        assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoCannotWaitForTheirTurnGoesByWords() {
        // One of them may find its turn over by the time it looks.
        assertThat(IntStream.range(0, 100).mapToObj(_ -> embedder.question("What does a gyroscope measure?", Duration.ZERO)))
                .filteredOn(Optional::isEmpty).hasSizeGreaterThan(50);
        assertThat(embedder.question("What does a gyroscope measure?")).isPresent();
        assertThat(embedder.question("What does a gyroscope measure?", Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void aSentenceOfABookIsMadeAVectorOnce() {
        float[] first = embedder.text("A gyroscope measures how fast a body turns.").orElseThrow();
        assertThat(embedder.text("A gyroscope measures how fast a body turns.")).containsSame(first);
        assertThat(embedder.text("An encoder counts.").orElseThrow()).isNotEqualTo(first);
    }
}

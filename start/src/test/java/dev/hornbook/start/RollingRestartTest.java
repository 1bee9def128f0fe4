package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances behind one address are restarted in turn while readers read and ask: none of them notices. */
@Tag("integration")
class RollingRestartTest {
    private static final String SECRET = "a secret of more than thirty-two characters";
    private static final int READERS = 6;
    private static final String QUESTION = "What does a gyroscope measure?";

    @TempDir
    private Path directory;

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean restarting = true;

    @Test
    @Timeout(120)
    void noRequestIsLostAndWhatWasAnsweredIsThereOnce() throws Exception {
        int front = FreePort.find();
        int[] ports = {FreePort.find(), FreePort.find()};
        URI address = URI.create("http://localhost:" + front);
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            Map<String, String> environment = Map.of("DATABASE_URL", simulator.url(), "HORNBOOK_SECRET", SECRET, "HORNBOOK_URL",
                    address.toString());
            Hornbook[] instances = {serve(ports[0], environment), serve(ports[1], environment)};
            try (Nginx _ = Nginx.beforeBoth(ports[0], ports[1], front, directory)) {
                for (Hornbook instance : instances) {
                    instance.address();
                }
                List<Thread> readers = new ArrayList<>();
                for (int i = 0; i < READERS; i++) {
                    String name = "reader" + i;
                    readers.add(Thread.ofVirtual().start(() -> readAndAsk(address, name)));
                }
                for (int i = 0; i < instances.length; i++) {
                    awaitAnswers(READERS * 2);
                    instances[i].process().destroy();
                    assertThat(instances[i].ended(Duration.ofSeconds(40)).code()).isZero();
                    awaitAnswers(READERS * 2);
                    instances[i] = serve(ports[i], environment);
                    instances[i].address();
                }
                awaitAnswers(READERS * 2);
                restarting = false;
                for (Thread reader : readers) {
                    reader.join();
                }
            } finally {
                for (Hornbook instance : instances) {
                    instance.close();
                }
            }
        }

        assertThat(lost).isEmpty();
    }

    private void readAndAsk(URI address, String name) {
        try (Reader reader = Reader.at(address)) {
            reader.carry(reader.signUp(name, name + "@example.org", "correct horse battery staple").expect(200));
            while (restarting) {
                fill(reader);
            }
        } catch (RuntimeException | Error e) {
            lost.add(name + ": " + e);
        }
    }

    /** Asks in a new conversation until the restarts are over, or half of what it holds is asked. */
    private void fill(Reader reader) {
        UUID conversation = reader.conversation();
        int asked = 0;
        while (restarting && asked < 100) {
            reader.get("/api/v1/conversations").expect(200);
            reader.get("/api/v1/search?q=gyroscope").expect(200);
            assertThat(reader.ask(conversation, QUESTION + " " + asked).get("status").asText()).isEqualTo("complete");
            asked++;
            answered.incrementAndGet();
        }
        JsonNode messages = reader.get(Reader.messages(conversation)).expect(200).json().get("messages");
        assertThat(messages).hasSize(2 * asked);
        for (int i = 0; i < asked; i++) {
            assertThat(messages.get(2 * i).get("text").asText()).isEqualTo(QUESTION + " " + i);
            assertThat(messages.get(2 * i + 1).get("status").asText()).isEqualTo("complete");
        }
    }

    /** Until so many more were answered, or one was lost. */
    private void awaitAnswers(int more) {
        int before = answered.get();
        Patience.until(Duration.ofSeconds(30), answered::get, now -> now >= before + more || !lost.isEmpty());
    }

    private Hornbook serve(int port, Map<String, String> environment) throws IOException {
        return Hornbook.start(Files.createDirectories(directory.resolve(String.valueOf(port))), environment, "serve", "--port",
                String.valueOf(port));
    }
}

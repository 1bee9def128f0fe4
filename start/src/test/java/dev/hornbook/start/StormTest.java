package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A minute of everything at once: a hundred readers ask and read at two instances, whose database suspends, restarts, resets, falls silent
 * and refuses, while the instances are killed. {@code -Dstorm.seconds} and {@code -Dstorm.seed} make it longer, and the same again.
 */
@Tag("storm")
class StormTest {
    private static final int SECONDS = Integer.getInteger("storm.seconds", 60);
    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());
    private static final int READERS = 100;
    private static final String SECRET = "a secret of more than thirty-two characters";
    private static final String OPERATOR = "the token of an operator, long enough";
    private static final Duration AFTERWARDS = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Map<String, Integer> happened = new TreeMap<>();
    private final Model model = Model.repeatingTheQuestion();
    private Simulator neon;
    private Map<String, String> environment;
    private final int[] ports = new int[2];
    private final Hornbook[] instances = new Hornbook[2];

    @Test
    @Timeout(900)
    void whatWasAcknowledgedIsThereOnceInOrderAndItsReadersOwn() throws Exception {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        try {
            begin();
            List<StormReader> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new StormReader(i, addresses(), random.nextLong()));
            }
            List<Thread> threads = readers.stream().map(reader -> Thread.ofVirtual().start(reader)).toList();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end) {
                mischief();
            }
            neon.faults().clear();
            neon.awaitState(ComputeState.ACTIVE, AFTERWARDS);
            addresses().forEach(StormTest::lookUntilItIsThere);
            readers.forEach(StormReader::stop);
            long patience = System.nanoTime() + AFTERWARDS.toNanos();
            List<StormReader> waiting = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                if (!threads.get(i).join(Duration.ofNanos(Math.max(1, patience - System.nanoTime())))) {
                    waiting.add(readers.get(i));
                }
            }
            assertThat(waiting).as(() -> "wait a minute after the storm, of seed " + SEED + ", which ended at "
                    + Instant.now().minus(AFTERWARDS) + " " + happened + "\n" + screens()).isEmpty();

            List<String> wrong = readers.stream().flatMap(reader -> reader.wrong().stream()).toList();
            int acknowledged = readers.stream().mapToInt(StormReader::acknowledged).sum();
            System.out.printf(
                    "Storm: %d s, seed %d, %d readers: %d questions acknowledged, %d refused with a reason, %d connections lost; %s%n",
                    SECONDS, SEED, READERS, acknowledged, readers.stream().mapToInt(StormReader::refused).sum(),
                    readers.stream().mapToInt(StormReader::cutOff).sum(), happened);
            assertThat(wrong).as("seed " + SEED).isEmpty();
            assertThat(acknowledged).isGreaterThan(READERS);
        } finally {
            for (Hornbook instance : instances) {
                if (instance != null) {
                    instance.close();
                }
            }
            neon.close();
            model.close();
        }
    }

    private void begin() throws IOException {
        for (int i = 0; i < ports.length; i++) {
            ports[i] = FreePort.find();
        }
        environment = new HashMap<>(model.environment("sk-storm"));
        environment.putAll(Map.of("DATABASE_URL", neon.url(), "HORNBOOK_SECRET", SECRET, "HORNBOOK_URL", "http://localhost:" + ports[0],
                "HORNBOOK_TRUSTED_PROXIES", "127.0.0.1", "HORNBOOK_OPERATOR_TOKEN", OPERATOR, "HORNBOOK_QUESTIONS_PER_GUEST", "100000",
                "HORNBOOK_QUESTIONS_PER_DAY",
                "1000000"));
        for (int i = 0; i < ports.length; i++) {
            instances[i] = serve(i);
        }
        for (Hornbook instance : instances) {
            instance.address();
        }
    }

    /** One thing goes wrong, or two, and passes. */
    private void mischief() throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> happens("suspend", neon::suspend);
            case 1 -> happens("restart", () -> neon.faults().restart(Duration.ofMillis(random.nextInt(2_000))));
            case 2 -> happens("reset", () -> neon.faults().resetAll());
            case 3 -> happens("black hole", () -> neon.faults().blackHole());
            case 4 -> happens("quota", () -> neon.faults().refuse(Refusal.COMPUTE_TIME_QUOTA));
            case 5 -> happens("latency", () -> neon.faults().latency(Duration.ofMillis(random.nextInt(200))));
            case 6 -> happens("quota and reset", () -> {
                neon.faults().refuse(Refusal.COMPUTE_TIME_QUOTA);
                neon.faults().resetAll();
            });
            default -> {
                happened.merge("kill -9", 1, Integer::sum);
                int which = random.nextInt(instances.length);
                instances[which].kill();
                instances[which] = serve(which);
            }
        }
        pass(random.nextInt(3_000));
        neon.faults().clear();
        lookAgain();
        pass(random.nextInt(2_000));
    }

    /** A quota that was used up is asked about again after a minute or two. Whoever raised it does not wait for that. */
    private void lookAgain() {
        addresses().forEach(address -> CLIENT.sendAsync(check(address), BodyHandlers.discarding()));
    }

    /** What was started a moment ago met the last fault, perhaps, and heard of no check. */
    private static void lookUntilItIsThere(URI address) {
        Patience.until(AFTERWARDS, () -> {
            try {
                return CLIENT.send(check(address), BodyHandlers.ofString()).body();
            } catch (IOException e) {
                return e.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, answer -> answer.contains("roundTripMillis"));
    }

    private static HttpRequest check(URI address) {
        return HttpRequest.newBuilder(address.resolve("/health/database")).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + OPERATOR).POST(BodyPublishers.noBody()).build();
    }

    private void happens(String what, Runnable mischief) {
        happened.merge(what, 1, Integer::sum);
        mischief.run();
    }

    /** The weather lasts: this waits for nothing, it lets time go by under a fault. */
    private static void pass(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    /** What the instances wrote last. */
    private String screens() {
        return Stream.of(instances).map(instance -> instance.output() + instance.errors())
                .map(text -> text.substring(Math.max(0, text.length() - 10_000))).collect(Collectors.joining("\n\nThe other instance:\n"));
    }

    private List<URI> addresses() {
        return List.of(URI.create("http://localhost:" + ports[0]), URI.create("http://localhost:" + ports[1]));
    }

    private Hornbook serve(int which) throws IOException {
        Path home = Files.createDirectories(directory.resolve("instance" + which));
        return Hornbook.start(home, environment, "serve", "--port", String.valueOf(ports[which]));
    }
}

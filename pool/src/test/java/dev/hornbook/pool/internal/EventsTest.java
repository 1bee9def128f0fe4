package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.WakeCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder records of a pool. */
class EventsTest {
    @TempDir
    private Path directory;
    private final Recording recording = new Recording();

    @BeforeEach
    void record() {
        for (String event : List.of("Open", "Wait", "Wake", "Evict", "Shed")) {
            recording.enable("dev.hornbook.pool." + event).withoutThreshold();
        }
        recording.start();
    }

    @AfterEach
    void end() {
        recording.close();
    }

    private List<RecordedEvent> recorded(String name) throws Exception {
        Path file = Files.createTempFile(directory, "pool", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.hornbook.pool." + name))
                .toList();
    }

    @Test
    void openingWaitingAndEvictingAreRecordedAndABorrowThatWaitsForNobodyIsNot() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            for (int i = 0; i < 100; i++) {
                lab.pool.giveBack(slot);
                slot = lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + Lab.ACQUIRE.toNanos(), WakeCause.DEMAND);
            }
            assertThat(recorded("Wait")).as("the first, while the connection was opened").singleElement().satisfies(event -> {
                assertThat(event.getString("pool")).isEqualTo("lab");
                assertThat(event.getBoolean("served")).isTrue();
            });
            Lab.link(slot).ended = true;
            lab.pool.giveBack(slot);
            lab.caller();
            lab.opener.next().fail(Lab.unreachable());
            lab.await(snapshot -> snapshot.counters().failed() == 1);
        }
        assertThat(recorded("Open")).extracting(event -> event.getString("fault")).containsExactlyInAnyOrder(null, "REFUSED");
        assertThat(recorded("Wake")).singleElement().satisfies(event -> assertThat(event.getString("cause")).isEqualTo("DEMAND"));
        assertThat(recorded("Evict")).singleElement().satisfies(event -> assertThat(event.getString("cause")).isEqualTo("LOST"));
        assertThat(recorded("Open").getFirst().getEventType().getCategoryNames()).containsExactly("Hornbook Pool");
    }

    @Test
    void aRefusalIsRecordedWithItsReason() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.lend();
            Future<Slot> late = lab.caller(1, Duration.ofSeconds(1));
            lab.time.pass(Duration.ofSeconds(1));
            Lab.refused(late);
        }
        assertThat(recorded("Shed")).singleElement().satisfies(event -> assertThat(event.getString("reason")).isEqualTo("BUSY"));
    }
}

package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.SqlAsReader;
import dev.hornbook.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A class of readers and guests at once, each doing whatever comes to mind, with everybody's ids in hand. */
@Tag("integration")
class ReadersAtOnceTest {
    private static final int READERS = 20;
    private static final int STEPS = 30;
    private static final int RECENT = 4;
    private static final long SEED = 20_261_121;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), Map.of("HORNBOOK_HISTORY_LIMIT", String.valueOf(RECENT)));

    /** Everybody's ids, which anybody may try. */
    private final List<String> everybodys = new CopyOnWriteArrayList<>();

    @Test
    void nobodySeesCountsChangesOrDeletesWhatIsAnothers() throws Exception {
        List<Callable<RandomReader>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            int number = i;
            readers.add(() -> aReaderAtWork(number));
        }
        List<RandomReader> done = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RandomReader> reader : executor.invokeAll(readers)) {
                done.add(reader.get());
            }
        }
        for (RandomReader reader : done) {
            reader.assertAllIsAsItMustBe();
            reader.close();
        }
        assertThat(db.countAsLogin("select count(*) from conversation"))
                .isEqualTo(done.stream().mapToInt(RandomReader::conversations).sum());
        assertThat(db.countAsLogin("select count(*) from message")).isPositive()
                .isEqualTo(done.stream().mapToInt(RandomReader::messages).sum());
        assertThatWithoutAScopeNothingIsThere();
    }

    private RandomReader aReaderAtWork(int number) throws SQLException {
        SignedInReader http = number % 2 == 0 ? service.guest() : service.signUp("reader" + number);
        String user = http.get("/api/v1/me").json().path("id").asText();
        RandomReader reader = new RandomReader(http, user, new SqlAsReader(db.login(), user), new Random(SEED + number), everybodys,
                RECENT);
        for (int step = 0; step < STEPS; step++) {
            try {
                reader.step();
            } catch (SQLException | RuntimeException | AssertionError e) {
                throw new AssertionError("reader " + number + " of seed " + SEED + " at step " + step + ": " + e.getMessage(), e);
            }
        }
        return reader;
    }

    private static void assertThatWithoutAScopeNothingIsThere() throws SQLException {
        try (SqlAsReader nobody = new SqlAsReader(db.login(), "")) {
            for (String table : RandomReader.TABLES) {
                assertThat(nobody.query("select user_id from " + table)).isEmpty();
                assertThat(nobody.update("delete from " + table)).isZero();
            }
        }
    }
}

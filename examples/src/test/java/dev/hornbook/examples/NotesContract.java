package dev.hornbook.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What every framework's example does with its notes. */
@Tag("integration")
@ResourceLock(Neon.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotesContract {
    /** An example, as the tests see it. */
    record Notes(Consumer<List<String>> add, Supplier<List<String>> all) {}

    private String url;
    private NeonDataSource db;
    private Notes notes;
    private long connectsToSetUp;

    /** Sets the example up on this database; a data source that it opens itself shares the pool of the one that is given. */
    abstract Notes setUp(String url, NeonDataSource db);

    /** Of a database of its own. */
    abstract String name();

    @BeforeAll
    void open() {
        url = Neon.withNotes(name());
        db = NeonDataSource.open(NeonSettings.of(url));
        long before = Neon.connects();
        notes = setUp(url, db);
        connectsToSetUp = Neon.connects() - before;
    }

    @AfterAll
    void close() {
        db.close();
    }

    NeonDataSource db() {
        return db;
    }

    @Test
    void settingItUpWakesNobody() {
        assertThat(connectsToSetUp).isZero();
    }

    @Test
    void whatIsCommittedStays() {
        notes.add().accept(List.of("one", "two"));
        assertThat(notes.all().get()).containsSubsequence("one", "two");
    }

    @Test
    void aUnitThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> notes.add().accept(List.of("half", ""))).hasStackTraceContaining("note_text_check");
        assertThat(notes.all().get()).doesNotContain("half");
        assertThat(db.snapshot().counters().rolledBack()).as("left to the pool to roll back").isZero();
    }

    @Test
    void aSuspendBetweenTwoUnitsOfWorkIsNotNoticed() {
        notes.add().accept(List.of("before"));
        Neon.suspend(db);
        notes.add().accept(List.of("after"));
        assertThat(notes.all().get()).containsSubsequence("before", "after");
    }
}

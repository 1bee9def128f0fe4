package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.database.DatabaseException;
import dev.hornbook.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class IngestionTest {
    @AutoClose
    private final TestDatabase db = TestDatabase.migrated();
    private final Ingestion ingestion = new Ingestion(db.database(), TextSource::words);
    private final Library library = new Library(db.database());

    private static TextSource book() {
        return new TextSource("robots").with("index.md", "---\ntitle: Robots\nquestions: [\"Why?\"]\n---\nHello.")
                .with("a.md", "# Arms\n\nOne.\n\n## Elbows\n\nTwo.\n\n## Wrists\n").with("part/b.md", "# Legs\n\n" + "long ".repeat(600));
    }

    private IngestReport ingest(BookSource source) {
        return ingestion.ingest(source, Optional.empty(), Progress.SILENT);
    }

    @BeforeEach
    void theLibraryIsEmptyBefore() {
        assertThat(library.refresh()).isFalse();
    }

    private List<UUID> ids() {
        library.refresh();
        var ids = new ArrayList<UUID>();
        library.books().forEach(book -> book.chapters().forEach(chapter -> chapter.sections().forEach(section -> {
            ids.add(section.id());
            section.passages().forEach(passage -> ids.add(passage.id()));
        })));
        return ids;
    }

    @Test
    void aBookIsOnTheShelfAsItWasRead() {
        IngestReport report = ingest(book());
        assertThat(report.revision()).isEqualTo(1);
        assertThat(report.chapters()).isEqualTo(new Tally(3, 0, 0, 0));
        assertThat(library.refresh()).isTrue();
        Book robots = library.book("robots").orElseThrow();
        assertThat(robots.title()).isEqualTo("Robots");
        assertThat(robots.questions()).containsExactly("Why?");
        assertThat(robots.chapters()).extracting(Chapter::slug).containsExactly("index", "a", "part/b");
        Chapter arms = library.chapter("robots", "a").orElseThrow();
        assertThat(arms.sections()).extracting(Section::anchor).containsExactly("arms", "elbows", "wrists");
        assertThat(arms.sections()).extracting(Section::markdown).containsExactly("One.", "Two.", "");
        assertThat(arms.sections().get(1).heading()).isEqualTo("Arms > Elbows");
        assertThat(robots.next(arms)).map(Chapter::title).contains("Legs");
        assertThat(robots.previous(robots.chapters().getFirst())).isEmpty();
        Section legs = robots.chapters().get(2).sections().getFirst();
        assertThat(legs.passages()).hasSize(2);
        assertThat(library.shelf().place(legs.passages().get(1).id())).get().extracting(Place::anchor).isEqualTo("part/b#legs");
    }

    @Test
    void readingItAgainChangesNothingAtAll() {
        ingest(book());
        List<UUID> before = ids();
        IngestReport again = ingest(book());
        assertThat(again.revision()).isEqualTo(1);
        assertThat(List.of(again.chapters(), again.sections(), again.passages())).allMatch(Tally::isQuiet);
        assertThat(library.refresh()).isFalse();
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void whatLiesInAFolderThatCannotBeReadStays() {
        ingest(book());
        List<UUID> before = ids();
        TextSource halfRead = new TextSource("robots").with("index.md", "---\ntitle: Robots\nquestions: [\"Why?\"]\n---\nHello.")
                .without("a.md").without("part");

        IngestReport report = ingest(halfRead);

        assertThat(report.chapters()).isEqualTo(new Tally(0, 0, 0, 3));
        assertThat(report.faults()).hasSize(2);
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void aBookTakenAwayAndReadInAgainIsAnotherBook() {
        ingest(book());
        List<UUID> before = ids();
        assertThat(ingestion.remove("robots")).isTrue();
        assertThat(ingestion.remove("robots")).isFalse();
        assertThat(ingest(book()).revision()).isEqualTo(1);

        assertThat(library.refresh()).isTrue();
        assertThat(ids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);

        ingestion.remove("robots");
        assertThat(library.refresh()).isTrue();
        assertThat(library.books()).isEmpty();
        assertThat(db.countAsLogin("select count(*) from passage")).isZero();
    }

    @Test
    void readingABookInWhileItIsTakenAwayIsNoFault() throws Exception {
        ingest(book());
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 30; i++) {
                Future<IngestReport> read = threads.submit(() -> ingest(book()));
                Future<Boolean> gone = threads.submit(() -> ingestion.remove("robots"));
                assertThat(read.get().slug()).isEqualTo("robots");
                gone.get();
            }
        }
        library.refresh();
        assertThat(library.books().size()).isEqualTo((int) db.countAsLogin("select count(*) from textbook"));
    }

    @Test
    void onlyWhatChangedGetsNewIds() {
        ingest(book());
        List<UUID> before = ids();
        var changed = new TextSource("robots").with("index.md", "---\ntitle: Robots\nquestions: [\"Why?\"]\n---\nHello.")
                .with("a.md", "# Arms\n\nOne.\n\n## Shoulders\n\nNew.\n\n## Elbows\n\nTwo and more.\n\n## Wrists\n")
                .with("part/b.md", "# Legs\n\n" + "long ".repeat(600));
        IngestReport report = ingest(changed);
        assertThat(report.revision()).isEqualTo(2);
        assertThat(report.chapters()).isEqualTo(new Tally(0, 1, 0, 2));
        assertThat(report.sections()).isEqualTo(new Tally(1, 1, 0, 4));
        assertThat(report.passages()).isEqualTo(new Tally(2, 0, 1, 4));
        List<UUID> after = ids();
        var kept = new ArrayList<>(before);
        kept.retainAll(after);
        assertThat(before).hasSize(kept.size() + 1);
        assertThat(library.chapter("robots", "a").orElseThrow().sections()).extracting(Section::title).containsExactly("Arms", "Shoulders",
                "Elbows", "Wrists");
    }

    @Test
    void aRemovedPageDisappearsWithItsPassages() {
        ingest(book());
        IngestReport report = ingest(new TextSource("robots").with("a.md", "# Arms\n\nOne.\n\n## Elbows\n\nTwo.\n\n## Wrists\n"));
        assertThat(report.chapters()).isEqualTo(new Tally(0, 0, 2, 1));
        assertThat(ids()).hasSize(5);
        assertThat(library.chapter("robots", "part/b")).isEmpty();
    }

    @Test
    void aNewTitleOrQuestionIsAChangeToo() {
        ingest(book());
        ingest(book().with("readme.md", "x"));
        long revision = ingest(new TextSource("robots").with("index.md", "---\ntitle: Machines\n---\nHello.")).revision();
        assertThat(revision).isEqualTo(3);
        library.refresh();
        assertThat(library.book("robots").orElseThrow().title()).isEqualTo("Machines");
    }

    @Test
    void twoBooksWithTheSamePagesAreTwo() {
        ingest(book());
        ingestion.ingest(book(), Optional.of("others"), Progress.SILENT);
        library.refresh();
        assertThat(library.books()).extracting(Book::slug).containsExactly("others", "robots");
        assertThatThrownBy(() -> ingestion.ingest(book(), Optional.of("No Slug"), Progress.SILENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoReadingsAtOnceLeaveTheBookWhole() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<IngestReport>> reports = threads
                    .invokeAll(List.<Callable<IngestReport>>of(() -> ingest(book()), () -> ingest(book()),
                            () -> ingest(book())));
            for (Future<IngestReport> report : reports) {
                assertThat(report.get().revision()).isEqualTo(1);
            }
        }
        assertThat(ids()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void progressIsReportedToItsEnd() {
        var steps = new ArrayList<String>();
        ingestion.ingest(book(), Optional.empty(), (step, done, total) -> steps.add(step + " " + done + "/" + total));
        assertThat(steps).containsExactly("READING 1/3", "READING 2/3", "READING 3/3", "WRITING 0/3", "WRITING 3/3");
    }

    @Test
    void readersSeeBooksAndCannotWriteThem() {
        ingest(book());
        assertThatThrownBy(() -> db.database().library().update("delete from textbook")).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("permission denied");
        assertThat(db.database().as(db.newUser()).query("select slug from textbook", row -> row.text("slug"))).containsExactly("robots");
    }
}

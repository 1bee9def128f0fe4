package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookDiffTest {
    private static final String TWO = "# A\n\nOne.\n\n## B\n\nTwo.\n";

    private static Manuscript read(String a, String b) {
        return new TextSource("book").with("a.md", a).with("b.md", b).read();
    }

    /** The rows as they are once the manuscript is stored. */
    private static List<StoredSection> stored(Manuscript manuscript) {
        var diff = new BookDiff(List.of(), manuscript, UUID::randomUUID);
        var rows = new ArrayList<StoredSection>();
        diff.sections.forEach(write -> rows.add(new StoredSection(write.id(), write.chapter(), write.section().anchor(), write.position(),
                write.section().hash(), diff.passages.stream().filter(passage -> passage.section().equals(write.id()))
                        .map(passage -> new StoredSection.StoredPassage(passage.id(), passage.ordinal(), passage.cut().hash())).toList())));
        return rows;
    }

    @Test
    void theSameBookAgainChangesNothing() {
        var diff = new BookDiff(stored(read(TWO, "b")), read(TWO, "b"), UUID::randomUUID);
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.chapterTally).isEqualTo(new Tally(0, 0, 0, 2));
        assertThat(diff.sectionTally).isEqualTo(new Tally(0, 0, 0, 3));
    }

    @Test
    void oneChangedSentenceChangesItsSectionAndItsPassageAlone() {
        List<StoredSection> before = stored(read(TWO, "b"));
        var diff = new BookDiff(before, read(TWO.replace("Two.", "Three."), "b"), UUID::randomUUID);
        assertThat(diff.chapterTally).isEqualTo(new Tally(0, 1, 0, 1));
        assertThat(diff.sectionTally).isEqualTo(new Tally(0, 1, 0, 2));
        assertThat(diff.passageTally).isEqualTo(new Tally(1, 0, 1, 2));
        assertThat(diff.sections).singleElement()
                .satisfies(write -> assertThat(write.id()).isEqualTo(before.get(1).id()));
    }

    @Test
    void aSectionPutInFrontMovesTheOthersAndChangesNoneOfThem() {
        var diff = new BookDiff(stored(read(TWO, "b")), read("# A\n\nOne.\n\n## New\n\nNew.\n\n## B\n\nTwo.\n", "b"), UUID::randomUUID);
        assertThat(diff.sectionTally).isEqualTo(new Tally(1, 0, 0, 3));
        assertThat(diff.sectionMoves).hasSize(2);
        assertThat(diff.passageTally).isEqualTo(new Tally(1, 0, 0, 3));
    }

    @Test
    void aPageThatIsGoneDisappears() {
        var diff = new BookDiff(stored(read(TWO, "b")), new TextSource("book").with("b.md", "b").read(), UUID::randomUUID);
        assertThat(diff.chapterTally).isEqualTo(new Tally(0, 0, 1, 1));
        assertThat(diff.sectionTally.removed()).isEqualTo(2);
        assertThat(diff.passageTally.removed()).isEqualTo(2);
    }

    @Test
    void aPageThatCannotBeReadAnyMoreKeepsWhatItSaid() {
        var now = new TextSource("book").with("a.md", new byte[]{(byte) 0xFF}).with("b.md", "b").read();
        var diff = new BookDiff(stored(read(TWO, "b")), now, UUID::randomUUID);
        assertThat(diff.sectionsGone).isEmpty();
        assertThat(diff.passagesGone).isEmpty();
        assertThat(diff.chapterTally).isEqualTo(new Tally(0, 0, 0, 2));
    }

    @Test
    void twoPassagesOfTheSameWordsAreTwo() {
        String twice = "# A\n\n" + "word ".repeat(340) + "\n\n" + "word ".repeat(340) + "\n";
        List<StoredSection> before = stored(read(twice, "b"));
        assertThat(before.getFirst().passages()).hasSize(2);
        assertThat(new BookDiff(before, read(twice, "b"), UUID::randomUUID).isEmpty()).isTrue();
    }
}

package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.Shelves;
import dev.hornbook.textbook.TextSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is quoted, and the names of code, are found as they were written. */
class QuotedPhrasesTest {
    private static final String BOOK = """
                                       # Book

                                       ## Crowd

                                       The idle session is in a state, and a transaction is idle: the idle transactions idle in the pool. Transaction, idle.

                                       ## Phrase

                                       Long ago somebody left a session *idle in transaction*, and nobody noticed for weeks and weeks, until the disk was full of what
                                       could not be cleaned away, which took the better part of a night to find, and another one to mend.

                                       ## Small words

                                       Ready on standby, ready at standby, ready for standby: ready.

                                       ## Small words exactly

                                       The second machine was, after all of that and a good deal more of the same, at last ready to standby, as was said.

                                       ## View

                                       The view `pg_stat_activity` has a row for each process of the server, with what it is doing at this moment, and since when.

                                       ## Parts

                                       An activity has a stat, and PG is short for many a thing: what does an activity show, and a stat?

                                       ## Setting

                                       Give `maxPoolSize` a number that the server bears.
                                       """;

    private final Shelf shelf = Shelves.of(text -> text.length() / 5, new TextSource("book").with("book.md", BOOK));
    @AutoClose
    private final LuceneIndex index = LuceneIndex.inMemory();
    @AutoClose
    private final Embedder noModel = new Embedder();
    private final Retriever retriever = new Retriever(() -> shelf, index, index, noModel);

    QuotedPhrasesTest() {
        index.update(shelf.places().stream()
                .map(place -> IndexedPassage.of(place, Optional.empty()))
                .toList(), List.of());
    }

    private List<String> found(String question) {
        return retriever.search(question, Optional.empty(), 3).stream().map(found -> found.place().section().title()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "What does idle in transaction mean?|Crowd",
        "What does \"idle in transaction\" mean?|Phrase",
        "What does “Idle in  transaction” mean?|Phrase",
        "What does `idle in transaction` mean?|Phrase",
        "What does \"idle in transaction\" or \"never said\" mean?|Phrase",
        "What does \"never said anywhere\" idle transaction mean?|Crowd",
        "Who is \"ready to standby\"?|Small words exactly",
        "What does pg_stat_activity show?|View",
        "what does PG_STAT_ACTIVITY show|View",
        "How large may the max pool size be?|Setting",
        "How large may maxPoolSize be?|Setting"})
    void aPassageThatHoldsWhatIsQuotedComesFirst(String question, String section) {
        assertThat(found(question)).startsWith(section);
    }

    @Test
    void theIndexItselfPrefersThePhrase() {
        List<Hit> hits = index.search(new IndexQuery("\"idle in transaction\"", "", Optional.empty(), Optional.empty(), 2));
        List<Hit> words = index.search(new IndexQuery("idle in transaction", "", Optional.empty(), Optional.empty(), 2));
        assertThat(title(hits)).isEqualTo("Phrase");
        assertThat(title(words)).isEqualTo("Crowd");
    }

    private String title(List<Hit> hits) {
        return shelf.place(hits.getFirst().passage()).orElseThrow().section().title();
    }

    @Test
    void whatIsQuotedIsTakenOutOfItsMarks() {
        assertThat(QuotedPhrases.written("Is \"a b\" or “c” or «d e» or `f_g` or \"\" or \"?!\" or it's 'h'?"))
                .containsExactly("a b", "c", "d e", "f_g");
    }
}

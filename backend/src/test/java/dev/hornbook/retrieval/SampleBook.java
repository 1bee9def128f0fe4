package dev.hornbook.retrieval;

import dev.hornbook.evaluation.LabelledQuestion;
import dev.hornbook.evaluation.LabelledQuestion.Half;
import dev.hornbook.evaluation.MeasuredBook;
import dev.hornbook.evaluation.QuestionSet;
import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import dev.hornbook.textbook.Shelves;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sample textbook, indexed and embedded once for all tests of the JVM, and its labelled questions. */
public final class SampleBook {
    private static SampleBook book;

    public final Shelf shelf;
    public final Retriever retriever;
    /** The same without a model: by words alone. */
    public final Retriever byWords;

    private final Embedder meaning;
    private final List<float[]> vectors;

    private SampleBook() {
        shelf = Shelves.of(WordPiece.ofModel(), ClasspathSource.sample());
        Embedder embedder = new Embedder();
        try {
            embedder.load();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        vectors = shelf.places().stream()
                .map(place -> embedder.passage(place.section().heading(), place.passage().text())).toList();
        meaning = embedder;
        retriever = embeddedUpTo(vectors.size());
        Embedder none = new Embedder();
        none.close();
        byWords = retriever(none, 0);
    }

    /** As it is while vectors are made: only the first passages have theirs. */
    Retriever embeddedUpTo(int passages) {
        return retriever(meaning, passages);
    }

    /** Its passages, of which only the first have their vectors. */
    List<IndexedPassage> passages(int embedded) {
        List<Place> places = List.copyOf(shelf.places());
        return IntStream.range(0, places.size()).mapToObj(i -> IndexedPassage.of(places.get(i),
                Optional.of(i).filter(number -> number < embedded).map(vectors::get))).toList();
    }

    private Retriever retriever(Embedder embedder, int embedded) {
        LuceneIndex index = LuceneIndex.inMemory();
        index.update(passages(embedded), List.of());
        return new Retriever(() -> shelf, index, index, embedder);
    }

    // Not in a static initializer: the model's thread would wait for the class, and the class for the model.
    public static synchronized SampleBook get() {
        if (book == null) {
            book = new SampleBook();
        }
        return book;
    }

    /** The labelled questions that may be looked at while the retriever changes. */
    public static List<LabelledQuestion> questions() {
        return QuestionSet.ours("physical-ai").only(Half.TUNING).questions();
    }

    /** The model, loaded. */
    public Embedder embedder() {
        return meaning;
    }

    /** The same book, to be measured. */
    public MeasuredBook measured() {
        List<Place> places = List.copyOf(shelf.places());
        return new MeasuredBook(shelf.books().getFirst(), meaning, IntStream.range(0, places.size()).boxed()
                .collect(Collectors.toMap(i -> places.get(i).passage().id(), vectors::get)));
    }
}

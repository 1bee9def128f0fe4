package dev.hornbook.evaluation;

import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.Hit;
import dev.hornbook.retrieval.IndexQuery;
import dev.hornbook.retrieval.IndexedPassage;
import dev.hornbook.retrieval.LuceneIndex;
import dev.hornbook.retrieval.PassageIndex;
import dev.hornbook.retrieval.Question;
import dev.hornbook.retrieval.Retriever;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.Shelf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A book in memory, indexed as {@code serve} does it and once more by meaning alone, for questions to be put to. */
public final class MeasuredBook implements AutoCloseable {
    /** How many passages are ranked: enough for twenty sections. */
    private static final int PASSAGES = 50;

    private final Shelf shelf;
    private final Wording wording;
    private final Embedder embedder;
    private final Embedder none = new Embedder();
    private final LuceneIndex lucene = LuceneIndex.inMemory();
    private final ExactIndex exact = new ExactIndex();
    private final Map<Engine, Retriever> retrievers;

    /**
     * @param embedder ready, for the questions; left open
     * @param vectors of every passage of the book, by its id
     */
    public MeasuredBook(Book book, Embedder embedder, Map<UUID, float[]> vectors) {
        this.shelf = new Shelf(List.of(book));
        this.wording = new Wording(book);
        this.embedder = embedder;
        none.close();
        List<IndexedPassage> passages = shelf.places().stream()
                .map(place -> IndexedPassage.of(place, Optional.of(vectors.get(place.passage().id())))).toList();
        lucene.update(passages, List.of());
        exact.update(passages, List.of());
        retrievers = Map.of(Engine.BM25, new Retriever(() -> shelf, lucene, lucene, none),
                Engine.DENSE, new Retriever(() -> shelf, exact, lucene, embedder),
                Engine.HYBRID, new Retriever(() -> shelf, lucene, lucene, embedder));
    }

    public int passages() {
        return shelf.places().size();
    }

    Wording wording() {
        return wording;
    }

    /** Puts one question to one engine. */
    Outcome ask(LabelledQuestion question, Engine engine) {
        PassageIndex index = engine == Engine.DENSE ? exact : lucene;
        Optional<float[]> meaning = engine == Engine.BM25 ? Optional.empty() : embedder.question(question.question());
        List<Hit> hits = index.search(new IndexQuery(question.question(), "", meaning, Optional.empty(), PASSAGES));
        List<String> sections = hits.stream().flatMap(hit -> shelf.place(hit.passage()).stream()).map(Place::anchor).toList();
        return new Outcome(question, wording.isApart(question), units(question, sections),
                retrievers.get(engine).find(Question.of(question.question())).evidence());
    }

    /** Passages collapsed to what is labelled: the first of a section counts. */
    static List<String> units(LabelledQuestion question, List<String> sections) {
        return sections.stream().map(question::unit).distinct().toList();
    }

    @Override
    public void close() {
        lucene.close();
        exact.close();
    }
}

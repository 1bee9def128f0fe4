package dev.hornbook.retrieval;

import dev.hornbook.textbook.Shelf;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks Qdrant where it holds the books exactly as they are held here, and Lucene otherwise. A question that Qdrant fails is
 * answered by Lucene, and no further one is put to Qdrant until {@link QdrantMirror} has seen it well: one question waits for
 * its deadline, not every one.
 */
public final class BothEngines implements PassageSearch {
    private final PassageSearch lucene;
    private final QdrantMirror qdrant;
    private final Supplier<Shelf> books;

    /** @param books the books as they are held now */
    public BothEngines(PassageSearch lucene, QdrantMirror qdrant, Supplier<Shelf> books) {
        this.lucene = lucene;
        this.qdrant = qdrant;
        this.books = books;
    }

    @Override
    public List<Hit> search(IndexQuery query) {
        return qdrant.of(books.get()).map(index -> {
            try {
                List<Hit> hits = index.search(query);
                qdrant.answered();
                return hits;
            } catch (QdrantException e) {
                qdrant.lost(e);
                return lucene.search(query);
            }
        }).orElseGet(() -> lucene.search(query));
    }
}

package dev.hornbook.cli;

import dev.hornbook.config.Settings.QdrantAddress;
import dev.hornbook.database.Database;
import dev.hornbook.retrieval.BothEngines;
import dev.hornbook.retrieval.Embedder;
import dev.hornbook.retrieval.IndexState;
import dev.hornbook.retrieval.Indexing;
import dev.hornbook.retrieval.LuceneIndex;
import dev.hornbook.retrieval.PassageSearch;
import dev.hornbook.retrieval.Qdrant;
import dev.hornbook.retrieval.QdrantMirror;
import dev.hornbook.retrieval.QdrantState;
import dev.hornbook.retrieval.Retriever;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.textbook.Book;
import dev.hornbook.textbook.ClasspathSource;
import dev.hornbook.textbook.Ingestion;
import dev.hornbook.textbook.Library;
import dev.hornbook.textbook.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The books of this process, the index that finds their passages, and what reads new ones in. */
final class Books implements AutoCloseable {
    private static final Duration SEARCHABLE = Duration.ofSeconds(60);
    /** Loading a book's vectors takes milliseconds; nobody who asks waits for them to be made. */
    private static final Duration VECTORS = Duration.ofSeconds(1);

    private final LuceneIndex index;
    private final Embedder embedder;
    private final Indexing indexing;
    private final Ingestion ingestion;
    private final Library library;
    private final Optional<QdrantMirror> qdrant;
    private final Retriever retriever;

    private Books(Database database, LuceneIndex index, Optional<QdrantAddress> address) {
        this.index = index;
        this.library = new Library(database);
        this.embedder = new Embedder();
        this.indexing = Indexing.start(database, library, index, embedder);
        this.ingestion = new Ingestion(database, text -> WordPiece.ofModel().count(text));
        this.qdrant = address.map(where -> QdrantMirror.start(Qdrant.at(where), database, library, indexing));
        PassageSearch search = qdrant.<PassageSearch>map(mirror -> new BothEngines(index, mirror, library::shelf)).orElse(index);
        this.retriever = new Retriever(library::shelf, search, index, embedder);
    }

    /**
     * With the index kept on disk, for a process that owns the directory; {@link #embed()} when there is time for it.
     *
     * @param qdrant is kept in step beside it, and asked in its place
     */
    static Books keptIn(Path directory, Database database, Optional<QdrantAddress> qdrant) {
        return new Books(database, LuceneIndex.in(directory), qdrant);
    }

    /** With an index in memory, for a command that comes and goes; {@link #embed()} where it is to find or make what is meant. */
    static Books inMemory(Database database) {
        return new Books(database, LuceneIndex.inMemory(), Optional.empty());
    }

    /** Begins to load the model, so that passages and questions are found by meaning too; till then they are by words. */
    void embed() {
        embedder.start();
    }

    Library library() {
        return library;
    }

    /**
     * The book of that name, as of the last look.
     *
     * @throws UnusableException when there is none, naming those that there are
     */
    Book book(String slug) {
        return library.book(slug).orElseThrow(() -> new UnusableException("There is no book " + slug + ". "
                + (library.books().isEmpty()
                        ? "There is none at all."
                        : "There are: " + String.join(", ", library.books().stream().map(Book::slug).toList()) + ".")));
    }

    Retriever retriever() {
        return retriever;
    }

    Ingestion ingestion() {
        return ingestion;
    }

    /** Loads the books, and reads the sample textbook in where there is none; returns once all are found by words. */
    void fill() {
        library.refresh();
        if (library.books().isEmpty()) {
            ingestion.ingest(ClasspathSource.sample(), Optional.empty(), Progress.SILENT);
            library.refresh();
        }
        awaitSearchable();
    }

    /**
     * Takes in what other processes have read in since; a new book is found by words when this returns, and by meaning too where
     * its vectors are there already. (Until then words alone decide.)
     *
     * @throws dev.hornbook.database.DatabaseException when the database cannot be asked; what is held stays
     */
    void catchUp() {
        if (library.refresh()) {
            awaitSearchable();
            awaitEmbedded(VECTORS);
        }
    }

    /** Waits until every passage of the books held now is found by words. */
    void awaitSearchable() {
        try {
            indexing.awaitSearchable(library.shelf(), SEARCHABLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** How far embedding is; passages that lack a vector are found by words alone. */
    IndexState state() {
        return indexing.state();
    }

    /** Waits for embedding to get on, at most {@code limit}; whether it is whole. */
    boolean awaitEmbedded(Duration limit) {
        try {
            return indexing.awaitEmbedded(library.shelf(), limit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes the indexes again from the database; what is there answers meanwhile. */
    IndexRebuild rebuild(RebuildProgress progress) throws InterruptedException {
        return IndexRebuild.run(indexing, qdrant, progress);
    }

    /** What finds passages, in a few words. */
    String description() {
        return lucene() + qdrant.map(mirror -> ". Qdrant " + mirror.state().inWords()).orElse("");
    }

    /** How Qdrant stands; empty where none is configured. */
    Optional<QdrantState> qdrant() {
        return qdrant.map(QdrantMirror::state);
    }

    private String lucene() {
        IndexState state = indexing.state();
        return state.passages() == 0
                ? "Lucene, embedded: empty"
                : "Lucene, embedded: " + state.passages() + " passages by words, "
                        + (state.isWhole() ? "all" : state.embedded() + " so far")
                        + " by meaning too"
                        + state.fault().map(why -> "; it stands still and tries again: " + why).orElse("");
    }

    @Override
    public void close() {
        qdrant.ifPresent(QdrantMirror::close);
        indexing.close();
        embedder.close();
        index.close();
    }
}

package dev.hornbook.retrieval;

import dev.hornbook.textbook.Place;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.QueryBuilder;

/** BM25 and HNSW in one Lucene index, on disk or in memory, fused by {@link ReciprocalRank}. */
public final class LuceneIndex implements PassageIndex, TermStatistics {
    /** How many each engine puts forward: enough that a passage good for both is among both's. */
    static final int CANDIDATES = 50;
    static final float HEADING_BOOST = 0.3f;
    static final float CONTEXT_BOOST = 0.4f;
    /** Said once in a long passage, a phrase has about a third of its words' rarity: no repetition of those words outweighs it so. */
    private static final float PHRASE_BOOST = 3;

    private static final Similarity BM25 = new BM25Similarity((float) SparseWords.K1, (float) SparseWords.B);

    // Lucene says on the console that a JVM module could make it faster; whoever starts Hornbook cannot act on that. Held here,
    // because java.util.logging forgets a level set on a logger that nobody holds.
    private static final Logger VECTOR_ADVICE = Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_ADVICE.setLevel(Level.OFF);
    }

    private final BookAnalyzer analyzer = new BookAnalyzer();
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private LuceneIndex(Directory directory) throws IOException {
        this.directory = directory;
        this.writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        try {
            this.searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) throws IOException {
                    IndexSearcher searcher = super.newSearcher(reader, previous);
                    searcher.setSimilarity(BM25);
                    return searcher;
                }
            });
        } catch (IOException e) {
            // Damage that only a reader meets; who begins anew must not find the directory locked.
            writer.rollback();
            throw e;
        }
    }

    /** An index that ends with this process. */
    public static LuceneIndex inMemory() {
        try {
            return new LuceneIndex(new ByteBuffersDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    /**
     * The index kept in a directory, or an empty one where there is none that can be read: it is filled again from the
     * database. An index in another layout, or of another model's vectors, is thrown away.
     *
     * @throws UncheckedIOException when the directory cannot be written, or another process has the index open
     */
    public static LuceneIndex in(Path directory) {
        Path current = directory.resolve("lucene-1-" + TextEncoder.MODEL);
        try {
            Files.createDirectories(current);
            try (Stream<Path> others = Files.list(directory)) {
                others.filter(other -> other.getFileName().toString().startsWith("lucene-") && !other.equals(current)).toList()
                        .forEach(LuceneIndex::delete);
            }
            try {
                return new LuceneIndex(FSDirectory.open(current));
            } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | NoSuchFileException
                    | FileNotFoundException | EOFException e) {
                delete(current);
                Files.createDirectories(current);
                return new LuceneIndex(FSDirectory.open(current));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The index in " + current + " cannot be opened (" + e.getMessage() + ").", e);
        }
    }

    @Override
    public List<Hit> search(IndexQuery query) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search(searcher, query);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be read.", e);
        }
    }

    private List<Hit> search(IndexSearcher searcher, IndexQuery query) throws IOException {
        int candidates = Math.max(CANDIDATES, query.limit());
        Optional<Query> book = query.textbook().map(slug -> new TermQuery(new Term("textbook", slug)));
        List<Ranked> words = ranked(searcher, words(query, book), candidates);
        List<Ranked> near = List.of();
        // While a book's vectors are being made, a passage that has none yet would lose to worse ones that do: words alone, until they are there.
        boolean comparable = words.stream().limit(query.limit()).allMatch(Ranked::embedded);
        if (query.vector().isPresent() && comparable) {
            near = ranked(searcher, new KnnFloatVectorQuery("vector", query.vector().get(), candidates, book.orElse(null)), candidates);
        }
        Map<UUID, Float> similarities = near.stream().collect(Collectors.toMap(Ranked::id, Ranked::score));
        return ReciprocalRank
                .fuse(ReciprocalRank.K, List.of(ranking(ReciprocalRank.WORDS, words), ranking(ReciprocalRank.MEANING, near)))
                .stream().limit(query.limit())
                .map(fused -> new Hit(fused.item(), fused.score(), Optional.ofNullable(similarities.get(fused.item()))
                        // Lucene's score for DOT_PRODUCT is (1 + cosine) / 2.
                        .map(score -> OptionalDouble.of(2.0 * score - 1)).orElseGet(OptionalDouble::empty)))
                .toList();
    }

    private record Ranked(UUID id, float score, boolean embedded) {}

    private static ReciprocalRank.Ranking<UUID> ranking(double weight, List<Ranked> found) {
        return new ReciprocalRank.Ranking<>(weight, found.stream().map(Ranked::id).toList());
    }

    private static List<Ranked> ranked(IndexSearcher searcher, Query query, int limit) throws IOException {
        var found = new ArrayList<Ranked>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) {
            Document document = stored.document(hit.doc, Set.of("id", "embedded"));
            found.add(new Ranked(UUID.fromString(document.get("id")), hit.score, document.getField("embedded") != null));
        }
        // Lucene breaks ties by where a document lies, which differs from one instance to the next.
        found.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::id));
        return found;
    }

    /** Any of the question's terms, in the text or above it. */
    private Query words(IndexQuery query, Optional<Query> book) {
        QuestionTerms terms = QuestionTerms.of(query);
        var any = new BooleanQuery.Builder();
        terms.own().stream().limit(IndexSearcher.getMaxClauseCount() / 8).forEach(term -> {
            any.add(new TermQuery(new Term("text", term)), BooleanClause.Occur.SHOULD);
            any.add(new BoostQuery(new TermQuery(new Term("heading", term)), HEADING_BOOST), BooleanClause.Occur.SHOULD);
        });
        terms.context().stream().limit(IndexSearcher.getMaxClauseCount() / 8)
                .forEach(term -> any.add(new BoostQuery(new TermQuery(new Term("text", term)), CONTEXT_BOOST), BooleanClause.Occur.SHOULD));
        QuotedPhrases.written(query.text()).stream().map(phrase -> new QueryBuilder(analyzer).createPhraseQuery("text", phrase))
                .filter(Objects::nonNull).forEach(phrase -> any.add(new BoostQuery(phrase, PHRASE_BOOST), BooleanClause.Occur.SHOULD));
        if (book.isEmpty()) {
            return any.build();
        }
        return new BooleanQuery.Builder().add(any.build(), BooleanClause.Occur.MUST).add(book.get(), BooleanClause.Occur.FILTER).build();
    }

    @Override
    public double rarity(String term) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                int all = searcher.getIndexReader().numDocs();
                int with = Math.min(all, searcher.getIndexReader().docFreq(new Term("text", term)));
                return Math.log(1 + (all - with + 0.5) / (with + 0.5));
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be read.", e);
        }
    }

    @Override
    public void update(Collection<IndexedPassage> put, Collection<UUID> remove) {
        try {
            for (UUID id : remove) {
                writer.deleteDocuments(new Term("id", id.toString()));
            }
            for (IndexedPassage passage : put) {
                writer.updateDocument(new Term("id", passage.id().toString()), document(passage));
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be written; is the disk full?", e);
        }
    }

    /** Holds exactly these passages from now on, and keeps them; searches see what was there before until all are in. */
    void replace(Collection<IndexedPassage> all) {
        try {
            writer.deleteAll();
            for (IndexedPassage passage : all) {
                writer.addDocument(document(passage));
            }
            writer.commit();
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be written; is the disk full?", e);
        }
    }

    private static Document document(IndexedPassage passage) {
        var document = new Document();
        document.add(new StringField("id", passage.id().toString(), Field.Store.YES));
        document.add(new StringField("textbook", passage.textbook(), Field.Store.NO));
        document.add(new TextField("heading", passage.heading(), Field.Store.NO));
        // The heading is part of what is searched, as it is part of what is embedded.
        document.add(new TextField("text", Place.headed(passage.heading(), passage.text()), Field.Store.NO));
        passage.vector().ifPresent(vector -> {
            document.add(new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.DOT_PRODUCT));
            document.add(new StoredField("embedded", 1));
        });
        return document;
    }

    @Override
    public void flush() {
        try {
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be written; is the disk full?", e);
        }
    }

    @Override
    public Map<UUID, Boolean> contents() {
        try {
            searchers.maybeRefreshBlocking();
            IndexSearcher searcher = searchers.acquire();
            try {
                var contents = new HashMap<UUID, Boolean>();
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                    Bits live = leaf.reader().getLiveDocs();
                    StoredFields stored = leaf.reader().storedFields();
                    for (int i = 0; i < leaf.reader().maxDoc(); i++) {
                        if (live == null || live.get(i)) {
                            Document document = stored.document(i);
                            contents.put(UUID.fromString(document.get("id")), document.getField("embedded") != null);
                        }
                    }
                }
                return contents;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be read.", e);
        }
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The index cannot be closed; what it lacks is filled in again from the database.", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The old index in " + directory + " cannot be deleted.", e);
        }
    }
}

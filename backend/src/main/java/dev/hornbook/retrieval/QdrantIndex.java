package dev.hornbook.retrieval;

import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;

import dev.hornbook.retrieval.QdrantException.Kind;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One collection of Qdrant as an index. A question is one request: both rankings are prefetched and Qdrant fuses them, with
 * the same constant and weights as {@link ReciprocalRank} here. A question that only one engine can answer is asked of that one, and ranked
 * here, where equal scores come in the order of their ids; among fused ones, which of several equal hits is the last to be
 * returned is Qdrant's choice.
 *
 * <p>While any of its passages has no vector, words alone decide. Failures are {@link QdrantException}s.
 */
final class QdrantIndex implements PassageIndex {
    /** The names of the two vectors of a point, and of its fields. */
    static final String WORDS = "words";
    static final String MEANING = "meaning";
    static final String TEXTBOOK = "textbook";
    static final String EMBEDDED = "embedded";
    static final String EDITION = "edition";

    /** Qdrant's constant is one more: 1 / (k − 1 + rank / weight), ranks counted from 1. */
    private static final int FUSION = ReciprocalRank.K + 1;
    private static final int PUT_AT_ONCE = 200;
    private static final int READ_AT_ONCE = 1_000;

    private final Qdrant qdrant;
    private final String collection;
    private final String edition;
    private final SparseWords words;
    /** Whether every passage has its vector, as last counted; empty when not counted since the last update. */
    private volatile Optional<Boolean> whole = Optional.empty();

    /**
     * @param collection its name, or for reading an alias of it
     * @param edition written on every passage put in, and to be read on every hit; see {@link QdrantEditions}
     * @param average the average length of its passages, after {@link SparseWords#average}
     */
    QdrantIndex(Qdrant qdrant, String collection, String edition, double average) {
        this.qdrant = qdrant;
        this.collection = collection;
        this.edition = edition;
        this.words = new SparseWords(average);
    }

    @Override
    public List<Hit> search(IndexQuery query) {
        Map<Integer, Float> terms = SparseWords.question(QuestionTerms.of(query));
        Optional<Query> byWords = Optional.of(terms).filter(any -> !any.isEmpty())
                .map(any -> nearest(List.copyOf(any.values()), List.copyOf(any.keySet())));
        Optional<Query> byMeaning = query.vector().filter(_ -> isWhole()).map(vector -> nearest(vector));
        if (byWords.isPresent() && byMeaning.isPresent()) {
            return fused(query, byWords.get(), byMeaning.get());
        }
        return byWords.map(question -> ranked(query, WORDS, question))
                .or(() -> byMeaning.map(question -> ranked(query, MEANING, question))).orElse(List.of());
    }

    private List<Hit> fused(IndexQuery query, Query byWords, Query byMeaning) {
        QueryPoints.Builder request = QueryPoints.newBuilder().setCollectionName(collection)
                .addPrefetch(prefetch(query, WORDS, byWords))
                .addPrefetch(prefetch(query, MEANING, byMeaning))
                .setQuery(rrf(Rrf.newBuilder().setK(FUSION).addWeights((float) ReciprocalRank.WORDS)
                        .addWeights((float) ReciprocalRank.MEANING).build()))
                .setLimit(query.limit())
                .setWithVectors(WithVectorsSelectorFactory.include(List.of(MEANING)));
        return asked(request).stream()
                .map(point -> new Hit(uuid(point.getId()), point.getScore(), similarity(query.vector().orElseThrow(), point)))
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::passage)).toList();
    }

    private static PrefetchQuery prefetch(IndexQuery query, String vector, Query question) {
        PrefetchQuery.Builder prefetch = PrefetchQuery.newBuilder().setQuery(question).setUsing(vector).setLimit(candidates(query));
        filter(query).ifPresent(prefetch::setFilter);
        return prefetch.build();
    }

    /** One ranking, with the scores that its fusion with none would give. */
    private List<Hit> ranked(IndexQuery query, String vector, Query question) {
        QueryPoints.Builder request = QueryPoints.newBuilder().setCollectionName(collection).setQuery(question).setUsing(vector)
                .setLimit(candidates(query));
        filter(query).ifPresent(request::setFilter);
        List<ScoredPoint> points = asked(request).stream()
                .sorted(Comparator.comparingDouble(ScoredPoint::getScore).reversed().thenComparing(point -> uuid(point.getId())))
                .limit(query.limit()).toList();
        return IntStream.range(0, points.size()).mapToObj(i -> new Hit(uuid(points.get(i).getId()), score(vector, i + 1),
                vector.equals(MEANING) ? OptionalDouble.of(points.get(i).getScore()) : OptionalDouble.empty())).toList();
    }

    private static double score(String vector, int rank) {
        return ReciprocalRank.score(ReciprocalRank.K, rank, vector.equals(MEANING) ? ReciprocalRank.MEANING : ReciprocalRank.WORDS);
    }

    /** Asks, and makes sure that what answers are the passages that this index is of. */
    private List<ScoredPoint> asked(QueryPoints.Builder request) {
        request.setWithPayload(WithPayloadSelectorFactory.include(List.of(EDITION)));
        List<ScoredPoint> points = qdrant.points(qdrant.question(), stub -> stub.query(request.build())).getResultList();
        if (points.stream().anyMatch(point -> !edition.equals(point.getPayloadMap().get(EDITION).getStringValue()))) {
            throw new QdrantException(Kind.MISSING, "Qdrant holds another edition of the books than this instance does",
                    "Nothing is to be done: they come together by themselves.");
        }
        return points;
    }

    private static int candidates(IndexQuery query) {
        return Math.max(LuceneIndex.CANDIDATES, query.limit());
    }

    private static Optional<Filter> filter(IndexQuery query) {
        return query.textbook().map(slug -> Filter.newBuilder().addMust(matchKeyword(TEXTBOOK, slug)).build());
    }

    private static OptionalDouble similarity(float[] question, ScoredPoint point) {
        VectorOutput output = point.getVectors().getVectors().getVectorsMap().get(MEANING);
        if (output == null) {
            return OptionalDouble.empty();
        }
        List<Float> data = VectorOutputHelper.getDenseVector(output).getDataList();
        var vector = new float[data.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = data.get(i);
        }
        return OptionalDouble.of(dev.hornbook.retrieval.Vectors.cosine(question, vector));
    }

    private boolean isWhole() {
        return whole.orElseGet(() -> {
            boolean counted = count(Filter.newBuilder().addMust(match(EMBEDDED, false)).build(), qdrant.question()) == 0;
            whole = Optional.of(counted);
            return counted;
        });
    }

    /** How many passages it holds. */
    long size() {
        return count(Filter.getDefaultInstance(), Qdrant.WORK);
    }

    private long count(Filter filter, Duration limit) {
        CountPoints request = CountPoints.newBuilder().setCollectionName(collection).setFilter(filter).setExact(true).build();
        return qdrant.points(limit, stub -> stub.count(request)).getResult().getCount();
    }

    @Override
    public void update(Collection<IndexedPassage> put, Collection<UUID> remove) {
        if (!remove.isEmpty()) {
            List<PointId> ids = remove.stream().map(passage -> id(passage)).toList();
            DeletePoints request = DeletePoints.newBuilder().setCollectionName(collection).setWait(true)
                    .setPoints(PointsSelector.newBuilder().setPoints(PointsIdsList.newBuilder().addAllIds(ids))).build();
            qdrant.points(Qdrant.WORK, stub -> stub.delete(request));
        }
        List<IndexedPassage> passages = List.copyOf(put);
        for (int from = 0; from < passages.size(); from += PUT_AT_ONCE) {
            List<PointStruct> points = passages.subList(from, Math.min(passages.size(), from + PUT_AT_ONCE)).stream().map(this::point)
                    .toList();
            UpsertPoints request = UpsertPoints.newBuilder().setCollectionName(collection).setWait(true).addAllPoints(points).build();
            qdrant.points(Qdrant.WORK, stub -> stub.upsert(request));
        }
        whole = Optional.empty();
    }

    private PointStruct point(IndexedPassage passage) {
        NamedVectors.Builder vectors = NamedVectors.newBuilder();
        Map<Integer, Float> weights = words.passage(passage.heading(), passage.text());
        if (!weights.isEmpty()) {
            vectors.putVectors(WORDS, VectorFactory.vector(List.copyOf(weights.values()), List.copyOf(weights.keySet())));
        }
        passage.vector().ifPresent(vector -> vectors.putVectors(MEANING, VectorFactory.vector(vector)));
        return PointStruct.newBuilder().setId(id(passage.id())).setVectors(Vectors.newBuilder().setVectors(vectors))
                .putPayload(TEXTBOOK, ValueFactory.value(passage.textbook()))
                .putPayload(EMBEDDED, ValueFactory.value(passage.vector().isPresent()))
                .putPayload(EDITION, ValueFactory.value(edition)).build();
    }

    /** Does nothing: Qdrant has written down what it has acknowledged. */
    @Override
    public void flush() {}

    @Override
    public Map<UUID, Boolean> contents() {
        var contents = new HashMap<UUID, Boolean>();
        Optional<PointId> next = Optional.empty();
        do {
            ScrollPoints.Builder request = ScrollPoints.newBuilder().setCollectionName(collection).setLimit(READ_AT_ONCE)
                    .setWithPayload(WithPayloadSelectorFactory.include(List.of(EMBEDDED)));
            next.ifPresent(request::setOffset);
            ScrollResponse page = qdrant.points(Qdrant.WORK, stub -> stub.scroll(request.build()));
            for (RetrievedPoint point : page.getResultList()) {
                contents.put(uuid(point.getId()), point.getPayloadMap().get(EMBEDDED).getBoolValue());
            }
            next = page.hasNextPageOffset() ? Optional.of(page.getNextPageOffset()) : Optional.empty();
        } while (next.isPresent());
        return contents;
    }

    private static UUID uuid(PointId id) {
        return UUID.fromString(id.getUuid());
    }

    /** Does nothing; the server and what it holds stay. */
    @Override
    public void close() {}
}

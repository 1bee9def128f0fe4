package dev.hornbook.testing;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Points in memory, and the arithmetic over them: cosine, the dot product of sparse vectors with
 * {@code ln(1 + (n − df + 0.5) / (df + 0.5))} where the collection has IDF, fusion by {@code 1 / (k − 1 + rank / weight)} with ranks from 1. Equal
 * scores come in the order that helps the asker least, since Qdrant promises none.
 *
 * <p>Refused as by Qdrant: a wrong dimension, a vector or field that is not there, two values in one dimension. Refused though
 * Qdrant would take it, and answer worse: a sparse vector without IDF, a point before the payload indexes, a filter on a field without
 * one, a prefetch that brings less than is asked, a threshold on a fused score, a fusion of fewer than two rankings.
 */
final class StubCollection {
    private static final int INDEXES = 2;

    private record Point(Map<String, float[]> dense, Map<String, Map<Integer, Float>> sparse, Map<String, Value> payload) {}

    private record Scored(UUID id, double score) {
        static final Comparator<Scored> ORDER = Comparator.comparingDouble(Scored::score).reversed()
                .thenComparing(Comparator.comparing(Scored::id).reversed());
    }

    private final CreateCollection made;
    private final Set<String> indexed = new HashSet<>();
    private final Map<UUID, Point> points = new TreeMap<>();

    StubCollection(CreateCollection made) {
        this.made = made;
        made.getVectorsConfig().getParamsMap().getMapMap().forEach((name, params) -> check(params.getSize() > 0, name + " has no size"));
        made.getSparseVectorsConfig().getMapMap()
                .forEach((name, params) -> check(params.getModifier() == Modifier.Idf,
                        name + " has no IDF: common words would count as rare ones"));
    }

    /** An empty one of the names that Hornbook gives. */
    static StubCollection empty(String name, int dimension) {
        return new StubCollection(CreateCollection.newBuilder().setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(VectorParamsMap.newBuilder().putMap("meaning",
                        VectorParams.newBuilder().setSize(dimension).setDistance(Distance.Cosine).build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap("words",
                        SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build()))
                .build());
    }

    static StatusRuntimeException refused(String why) {
        return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + why).asRuntimeException();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    synchronized int size() {
        return points.size();
    }

    CollectionInfo info() {
        return CollectionInfo.newBuilder().setConfig(CollectionConfig.newBuilder().setParams(CollectionParams.newBuilder()
                .setVectorsConfig(made.getVectorsConfig()).setSparseVectorsConfig(made.getSparseVectorsConfig()))).build();
    }

    synchronized void index(String field) {
        check(points.isEmpty() || indexed.contains(field),
                "a payload index on " + field + " after the first point is not part of the graph");
        indexed.add(field);
    }

    synchronized void put(List<PointStruct> put) {
        check(indexed.size() >= INDEXES, "points before their payload indexes");
        put.forEach(point -> {
            Map<String, float[]> dense = new HashMap<>();
            Map<String, Map<Integer, Float>> sparse = new HashMap<>();
            point.getVectors().getVectors().getVectorsMap().forEach((name, vector) -> {
                if (vector.hasSparse()) {
                    check(made.getSparseVectorsConfig().getMapMap().containsKey(name), "Not existing vector name error: " + name);
                    sparse.put(name, sparse(vector));
                } else {
                    dense.put(name, dense(name, vector.getDense()));
                }
            });
            points.put(uuid(point.getId()), new Point(dense, sparse, Map.copyOf(point.getPayloadMap())));
        });
    }

    private static Map<Integer, Float> sparse(Vector vector) {
        Map<Integer, Float> weights = new HashMap<>();
        for (int i = 0; i < vector.getSparse().getIndicesCount(); i++) {
            check(weights.put(vector.getSparse().getIndices(i), vector.getSparse().getValues(i)) == null, "indices must be unique");
        }
        return weights;
    }

    private float[] dense(String name, DenseVector vector) {
        long size = made.getVectorsConfig().getParamsMap().getMapOrThrow(name).getSize();
        check(vector.getDataCount() == size, "Vector dimension error: expected dim: " + size + ", got " + vector.getDataCount());
        var values = new float[vector.getDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.getData(i);
        }
        return values;
    }

    synchronized void remove(List<PointId> ids) {
        ids.forEach(id -> points.remove(uuid(id)));
    }

    synchronized long count(Filter filter) {
        return points.values().stream().filter(point -> matches(point, filter)).count();
    }

    synchronized ScrollResponse scroll(ScrollPoints request) {
        List<UUID> rest = points.keySet().stream().filter(id -> !request.hasOffset() || id.compareTo(uuid(request.getOffset())) >= 0)
                .toList();
        var page = ScrollResponse.newBuilder();
        rest.stream().limit(request.getLimit()).forEach(id -> page
                .addResult(RetrievedPoint.newBuilder().setId(id(id)).putAllPayload(points.get(id).payload())));
        if (rest.size() > request.getLimit()) {
            page.setNextPageOffset(id(rest.get(request.getLimit())));
        }
        return page.build();
    }

    synchronized List<ScoredPoint> query(QueryPoints request) {
        check(request.getLimit() > 0, "no limit");
        List<Scored> found;
        if (request.getPrefetchCount() > 0) {
            check(request.getQuery().hasRrf() && request.getPrefetchCount() > 1, "fusion is of two rankings or more, by reciprocal rank");
            check(!request.hasScoreThreshold(), "a threshold on a fused score means nothing");
            request.getPrefetchList().forEach(prefetch -> check(prefetch.getLimit() >= request.getLimit() + request.getOffset(),
                    "a prefetch brings " + prefetch.getLimit() + ", and " + request.getLimit() + " are asked for"));
            found = fused(request.getQuery().getRrf(), request.getPrefetchList().stream().map(this::ranked).toList());
        } else {
            found = ranked(
                    PrefetchQuery.newBuilder().setQuery(request.getQuery()).setUsing(request.getUsing()).setFilter(request.getFilter())
                            .setLimit(request.getLimit()).build());
        }
        return found.stream().limit(request.getLimit()).map(scored -> {
            Point point = points.get(scored.id());
            NamedVectorsOutput.Builder vectors = NamedVectorsOutput.newBuilder();
            request.getWithVectors().getInclude().getNamesList().stream().filter(point.dense()::containsKey)
                    .forEach(name -> vectors.putVectors(name, output(point.dense().get(name))));
            return ScoredPoint.newBuilder().setId(id(scored.id())).setScore((float) scored.score())
                    .putAllPayload(request.getWithPayload().getInclude().getFieldsList().stream().filter(point.payload()::containsKey)
                            .collect(Collectors.toMap(field -> field, point.payload()::get)))
                    .setVectors(VectorsOutput.newBuilder().setVectors(vectors)).build();
        }).toList();
    }

    private static VectorOutput output(float[] vector) {
        var dense = DenseVector.newBuilder();
        for (float value : vector) {
            dense.addData(value);
        }
        return VectorOutput.newBuilder().setDense(dense).build();
    }

    private static List<Scored> fused(Rrf fusion, List<List<Scored>> rankings) {
        int weights = fusion.getWeightsCount();
        check(weights == 0 || weights == rankings.size(), weights + " weights for " + rankings.size() + " rankings");
        Map<UUID, Double> scores = new HashMap<>();
        for (int r = 0; r < rankings.size(); r++) {
            List<Scored> ranking = rankings.get(r);
            double weight = weights == 0 ? 1 : fusion.getWeights(r);
            for (int i = 0; i < ranking.size(); i++) {
                scores.merge(ranking.get(i).id(), 1 / ((i + 1) / weight + fusion.getK() - 1), Double::sum);
            }
        }
        return sorted(scores.entrySet().stream().map(entry -> new Scored(entry.getKey(), entry.getValue())));
    }

    private List<Scored> ranked(PrefetchQuery question) {
        Query query = question.getQuery();
        check(query.hasNearest(), "a ranking needs a nearest query");
        String using = question.getUsing();
        Stream<Map.Entry<UUID, Point>> among = points.entrySet().stream().filter(entry -> matches(entry.getValue(), question.getFilter()));
        Stream<Scored> scored;
        if (query.getNearest().hasSparse()) {
            check(made.getSparseVectorsConfig().getMapMap().containsKey(using), "Not existing vector name error: " + using);
            Map<Integer, Float> weights = rarities(using, sparse(Vector.newBuilder().setSparse(query.getNearest().getSparse()).build()));
            scored = among.filter(entry -> entry.getValue().sparse().containsKey(using))
                    .map(entry -> new Scored(entry.getKey(), dot(weights, entry.getValue().sparse().get(using))))
                    .filter(hit -> hit.score() > 0);
        } else {
            check(made.getVectorsConfig().getParamsMap().containsMap(using), "Not existing vector name error: " + using);
            float[] vector = dense(using, query.getNearest().getDense());
            scored = among.filter(entry -> entry.getValue().dense().containsKey(using))
                    .map(entry -> new Scored(entry.getKey(), cosine(vector, entry.getValue().dense().get(using))));
        }
        return sorted(scored).stream().limit(question.getLimit()).toList();
    }

    private static List<Scored> sorted(Stream<Scored> scored) {
        return scored.sorted(Scored.ORDER).toList();
    }

    private Map<Integer, Float> rarities(String using, Map<Integer, Float> weights) {
        double n = points.values().stream().filter(point -> point.sparse().containsKey(using)).count();
        Map<Integer, Float> rarer = new HashMap<>();
        weights.forEach((dimension, weight) -> {
            double df = points.values().stream().filter(point -> point.sparse().getOrDefault(using, Map.of()).containsKey(dimension))
                    .count();
            rarer.put(dimension, (float) (weight * Math.log(1 + (n - df + 0.5) / (df + 0.5))));
        });
        return rarer;
    }

    private static double dot(Map<Integer, Float> a, Map<Integer, Float> b) {
        return a.entrySet().stream().mapToDouble(entry -> entry.getValue() * b.getOrDefault(entry.getKey(), 0f)).sum();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengths = 0;
        double other = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            lengths += a[i] * a[i];
            other += b[i] * b[i];
        }
        return dot / Math.sqrt(lengths * other);
    }

    private boolean matches(Point point, Filter filter) {
        return filter.getMustList().stream().map(Condition::getField).allMatch(field -> matches(point, field));
    }

    private boolean matches(Point point, FieldCondition field) {
        check(indexed.contains(field.getKey()), "Index required but not found for \"" + field.getKey() + "\"");
        Value value = point.payload().getOrDefault(field.getKey(), Value.getDefaultInstance());
        return switch (field.getMatch().getMatchValueCase()) {
            case KEYWORD -> value.getStringValue().equals(field.getMatch().getKeyword());
            case BOOLEAN -> value.hasBoolValue() && value.getBoolValue() == field.getMatch().getBoolean();
            default -> throw refused("a match that this stub does not know");
        };
    }

    private static UUID uuid(PointId id) {
        return UUID.fromString(id.getUuid());
    }

    private static PointId id(UUID id) {
        return PointId.newBuilder().setUuid(id.toString()).build();
    }
}

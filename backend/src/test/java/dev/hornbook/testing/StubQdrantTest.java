package dev.hornbook.testing;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.QueryFactory.rrf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stub would not let pass: the faults of a client that a real Qdrant refuses, and those that it would answer worse for. */
class StubQdrantTest {
    private static final StubQdrant QDRANT = new StubQdrant();
    private static final ManagedChannel CHANNEL = Grpc
            .newChannelBuilder(QDRANT.url().substring("http://".length()), InsecureChannelCredentials.create()).build();
    private static final CollectionsGrpc.CollectionsBlockingStub COLLECTIONS = CollectionsGrpc.newBlockingStub(CHANNEL);
    private static final PointsGrpc.PointsBlockingStub POINTS = PointsGrpc.newBlockingStub(CHANNEL);

    @AfterAll
    static void stop() throws InterruptedException {
        CHANNEL.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        QDRANT.close();
    }

    @BeforeEach
    void begin() {
        QDRANT.forget();
        create(Modifier.Idf);
    }

    private static void create(Modifier modifier) {
        COLLECTIONS.create(CreateCollection.newBuilder().setCollectionName(modifier.name())
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(VectorParamsMap.newBuilder().putMap("dense",
                        VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine).build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap("sparse",
                        SparseVectorParams.newBuilder().setModifier(modifier).build()))
                .build());
    }

    private static void index(String field) {
        POINTS.createFieldIndex(CreateFieldIndexCollection.newBuilder().setCollectionName("Idf").setFieldName(field).setWait(true).build());
    }

    private static UpsertPoints.Builder upsert(String name, Vector vector) {
        return UpsertPoints.newBuilder().setCollectionName("Idf").setWait(true).addPoints(PointStruct.newBuilder().setId(id(new UUID(0, 1)))
                .setVectors(VectorsFactory.namedVectors(Map.of(name, vector))));
    }

    private static void put() {
        index("a");
        index("b");
        POINTS.upsert(upsert("dense", VectorFactory.vector(1, 0)).build());
    }

    private static PrefetchQuery.Builder prefetch(long limit) {
        return PrefetchQuery.newBuilder().setQuery(nearest(1, 0)).setUsing("dense").setLimit(limit);
    }

    private static QueryPoints.Builder fusion() {
        return QueryPoints.newBuilder().setCollectionName("Idf").setQuery(rrf(Rrf.newBuilder().setK(2).build())).setLimit(10);
    }

    private static void refuses(Runnable request, String why) {
        assertThatThrownBy(request::run).hasMessageContaining(why);
    }

    @Test
    void wordsWithoutTheirRarity() {
        refuses(() -> create(Modifier.None), "no IDF");
    }

    @Test
    void pointsBeforeTheirPayloadIndexesAndIndexesAfterThem() {
        refuses(() -> POINTS.upsert(upsert("dense", VectorFactory.vector(1, 0)).build()), "before their payload indexes");
        put();
        refuses(() -> index("c"), "after the first point");
    }

    @Test
    void vectorsOfAnotherDimensionOrNameOrWithADimensionTwice() {
        put();
        refuses(() -> POINTS.upsert(upsert("dense", VectorFactory.vector(1, 0, 0)).build()), "expected dim: 2, got 3");
        refuses(() -> POINTS.upsert(upsert("other", VectorFactory.vector(List.of(1f), List.of(7))).build()), "Not existing vector name");
        refuses(() -> POINTS.upsert(upsert("sparse", VectorFactory.vector(List.of(1f, 2f), List.of(7, 7))).build()), "must be unique");
    }

    @Test
    void updatesThatNobodyWaitsFor() {
        put();
        refuses(() -> POINTS.upsert(upsert("dense", VectorFactory.vector(1, 0)).setWait(false).build()), "without wait");
    }

    @Test
    void aPrefetchThatBringsLessThanIsAskedFor() {
        put();
        refuses(() -> POINTS.query(fusion().addPrefetch(prefetch(10)).addPrefetch(prefetch(9)).build()), "brings 9");
        refuses(() -> POINTS.query(fusion().setOffset(5).addPrefetch(prefetch(10)).addPrefetch(prefetch(15)).build()), "brings 10");
    }

    @Test
    void aThresholdOnAFusedScoreAndAFusionOfOne() {
        put();
        refuses(() -> POINTS.query(fusion().addPrefetch(prefetch(10)).addPrefetch(prefetch(10)).setScoreThreshold(0.5f).build()),
                "threshold");
        refuses(() -> POINTS.query(fusion().addPrefetch(prefetch(10)).build()), "two rankings");
    }

    @Test
    void aFilterOnAFieldWithoutAnIndex() {
        put();
        refuses(() -> POINTS.query(QueryPoints.newBuilder().setCollectionName("Idf").setQuery(nearest(1, 0)).setUsing("dense").setLimit(1)
                .setFilter(Filter.newBuilder().addMust(matchKeyword("c", "x"))).build()), "Index required");
    }

    @Test
    void aCollectionThatIsNotThereAndOneThatIsThereAlready() {
        refuses(() -> POINTS.query(fusion().setCollectionName("none").build()), "doesn't exist");
        refuses(() -> create(Modifier.Idf), "already exists");
    }

    @Test
    void callsWithoutTheKey() {
        try (StubQdrant guarded = new StubQdrant()) {
            guarded.want("canary");
            ManagedChannel channel = Grpc
                    .newChannelBuilder(guarded.url().substring("http://".length()), InsecureChannelCredentials.create()).build();
            refuses(() -> CollectionsGrpc.newBlockingStub(channel).list(ListCollectionsRequest.getDefaultInstance()), "UNAUTHENTICATED");
            channel.shutdownNow();
        }
    }
}

package dev.hornbook.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.retrieval.QdrantException.Kind;
import dev.hornbook.testing.QdrantForTests;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QdrantEditionsTest {
    private static QdrantForTests server;
    private static Qdrant qdrant;

    private final String alias = "hornbook-test-" + UUID.randomUUID();
    private final QdrantEditions editions = new QdrantEditions(qdrant, alias);

    @BeforeAll
    static void start() {
        server = QdrantForTests.open();
        qdrant = Qdrant.at(server.address(), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        qdrant.close();
        server.close();
    }

    @AfterEach
    void clear() {
        editions.names().forEach(editions::delete);
    }

    private QdrantIndex index(String collection, String edition) {
        return new QdrantIndex(qdrant, collection, edition, 10);
    }

    @Test
    void anEditionIsNamedByItsPassagesInWhateverOrder() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        assertThat(QdrantEditions.of(List.of(one, two))).hasSize(12).isEqualTo(QdrantEditions.of(List.of(two, one)))
                .isNotEqualTo(QdrantEditions.of(List.of(one)));
        assertThat(new QdrantEditions(qdrant).alias()).isEqualTo("hornbook-1-bge-small-en-v1.5-q");
    }

    @Test
    void nobodyReadsAnEditionUntilItIsWhole() {
        String first = editions.begin("one");
        index(first, "one").update(List.of(PassageIndexContract.passage(1, "robot")), List.of());
        assertThat(editions.current()).isEmpty();
        editions.publish(first);
        String second = editions.begin("two");
        index(second, "two").update(List.of(PassageIndexContract.passage(2, "robot")), List.of());
        assertThat(PassageIndexContract.ids(index(alias, "one"), PassageIndexContract.words("robot")))
                .containsExactly(PassageIndexContract.id(1));

        editions.publish(second);

        assertThat(PassageIndexContract.ids(index(alias, "two"), PassageIndexContract.words("robot")))
                .containsExactly(PassageIndexContract.id(2));
        assertThat(editions.names()).containsExactly(second);
        assertThat(editions.current()).contains(second);
    }

    @Test
    void whoHoldsOtherBooksIsToldSoAndGetsNoAnswer() {
        String collection = editions.begin("one");
        index(collection, "one").update(List.of(PassageIndexContract.passage(1, "robot")), List.of());
        editions.publish(collection);
        assertThatThrownBy(() -> index(alias, "two").search(PassageIndexContract.words("robot")))
                .hasMessageContaining("another edition").extracting("kind").isEqualTo(Kind.MISSING);
    }

    @Test
    void whatWasBegunIsGoneOnWithAndWhatIsPublishedIsLeftAlone() {
        String begun = editions.begin("one");
        index(begun, "one").update(List.of(PassageIndexContract.passage(1, "robot")), List.of());
        assertThat(editions.begin("one")).isEqualTo(begun).isEqualTo(alias + "-one-1");
        assertThat(index(begun, "one").contents()).hasSize(1);
        editions.publish(begun);
        assertThat(editions.begin("one")).isEqualTo(alias + "-one-2");
        assertThat(editions.isOf(begun, "one")).isTrue();
        assertThat(editions.isOf(begun, "on")).isFalse();
    }

    @Test
    void aCollectionOfAnotherDimensionIsNamedAndPassedOver() {
        String strange = alias + "-one-1";
        create(strange, 768);
        assertThatThrownBy(() -> editions.judge(strange)).hasMessageContaining("768").hasMessageContaining("384")
                .hasMessageContaining("index rebuild").extracting("kind").isEqualTo(Kind.SHAPE);
        assertThat(editions.begin("one")).isEqualTo(alias + "-one-2");
    }

    @Test
    void aCollectionThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> editions.judge(alias + "-none")).extracting("kind").isEqualTo(Kind.MISSING);
        assertThatThrownBy(() -> index(alias, "none").search(PassageIndexContract.words("robot"))).extracting("kind")
                .isEqualTo(Kind.MISSING);
        assertThat(editions.current()).isEqualTo(Optional.empty());
    }

    private static void create(String name, int dimension) {
        var request = CreateCollection.newBuilder().setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(VectorParamsMap.newBuilder().putMap(QdrantIndex.MEANING,
                        VectorParams.newBuilder().setSize(dimension).setDistance(Distance.Cosine).build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(QdrantIndex.WORDS,
                        SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build()))
                .build();
        qdrant.collections(Qdrant.WORK, stub -> stub.create(request));
    }
}

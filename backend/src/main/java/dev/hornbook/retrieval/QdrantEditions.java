package dev.hornbook.retrieval;

import dev.hornbook.retrieval.QdrantException.Kind;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The collections that Hornbook keeps in Qdrant. Each holds one edition: exactly the passages of one moment of the books, with
 * weights made from their true average length, and is named by the layout, the model and that edition, and a number that a
 * rebuild counts up:
 *
 * <pre>hornbook-1-bge-small-en-v1.5-q-3f9a0c41d2b7-1</pre>
 *
 * The alias, which is the name without the last two parts, leads to the one that is whole. An edition under way bears no alias,
 * so nobody reads half of one; instances that hold the same books name it alike and may fill it together.
 */
final class QdrantEditions {
    /** Raised when passages are analysed or weighed otherwise than before, so that older collections are left alone. */
    private static final int LAYOUT = 1;
    private static final int DIGEST = 12;

    private final Qdrant qdrant;
    private final String alias;

    QdrantEditions(Qdrant qdrant) {
        this(qdrant, "hornbook-" + LAYOUT + "-" + TextEncoder.MODEL);
    }

    /** Under another alias, for those who must not meet Hornbook's own. */
    QdrantEditions(Qdrant qdrant, String alias) {
        this.qdrant = qdrant;
        this.alias = alias;
    }

    /** By which the edition that is whole is read. */
    String alias() {
        return alias;
    }

    /** Names the edition that holds exactly these passages; they never change under their ids. */
    static String of(Collection<UUID> passages) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            passages.stream().sorted().forEach(passage -> digest.update(passage.toString().getBytes(StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The collection that the alias leads to. */
    Optional<String> current() {
        return qdrant.collections(Qdrant.LOOK, stub -> stub.listAliases(ListAliasesRequest.getDefaultInstance())).getAliasesList()
                .stream().filter(one -> one.getAliasName().equals(alias)).map(one -> one.getCollectionName()).findFirst();
    }

    /** Whether a collection is of that edition. */
    boolean isOf(String collection, String edition) {
        return collection.startsWith(alias + "-" + edition + "-");
    }

    /**
     * The collection to fill with an edition: one that somebody began and did not finish, or a new one. It has its payload
     * indexes before its first point, since those of later ones do not reach into the graph.
     */
    String begin(String edition) {
        Optional<String> current = current();
        List<String> made = names().stream().filter(name -> isOf(name, edition)).toList();
        String collection = made.stream().filter(name -> !current.equals(Optional.of(name)) && fits(name)).findFirst()
                .orElseGet(() -> create(alias + "-" + edition + "-"
                        + (made.stream().mapToInt(QdrantEditions::number).max().orElse(0) + 1)));
        index(collection, QdrantIndex.TEXTBOOK, FieldType.FieldTypeKeyword);
        index(collection, QdrantIndex.EMBEDDED, FieldType.FieldTypeBool);
        return collection;
    }

    /** What is of another form is passed over, and deleted when another is published. */
    private boolean fits(String collection) {
        try {
            judge(collection);
            return true;
        } catch (QdrantException e) {
            if (e.kind() == Kind.SHAPE || e.kind() == Kind.MISSING) {
                return false;
            }
            throw e;
        }
    }

    private static int number(String name) {
        try {
            return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** The collections of this layout and model, whole or not. */
    List<String> names() {
        return qdrant.collections(Qdrant.WORK, stub -> stub.list(ListCollectionsRequest.getDefaultInstance())).getCollectionsList().stream()
                .map(collection -> collection.getName()).filter(name -> name.startsWith(alias + "-")).toList();
    }

    private String create(String name) {
        CreateCollection request = CreateCollection.newBuilder().setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder().setParamsMap(VectorParamsMap.newBuilder().putMap(QdrantIndex.MEANING,
                        VectorParams.newBuilder().setSize(TextEncoder.DIMENSION).setDistance(Distance.Cosine).build())))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(QdrantIndex.WORDS,
                        SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build()))
                .build();
        try {
            qdrant.collections(Qdrant.WORK, stub -> stub.create(request));
        } catch (QdrantException e) {
            // Another instance may have made it a moment ago.
            if (!names().contains(name)) {
                throw e;
            }
        }
        return name;
    }

    private void index(String collection, String field, FieldType type) {
        CreateFieldIndexCollection request = CreateFieldIndexCollection.newBuilder().setCollectionName(collection).setFieldName(field)
                .setFieldType(type).setWait(true).build();
        qdrant.points(Qdrant.WORK, stub -> stub.createFieldIndex(request));
    }

    /**
     * Makes sure that a collection is of the form that Hornbook gave it.
     *
     * @throws QdrantException saying what is wrong with it, or that it is not there
     */
    void judge(String collection) {
        CollectionParams params = qdrant.collections(Qdrant.LOOK,
                stub -> stub.get(GetCollectionInfoRequest.newBuilder().setCollectionName(collection).build())).getResult().getConfig()
                .getParams();
        Map<String, VectorParams> dense = params.getVectorsConfig().getParamsMap().getMapMap();
        long dimension = Optional.ofNullable(dense.get(QdrantIndex.MEANING)).map(VectorParams::getSize).orElse(0L);
        Map<String, SparseVectorParams> sparse = params.getSparseVectorsConfig().getMapMap();
        boolean rarity = Optional.ofNullable(sparse.get(QdrantIndex.WORDS)).filter(words -> words.getModifier() == Modifier.Idf)
                .isPresent();
        if (dimension != TextEncoder.DIMENSION) {
            throw new QdrantException(Kind.SHAPE, "Qdrant's collection " + collection + " is made for vectors of " + dimension
                    + " dimensions, and the model's have " + TextEncoder.DIMENSION,
                    "Delete that collection, or run './hornbook index rebuild', which makes another.");
        }
        if (!rarity) {
            throw new QdrantException(Kind.SHAPE, "Qdrant's collection " + collection + " does not weigh words by their rarity (no IDF)",
                    "Delete that collection, or run './hornbook index rebuild', which makes another.");
        }
    }

    /** Has the alias lead to a collection that is whole, in one step, and deletes the others of this layout and model. */
    void publish(String collection) {
        var change = ChangeAliases.newBuilder();
        if (current().isPresent()) {
            change.addActions(AliasOperations.newBuilder().setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias)));
        }
        change.addActions(AliasOperations.newBuilder()
                .setCreateAlias(CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection)));
        qdrant.collections(Qdrant.WORK, stub -> stub.updateAliases(change.build()));
        for (String other : names()) {
            if (!other.equals(collection)) {
                delete(other);
            }
        }
    }

    void delete(String collection) {
        qdrant.collections(Qdrant.WORK, stub -> stub.delete(DeleteCollection.newBuilder().setCollectionName(collection).build()));
    }
}

package dev.hornbook.testing;

import static dev.hornbook.testing.StubQdrant.answer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.CollectionsGrpc;

/** The service of collections and their aliases. */
final class StubCollections extends CollectionsGrpc.CollectionsImplBase {
    private static final CollectionOperationResponse DONE = CollectionOperationResponse.newBuilder().setResult(true).build();

    private final StubQdrant qdrant;

    StubCollections(StubQdrant qdrant) {
        this.qdrant = qdrant;
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> to) {
        answer(to, () -> {
            if (qdrant.collections.putIfAbsent(request.getCollectionName(), new StubCollection(request)) != null) {
                throw StubCollection.refused("Collection `" + request.getCollectionName() + "` already exists!");
            }
            return DONE;
        });
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> to) {
        answer(to, () -> GetCollectionInfoResponse.newBuilder().setResult(qdrant.collection(request.getCollectionName()).info()).build());
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> to) {
        answer(to, () -> ListCollectionsResponse.newBuilder().addAllCollections(qdrant.collections.keySet().stream()
                .map(name -> CollectionDescription.newBuilder().setName(name).build()).toList()).build());
    }

    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> to) {
        answer(to, () -> {
            qdrant.collections.remove(request.getCollectionName());
            qdrant.aliases.values().remove(request.getCollectionName());
            return DONE;
        });
    }

    @Override
    public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> to) {
        answer(to, () -> {
            // All or nothing, as Qdrant has it.
            synchronized (qdrant) {
                request.getActionsList().forEach(this::change);
            }
            return DONE;
        });
    }

    private void change(AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                String name = action.getCreateAlias().getCollectionName();
                if (!qdrant.collections.containsKey(name)) {
                    throw Status.NOT_FOUND.withDescription("Not found: Collection `" + name + "` doesn't exist!").asRuntimeException();
                }
                qdrant.aliases.put(action.getCreateAlias().getAliasName(), name);
            }
            case DELETE_ALIAS -> qdrant.aliases.remove(action.getDeleteAlias().getAliasName());
            default -> throw StubCollection.refused("no such action");
        }
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> to) {
        answer(to, () -> ListAliasesResponse.newBuilder().addAllAliases(qdrant.aliases.entrySet().stream().map(alias -> AliasDescription
                .newBuilder().setAliasName(alias.getKey()).setCollectionName(alias.getValue()).build()).toList()).build());
    }
}

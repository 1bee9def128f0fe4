package dev.hornbook.testing;

import static dev.hornbook.testing.StubQdrant.answer;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;

/** The service of points. */
final class StubPoints extends PointsGrpc.PointsImplBase {
    private static final PointsOperationResponse DONE = PointsOperationResponse.newBuilder()
            .setResult(UpdateResult.newBuilder().setStatus(UpdateStatus.Completed)).build();

    private final StubQdrant qdrant;

    StubPoints(StubQdrant qdrant) {
        this.qdrant = qdrant;
    }

    private static void waited(boolean waited) {
        if (!waited) {
            throw StubCollection.refused("without wait an update that was acknowledged is not found yet");
        }
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> to) {
        answer(to, () -> {
            waited(request.getWait());
            qdrant.collection(request.getCollectionName()).index(request.getFieldName());
            return DONE;
        });
    }

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> to) {
        answer(to, () -> {
            waited(request.getWait());
            qdrant.collection(request.getCollectionName()).put(request.getPointsList());
            return DONE;
        });
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> to) {
        answer(to, () -> {
            waited(request.getWait());
            qdrant.collection(request.getCollectionName()).remove(request.getPoints().getPoints().getIdsList());
            return DONE;
        });
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> to) {
        answer(to, () -> QueryResponse.newBuilder().addAllResult(qdrant.collection(request.getCollectionName()).query(request)).build());
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> to) {
        answer(to, () -> CountResponse.newBuilder()
                .setResult(CountResult.newBuilder().setCount(qdrant.collection(request.getCollectionName()).count(request.getFilter())))
                .build());
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> to) {
        answer(to, () -> qdrant.collection(request.getCollectionName()).scroll(request));
    }
}

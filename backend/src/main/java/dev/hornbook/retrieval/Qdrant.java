package dev.hornbook.retrieval;

import com.google.common.util.concurrent.ListenableFuture;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings.QdrantAddress;
import io.grpc.Status;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsFutureStub;
import io.qdrant.client.grpc.PointsGrpc.PointsFutureStub;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A Qdrant server: one channel, opened with the first call. Every call has a deadline, and what fails is said in words. The
 * generated stubs are used as they are, because the client on top of them logs every failure as an error with its stack.
 */
public final class Qdrant implements AutoCloseable {
    /** What a reader waits for at most before Lucene answers; Qdrant takes milliseconds. */
    private static final Duration QUESTION = Duration.ofSeconds(1);
    /** For a look at it, which nobody's answer waits for: a first one opens the connection, and loads the classes for that. */
    static final Duration LOOK = Duration.ofSeconds(3);
    /** For work in the background, such as 200 points at once. */
    static final Duration WORK = Duration.ofSeconds(30);

    private final Duration question;
    private final QdrantGrpcClient client;
    private final QdrantFaults faults;

    private Qdrant(QdrantAddress address, Duration question) {
        this.question = question;
        // Its own check of versions is another call, over HTTP, at every start, and logs.
        var builder = QdrantGrpcClient.newBuilder(address.host(), address.port(), address.tls(), false);
        address.key().map(Secret::value).ifPresent(builder::withApiKey);
        this.client = builder.build();
        this.faults = new QdrantFaults(address);
    }

    /** Connects to nothing yet. */
    public static Qdrant at(QdrantAddress address) {
        return at(address, QUESTION);
    }

    /** The same, whose readers wait for longer or less. */
    static Qdrant at(QdrantAddress address, Duration question) {
        return new Qdrant(address, question);
    }

    /** What a reader waits for at most. */
    Duration question() {
        return question;
    }

    /**
     * Qdrant's version.
     *
     * @throws QdrantException when it does not answer within three seconds
     */
    public String version() {
        return await(LOOK, client.qdrant().withDeadlineAfter(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .healthCheck(HealthCheckRequest.getDefaultInstance())).getVersion();
    }

    /** Has something done with points. */
    <T> T points(Duration limit, Function<PointsFutureStub, ListenableFuture<T>> call) {
        return await(limit, call.apply(client.points().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)));
    }

    /** Has something done with collections. */
    <T> T collections(Duration limit, Function<CollectionsFutureStub, ListenableFuture<T>> call) {
        return await(limit, call.apply(client.collections().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private <T> T await(Duration limit, Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw faults.of(e.getCause(), limit);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw faults.of(Status.CANCELLED.asException(), limit);
        }
    }

    @Override
    public void close() {
        client.channel().shutdownNow();
        client.close();
    }
}

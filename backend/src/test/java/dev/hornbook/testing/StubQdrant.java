package dev.hornbook.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings.QdrantAddress;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * A server made of the client's own service stubs, where there is no Qdrant. It keeps points in memory, computes dot products,
 * rarity and fusion as Qdrant's documentation and sources have them, and refuses what Qdrant refuses, and also what Qdrant
 * would silently do wrong: {@link StubCollection} says what. It can be stopped and started again, forget everything, fall
 * silent, and want a key.
 */
public final class StubQdrant implements AutoCloseable {
    private static final Metadata.Key<String> KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

    static {
        // Every frame, otherwise: nothing sets a level in tests.
        ((Logger) LoggerFactory.getLogger("io.grpc")).setLevel(Level.INFO);
    }

    final Map<String, StubCollection> collections = new ConcurrentHashMap<>();
    final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Optional<String> wanted = Optional.empty();
    private volatile boolean silent;
    private volatile String silentFor = "";
    private volatile String refused = "";
    private Server server;
    private int port;

    public StubQdrant() {
        start();
    }

    /** Starts it again, on the same port, with what it held. */
    public void start() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port)).intercept(new Gate())
                    .addService(new Health()).addService(new StubCollections(this)).addService(new StubPoints(this)).build().start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing answers there; what it holds stays. */
    public void stop() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As after a restart without its disk. */
    public void forget() {
        collections.clear();
        aliases.clear();
    }

    /** Puts an empty collection of another dimension in place of one. */
    public void remake(String collection, int dimension) {
        collections.put(collection, StubCollection.empty(collection, dimension));
    }

    /** Puts an empty collection of that dimension behind an alias. */
    public void publish(String alias, int dimension) {
        collections.put(alias + "-made", StubCollection.empty(alias + "-made", dimension));
        aliases.put(alias, alias + "-made");
    }

    /** From now on calls get no answer, or only those of one method. */
    public void fallSilent(String method) {
        silentFor = method;
        silent = true;
    }

    public void speak() {
        silent = false;
    }

    /** From now on it refuses the calls of one method; none when empty. */
    public void refuse(String method) {
        refused = method;
    }

    /** From now on it takes this key alone. */
    public void want(String key) {
        wanted = Optional.of(key);
    }

    /** The methods called so far, such as {@code Upsert}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public long calls(String method) {
        return calls.stream().filter(method::equals).count();
    }

    /** The collections there are, by name, and how many points each holds. */
    public Map<String, Integer> points() {
        var points = new TreeMap<String, Integer>();
        collections.forEach((name, collection) -> points.put(name, collection.size()));
        return points;
    }

    public Map<String, String> aliases() {
        return Map.copyOf(aliases);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public QdrantAddress address(Optional<String> key) {
        return new QdrantAddress("127.0.0.1", port, false, key.map(Secret::new));
    }

    /** The collection of that name or alias. */
    StubCollection collection(String name) {
        StubCollection collection = collections.get(aliases.getOrDefault(name, name));
        if (collection == null) {
            throw Status.NOT_FOUND.withDescription("Not found: Collection `" + name + "` doesn't exist!").asRuntimeException();
        }
        return collection;
    }

    /** Answers, or says why not. */
    static <T> void answer(StreamObserver<T> to, Supplier<T> with) {
        try {
            to.onNext(with.get());
            to.onCompleted();
        } catch (RuntimeException e) {
            to.onError(e);
        }
    }

    private static final class Health extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> to) {
            answer(to, () -> HealthCheckReply.newBuilder().setTitle("a stub").setVersion("1.18.0").build());
        }
    }

    private final class Gate implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String method = call.getMethodDescriptor().getBareMethodName();
            calls.add(method);
            if (wanted.isPresent() && !wanted.get().equals(headers.get(KEY))) {
                call.close(Status.UNAUTHENTICATED.withDescription("Invalid API key or JWT"), new Metadata());
                return new ServerCall.Listener<>() {
                };
            }
            if (refused.equals(method)) {
                call.close(Status.PERMISSION_DENIED.withDescription("read only"), new Metadata());
                return new ServerCall.Listener<>() {
                };
            }
            if (silent && (silentFor.isEmpty() || silentFor.equals(method))) {
                return new ServerCall.Listener<>() {
                };
            }
            return next.startCall(call, headers);
        }
    }

    @Override
    public void close() {
        stop();
    }
}

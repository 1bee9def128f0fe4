package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Settings;
import dev.hornbook.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The whole service as {@code serve} wires it, on a port and in a directory of its own, and an HTTP client that adds nothing. */
final class RunningService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A model that embeds beside other work takes its time. */
    private static final Duration MODEL = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Path directory;
    private final int port;
    private final CompletableFuture<Service> service;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts it on a database. */
    RunningService(String databaseUrl) {
        this(databaseUrl, Map.of());
    }

    /** Starts it on a database, with variables beside those that it needs. */
    RunningService(String databaseUrl, Map<String, String> variables) {
        this(databaseUrl, variables, Runnable::run);
        service();
    }

    /** Begins to start it, and returns as soon as it listens. */
    static RunningService starting(String databaseUrl) {
        var starting = new RunningService(databaseUrl, Map.of(), task -> Thread.ofVirtual().start(task));
        starting.awaitListening();
        return starting;
    }

    private RunningService(String databaseUrl, Map<String, String> variables, Executor threads) {
        Map<String, String> environment = new HashMap<>(variables);
        try {
            directory = Files.createTempDirectory("hornbook-service-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.putAll(Map.of(
                "DATABASE_URL", databaseUrl,
                "HORNBOOK_SECRET", CommandLineFixture.SECRET,
                "HORNBOOK_HOME", directory.resolve(".hornbook").toString()));
        Settings settings = Settings.of(Environment.read(directory, environment));
        Home home = Home.at(settings.home());
        EmbeddedDatabase none = _ -> {
            throw new AssertionError("a configured service starts no database of its own");
        };
        port = freePort();
        Ownership ownership = home.own().orElseThrow();
        service = CompletableFuture.supplyAsync(
                () -> Service.start(settings, home, ownership, none, new InetSocketAddress("127.0.0.1", port)), threads);
        ownership.announce("hornbook serve, " + origin());
    }

    private Service service() {
        try {
            return service.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void awaitListening() {
        for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end);) {
            try {
                bytes("/health/live");
                return;
            } catch (UncheckedIOException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("nothing listens on port " + port);
    }

    /** Its home's folder. */
    Path home() {
        return directory.resolve(".hornbook");
    }

    /** The port on 127.0.0.1. */
    int port() {
        return port;
    }

    /** An origin that counts as the service's own. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** Without a body. */
    Reply send(String method, String path, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.noBody()));
    }

    /** With a body of JSON. */
    Reply sendJson(String method, String path, String json, String... headers) {
        return send(request(path, headers).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(origin() + path)).timeout(PATIENCE);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    /** Every answer has to be one that the contract names. */
    Reply send(HttpRequest.Builder request) {
        try {
            Reply reply = new Reply(client.send(request.build(), BodyHandlers.ofString()));
            assertThat(reply.operation().map(reply.asAnswer()::faults).orElse(List.of())).as(reply.body()).isEmpty();
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body as it came, however it is encoded. */
    HttpResponse<byte[]> bytes(String path, String... headers) {
        try {
            return client.send(request(path, headers).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody new, signed up and holding a token. */
    SignedInReader signUp(String name) {
        Reply signedUp = sendJson("POST", "/api/auth/sign-up/email",
                "{\"name\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"correct horse\"}".formatted(name));
        return reader(signedUp);
    }

    /** Somebody whom {@link #signUp} made here or at a neighbour. */
    SignedInReader signIn(String name) {
        return reader(sendJson("POST", "/api/auth/sign-in/email",
                "{\"email\":\"%s@example.org\",\"password\":\"correct horse\"}".formatted(name)));
    }

    /** Somebody who asks before signing up. */
    SignedInReader guest(String... headers) {
        return reader(send("POST", "/api/auth/sign-in/anonymous", headers));
    }

    private SignedInReader reader(Reply signedIn) {
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        List<String> cookies = signedIn.response().headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .toList();
        String cookie = String.join("; ", cookies);
        return new SignedInReader(this, cookie, get("/api/auth/token", "Cookie", cookie).json().path("token").asText());
    }

    /** The token of the link that {@code serve} prints; empty where there is an operator. */
    Optional<String> operatorToken() {
        return service().operatorLink().join().map(URI::getFragment);
    }

    /** What finds passages, in words. */
    String indexDescription() {
        return service().indexDescription();
    }

    /** What {@code /health/database} knows. */
    JsonNode database() {
        return get("/health/database").json().at("/checks/0/data");
    }

    /** Waits until the book is embedded; from then on nothing but requests uses the database. */
    void awaitIndexed() {
        for (Instant end = Instant.now().plus(MODEL); !service().indexDescription().contains("all by meaning")
                && Instant.now().isBefore(end);) {
            bytes("/health/live");
        }
        assertThat(service().indexDescription()).contains("all by meaning");
    }

    /** Waits for every connection to be back: after an answer the service looks for new books, which takes a moment. */
    void awaitNoConnectionInHand() {
        JsonNode connections = database().path("connections");
        for (Instant end = Instant.now().plus(SOON); connections.path("active").asInt() > 0 && Instant.now().isBefore(end);) {
            connections = database().path("connections");
        }
        assertThat(connections.path("active").asInt()).as(connections.toString()).isZero();
        assertThat(connections.path("waiting").asInt()).as(connections.toString()).isZero();
    }

    /** While it closes: whoever asked for that asks again. */
    void hurry() {
        service().hurry();
    }

    @Override
    public void close() {
        service().close();
        client.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

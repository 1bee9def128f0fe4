package dev.hornbook.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A reader of a running Hornbook, over HTTP as a program is; it shows its JWT once it has one. */
final class Reader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private Optional<String> jwt = Optional.empty();

    private Reader(URI base) {
        this.base = base;
    }

    /** Nobody yet: without an account. */
    static Reader at(URI base) {
        return new Reader(base);
    }

    /** With a new account. */
    static Reader signedUpAt(URI base) {
        var reader = new Reader(base);
        reader.carry(reader.signUp("Ada", "ada@example.org", "correct horse battery staple").expect(200));
        return reader;
    }

    /** What came back. */
    record Reply(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return parse(body);
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        Reply expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected " + wanted + ", not " + status + ": " + body);
            }
            return this;
        }
    }

    /** Waits until the pool has closed the connections that nobody uses. */
    void awaitAsleep() {
        Patience.until(IDLE, () -> get("/health/database").json().at("/checks/0/data/state").asText(), "ASLEEP"::equals);
    }

    Reply signUp(String name, String email, String password) {
        return post("/api/auth/sign-up/email", Map.of("name", name, "email", email, "password", password));
    }

    Reply signIn(String email, String password) {
        return post("/api/auth/sign-in/email", Map.of("email", email, "password", password));
    }

    /** Fetches the JWT of the session that a sign-up or sign-in began, and shows it from here on. */
    String carry(Reply signedIn) {
        jwt = Optional.of(signedIn.header("set-auth-token").orElseThrow());
        jwt = Optional.of(get("/api/auth/token").expect(200).json().get("token").asText());
        return jwt.get();
    }

    Reply get(String path) {
        return send(request(path).GET().build());
    }

    Reply post(String path, Object body, String... headers) {
        return send(json("POST", path, body, headers));
    }

    Reply put(String path, Object body) {
        return send(json("PUT", path, body));
    }

    Reply patch(String path, Object body) {
        return send(json("PATCH", path, body));
    }

    Reply delete(String path, Object body) {
        return send(json("DELETE", path, body));
    }

    UUID conversation() {
        return UUID.fromString(post("/api/v1/conversations", Map.of()).expect(201).json().get("id").asText());
    }

    /** Asks, and waits for the whole answer; the message of it. */
    JsonNode ask(UUID conversation, String question) {
        return post(messages(conversation), question(question), "Accept", "application/json").expect(200).json().get("message");
    }

    /** Asks, and reads on as the answer comes; as a browser does, it would take it gzipped, and must not be made to wait for that. */
    InputStream follow(UUID conversation, String question) throws IOException, InterruptedException {
        HttpRequest request = json("POST", messages(conversation), question(question), "Accept", "text/event-stream", "Accept-Encoding",
                "gzip");
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    "expected 200, not " + response.statusCode() + ": "
                            + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    static String messages(UUID conversation) {
        return "/api/v1/conversations/" + conversation + "/messages";
    }

    private static Map<String, String> question(String text) {
        return Map.of("text", text, "key", UUID.randomUUID().toString());
    }

    private HttpRequest json(String method, String path, Object body, String... headers) {
        try {
            String content = body instanceof String text ? text : JSON.writeValueAsString(body);
            var request = request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(content));
            return headers.length == 0 ? request.build() : request.headers(headers).build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        jwt.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

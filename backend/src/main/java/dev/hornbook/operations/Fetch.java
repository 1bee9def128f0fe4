package dev.hornbook.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hornbook.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks somebody else's API one question, with a key that goes there and nowhere else: no redirect is followed. */
final class Fetch {
    static final Duration LIMIT = Duration.ofSeconds(5);
    /** Lists of models and of computes are some kilobytes. */
    private static final int LONGEST = 1 << 20;

    private Fetch() {}

    /**
     * @param status the status of HTTP
     * @param body the answer as JSON; a missing node where it is none
     */
    record Answer(int status, JsonNode body) {}

    /**
     * Asks.
     *
     * @throws IOException when nothing answers; its message may name the address, and never the key
     */
    static Answer get(URI address, Optional<Secret> key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(HttpClient.Redirect.NEVER).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LIMIT).header("Accept", "application/json");
            if (key.isPresent()) {
                authorize(request, key.get());
            }
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), json(body.readNBytes(LONGEST)));
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static void authorize(HttpRequest.Builder request, Secret key) throws IOException {
        try {
            request.header("Authorization", "Bearer " + key.value());
        } catch (IllegalArgumentException _) {
            // What the exception says quotes the key.
            throw new IOException("the key holds characters that no header can");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}

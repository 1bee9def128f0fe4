package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Identity;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.account.SettableClock;
import dev.hornbook.database.Database;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A real server with nothing but {@code /api/auth}, on a port of its own; and a plain HTTP client that speaks to it, which keeps no cookies and follows no redirects. */
final class AuthServer implements AutoCloseable {

    static final String SECRET = "canary-secret-0123456789abcdef-ABCDEF";

    private static final ObjectMapper JSON = new ObjectMapper();

    final SettableClock clock = new SettableClock(Instant.now());
    final Identity identity;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Where the server is, once it is up. */
    private final class BoundAddress implements PublicAddress {

        @Override
        public URI base() {
            return URI.create("http://127.0.0.1:" + server.port());
        }

        @Override
        public Set<String> furtherOrigins() {
            return Set.of("http://localhost:" + server.port());
        }
    }

    AuthServer(Database database) {
        this(database, Optional.empty(), SECRET);
    }

    AuthServer(Database database, Optional<URI> publicAddress, String secret) {
        PublicAddress address = publicAddress.<PublicAddress>map(PublicAddress::of).orElseGet(BoundAddress::new);
        identity = Identity.over(database, new AuthSettings(secret, address), clock);
        server = WebServer.builder().host("127.0.0.1").port(0)
                .routing(routing -> routing.register("/api/auth", new AuthRoutes(identity, new AttemptLimits(clock))))
                .build().start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    Answer post(String path, String json, String... headers) {
        return send(request(path, headers).header("content-type", "application/json").POST(BodyPublishers.ofString(json)).build());
    }

    Answer request(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        return send(request(path, headers).method(method, body).build());
    }

    /** Signs somebody new up. */
    Answer signUp(String email, String password) {
        return post("/sign-up/email", "{\"name\":\"Ann\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    Answer signIn(String email, String password, String... headers) {
        return post("/sign-in/email", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password), headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(origin() + "/api/auth" + path));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        List<String> setCookies() {
            return response.headers().allValues("set-cookie");
        }

        /** The {@code Cookie} header a browser would send from now on. */
        String cookies() {
            return String.join("; ", setCookies().stream().map(cookie -> cookie.substring(0, cookie.indexOf(';'))).toList());
        }

        String token() {
            return json().path("token").asText();
        }
    }
}

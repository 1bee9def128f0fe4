package dev.hornbook.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One reader's connections to the instance, kept between requests and shared with nobody, as a browser's are: one, and another while that is
 * taken.
 */
final class Wire implements Desk {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** For each piece of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ERRORS = 400;

    private final URI instance;
    private final Http1Client client;
    private final Optional<Supplier<String>> token;

    /** @param token the JWT that requests bear */
    Wire(URI instance, Optional<Supplier<String>> token) {
        this.instance = instance;
        this.client = Http1Client.builder().shareConnectionCache(false).connectTimeout(CONNECTING).readTimeout(PATIENCE)
                .sendExpectContinue(false).followRedirects(false).build();
        this.token = token;
    }

    @Override
    public Answer send(Request request) {
        Http1ClientRequest wire = client.method(Method.create(request.method())).uri(instance.resolve(request.path()));
        token.ifPresent(bearer -> wire.header(HeaderNames.AUTHORIZATION, "Bearer " + bearer.get()));
        request.json().ifPresent(_ -> wire.header(HeaderNames.CONTENT_TYPE, "application/json"));
        try (Http1ClientResponse response = request.json().isPresent()
                ? wire.submit(request.json().get().getBytes(StandardCharsets.UTF_8))
                : wire.request()) {
            return read(response, request.row() == Row.ANSWER);
        } catch (RuntimeException e) {
            return Answer.failed(kind(e));
        }
    }

    private static Answer read(Http1ClientResponse response, boolean stream) {
        Optional<ServerTiming> database = response.headers().first(HeaderNames.create("Server-Timing")).flatMap(ServerTiming::parse);
        if (response.status().code() >= ERRORS) {
            String code = Shelf.read(response.as(String.class)).path("code").asText();
            return Answer.failed(code.isEmpty() ? "status " + response.status().code() : code);
        }
        return stream
                ? events(response, database)
                : new Answer(Optional.empty(), database, OptionalLong.empty(), response.as(String.class));
    }

    /** An answer's events: it is whole with {@code done}. */
    private static Answer events(Http1ClientResponse response, Optional<ServerTiming> database) {
        OptionalLong first = OptionalLong.empty();
        String event = "";
        try (var lines = new BufferedReader(new InputStreamReader(response.inputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (first.isEmpty()) {
                    first = OptionalLong.of(System.nanoTime());
                }
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && event.equals("failed")) {
                    JsonNode problem = Shelf.read(line.substring("data: ".length())).path("problem");
                    return new Answer(Optional.of(problem.path("code").asText("failed")), database, first, "");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return new Answer(Optional.of(kind(e)), database, first, "");
        }
        return new Answer(event.equals("done") ? Optional.empty() : Optional.of("broken-off"), database, first, "");
    }

    private static String kind(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}

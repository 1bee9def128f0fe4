package dev.hornbook.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is answered before there is a route: to a request that is no HTTP, that breaks HTTP's rules, or that is too large. The same problem document
 * as everywhere, and Better Auth's form for its client.
 */
final class TransportProblems implements DirectHandler {
    private TransportProblems() {}

    /** For whatever the server refuses by itself. */
    static DirectHandlers everywhere() {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new TransportProblems());
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(TransportRequest request, EventType type, Status status, ServerResponseHeaders headers,
            String message) {
        boolean auth = request.path().startsWith("/api/auth/");
        Problem problem = problem(status);
        Object body = auth ? Map.of("message", problem.detail(), "code", AuthAnswers.code(status)) : problem;
        SecurityHeaders.HEADERS.forEach((name, value) -> headers.set(name, value));
        headers.set(HeaderNames.CONTENT_TYPE, auth ? "application/json" : "application/problem+json");
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(type.keepAlive())
                .entity(Json.write(body).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** What the server's own message says may quote the request; the status says enough. */
    private static Problem problem(Status status) {
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return Problem.tooLarge();
        }
        if (status.code() >= 500) {
            return Problem.of(status.code(), "http-" + status.code(), "The request cannot be served", "The request cannot be served: "
                    + status.reasonPhrase() + ".");
        }
        return Problem.of(status.code(), "bad-request", "The request cannot be understood", "It is not the HTTP it should be: "
                + status.reasonPhrase() + ".");
    }
}

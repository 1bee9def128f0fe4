package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.ServerRoutes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request to a route that asks who is there.
 *
 * @param ofARow whether the path names something of a reader's
 * @param body null for none
 */
record ReadersRoute(String method, String path, boolean ofARow, String body) {
    /** Bodies that a route takes; every other that writes is given an empty object. */
    private static final Map<String, String> BODIES = Map.of(
            "PATCH /api/v1/conversations/{id}", "{\"title\":\"Eve was here\"}",
            "POST /api/v1/conversations/{id}/messages", "{\"text\":\"Whose is this?\",\"key\":\"eve\"}",
            "PUT /api/v1/messages/{id}/feedback", "{\"thumb\":\"up\"}",
            "DELETE /api/v1/me", "{\"password\":\"correct horse\"}");

    /** What a route may be asked besides. */
    private static final Map<String, List<String>> QUERIES = Map.of(
            "GET /api/v1/conversations/{id}/export", List.of("", "?format=markdown"),
            "GET /api/v1/conversations/search", List.of("?q=randomisation"));

    /** What anybody may read without an account. */
    private static final List<String> EVERYBODYS = List.of("/api/v1/textbooks", "/api/v1/search", "/api/v1/house", "/api/v1/status");

    /** Nothing of a reader's; WhoIsWhoTest asks them. */
    private static final String OPERATORS = "/api/v1/operator";

    /** All of them there are, as the server declares them, with these ids in their paths. */
    static Stream<ReadersRoute> all(String conversation, String message) {
        return ServerRoutes.all().stream()
                .filter(route -> route.path().startsWith("/api/v1/") && !route.path().startsWith(OPERATORS)
                        && EVERYBODYS.stream().noneMatch(route.path()::startsWith))
                .flatMap(route -> {
                    String path = route.path().replace("/conversations/{id}", "/conversations/" + conversation)
                            .replace("/messages/{id}", "/messages/" + message);
                    assertThat(path).as("%s names something of a reader's that no test knows how to forge: teach it here", route)
                            .doesNotContain("{");
                    String body = route.method().equals("GET") || route.method().equals("DELETE") ? null : "{}";
                    String name = route.method() + " " + route.path();
                    return QUERIES.getOrDefault(name, List.of("")).stream().map(query -> new ReadersRoute(route.method(), path + query,
                            !path.equals(route.path()), BODIES.getOrDefault(name, body)));
                });
    }

    Reply send(RunningService service, String... headers) {
        return body == null ? service.send(method, path, headers) : service.sendJson(method, path, body, headers);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}

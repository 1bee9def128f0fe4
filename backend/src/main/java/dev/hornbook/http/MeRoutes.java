package dev.hornbook.http;

import dev.hornbook.account.Reader;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code /api/v1/me}: who is signed in. */
final class MeRoutes implements HttpService {
    private final Authenticator authenticator;

    MeRoutes(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    record View(String id, String name, String email) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> {
            Reader reader = authenticator.reader(request);
            Json.send(response, 200, new View(reader.id().value(), reader.name(), reader.email()));
        });
    }
}

package dev.hornbook.http;

import dev.hornbook.operations.WakeHint;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code /api/v1/wake}: a reader begins to write, and will ask in a moment. */
final class WakeRoutes implements HttpService {
    private final Authenticator authenticator;
    private final WakeHint hint;

    WakeRoutes(Authenticator authenticator, WakeHint hint) {
        this.authenticator = authenticator;
        this.hint = hint;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", (request, response) -> {
            authenticator.reader(request);
            hint.give();
            response.status(204).send();
        });
    }
}

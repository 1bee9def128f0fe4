package dev.hornbook.http;

import dev.hornbook.operations.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code /api/v1/status}: how Hornbook is, in words for everybody, and with every figure for those who run it. The page is {@code /status}. */
final class StatusRoutes implements HttpService {
    private final Status status;
    private final Operator operator;

    StatusRoutes(Status status, Operator operator) {
        this.status = status;
        this.operator = operator;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (request, response) -> Json.send(response, 200,
                operator.is(request) ? status.forTheOperator() : status.forEverybody()));
    }
}

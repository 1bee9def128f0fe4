package dev.hornbook.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}, as Prometheus reads it: from this machine, or with the operator's token. */
final class MetricsRoutes implements HttpService {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;
    private final Operator operator;

    MetricsRoutes(PrometheusMeterRegistry meters, Operator operator) {
        this.meters = meters;
        this.operator = operator;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::scrape).head("/", this::scrape);
    }

    private void scrape(ServerRequest request, ServerResponse response) {
        operator.requireOffLoopback(request);
        response.header(HeaderNames.CONTENT_TYPE, TEXT);
        Content.send(request, response, meters.scrape(TEXT).getBytes(StandardCharsets.UTF_8));
    }
}

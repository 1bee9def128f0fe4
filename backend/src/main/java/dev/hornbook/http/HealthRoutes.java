package dev.hornbook.http;

import dev.hornbook.operations.Health;
import dev.hornbook.operations.Health.Report;
import dev.hornbook.operations.Health.Status;
import dev.hornbook.operations.Probe;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /health}, after docs/contracts/health-check-api.md. The GET forms look; only POST connects. */
final class HealthRoutes implements HttpService {
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final Health health;
    private final Probe probe;
    private final Operator operator;

    HealthRoutes(Health health, Probe probe, Operator operator) {
        this.health = health;
        this.probe = probe;
        this.operator = operator;
    }

    @Override
    public void routing(HttpRules rules) {
        look(rules, "/", health::everything);
        look(rules, "/live", health::live);
        look(rules, "/ready", health::ready);
        look(rules, "/database", health::database);
        rules.post("/database", this::connect);
    }

    private void look(HttpRules rules, String path, Supplier<Report> report) {
        Handler look = (request, response) -> {
            Report found = report.get();
            send(request, response, found.status() == Status.UP ? 200 : 503, found);
        };
        // Some load balancers look with HEAD.
        rules.get(path, look).head(path, look);
    }

    private void connect(ServerRequest request, ServerResponse response) {
        operator.require(request);
        switch (probe.connect()) {
            case Probe.Answered answered -> send(request, response, 200, health.connected(answered.roundTrip()));
            case Probe.Refused refused -> send(request, response, refused.timedOut() ? 504 : 503, health.notConnected(refused.reason()));
            case Probe.UnderWay _ -> throw new ProblemException(new Problem(
                    429,
                    "check-under-way",
                    "Another check is under way",
                    "One check runs at a time, for at most 2 s. Try again after that.",
                    Optional.of(UNDER_WAY)));
        }
    }

    private void send(ServerRequest request, ServerResponse response, int status, Report report) {
        if (status != 200) {
            health.retryAfter().ifPresent(wait -> response.header(HeaderNames.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds()))));
        }
        Json.send(request, response, status, "application/json", report);
    }
}

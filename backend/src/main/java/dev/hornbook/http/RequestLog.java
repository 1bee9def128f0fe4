package dev.hornbook.http;

import dev.hornbook.database.DatabaseTime;
import dev.hornbook.log.RequestId;
import dev.hornbook.operations.Status;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request, under an id that the answer carries too, and a timer by route. The route's pattern is written, never what fills it. */
final class RequestLog implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("hornbook.http");
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    /** What web servers write of a client that did not wait for its answer. */
    private static final int CLIENT_LEFT = 499;
    /** What is promised is 200 ms; the others show by how far it is kept or missed. */
    private static final Duration[] OBJECTIVES = {Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)};
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final MeterRegistry meters;
    private final Status status;

    RequestLog(MeterRegistry meters, Status status) {
        this.meters = meters;
        this.status = status;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long begun = System.nanoTime();
        String id = request.headers().first(REQUEST_ID).filter(ID.asMatchPredicate())
                .orElseGet(() -> UUID.randomUUID().toString());
        response.header(REQUEST_ID, id);
        request.context().register(new DatabaseTime());
        try (var _ = RequestId.of(id)) {
            boolean left = false;
            try {
                chain.proceed();
            } catch (CloseConnectionException e) {
                left = true;
                throw e;
            } finally {
                write(request, left ? CLIENT_LEFT : response.status().code(), Duration.ofNanos(System.nanoTime() - begun));
            }
        }
    }

    private void write(RoutingRequest request, int code, Duration took) {
        var asked = new Asker.Route(request);
        String method = asked.method();
        String route = asked.pattern();
        DatabaseTime database = Asker.databaseTime(request);
        status.answered(method + " " + route, code, took, database.waited(), database.worked());
        Timer.builder("hornbook.http.requests").description("Requests, from the head to the end of the answer")
                .tag("method", method).tag("route", route).tag("status", String.valueOf(code)).serviceLevelObjectives(OBJECTIVES)
                .register(meters).record(took);
        LOG.atInfo().addKeyValue("method", method).addKeyValue("route", route).addKeyValue("status", code)
                .addKeyValue("millis", took.toMillis()).addKeyValue("acquireMillis", database.waited().toMillis())
                .addKeyValue("executeMillis", database.worked().toMillis())
                .log("{} {} {} {} ms{}", method, route, code, took.toMillis(), atTheDatabase(database));
    }

    private static String atTheDatabase(DatabaseTime database) {
        return database.waited().plus(database.worked()).isZero()
                ? ""
                : ", database " + database.waited().toMillis() + " + " + database.worked().toMillis() + " ms";
    }
}

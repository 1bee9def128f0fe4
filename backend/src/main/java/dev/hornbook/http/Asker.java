package dev.hornbook.http;

import dev.hornbook.pool.Demand;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;

/** Gives what a request does at the database the request's name, so that whoever woke the compute can be told. */
final class Asker implements Filter {
    /** Longer than any request: how long a statement waits for its connection is the database's to say. */
    private static final Duration EVER = Duration.ofDays(1);

    /** The route's pattern, known by the time it is asked for; never what fills it. */
    record Route(RoutingRequest request) {
        @Override
        public String toString() {
            return request.prologue().method().text() + " " + pattern();
        }

        String pattern() {
            String pattern = request.matchingPattern().orElse("-").replace("//", "/");
            return pattern.length() > 1 && pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Demand.interactive(EVER).named(new Route(request)).run(chain::proceed);
    }
}

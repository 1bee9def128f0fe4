package dev.hornbook.http;

import dev.hornbook.database.DatabaseTime;
import dev.hornbook.pool.Demand;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Gives what a request does at the database the request's name, so that whoever woke the compute can be told, and counts the time that
 * it takes. Under {@code /api/v1} the answer says so ({@code Server-Timing}); how long a sign-in looked for its account is nobody's business.
 */
final class Asker implements Filter {
    /** Longer than any request: how long a statement waits for its connection is the database's to say. */
    private static final Duration EVER = Duration.ofDays(1);
    private static final HeaderName SERVER_TIMING = HeaderNames.create("Server-Timing");

    /** The route's pattern, known by the time it is asked for; never what fills it. There are so many of them, whatever is sent. */
    record Route(RoutingRequest request) {
        private static final Set<Method> METHODS = Set.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE,
                Method.OPTIONS);

        @Override
        public String toString() {
            return method() + " " + pattern();
        }

        /** What anybody made up is one method. */
        String method() {
            Method method = request.prologue().method();
            return METHODS.contains(method) ? method.text() : "OTHER";
        }

        String pattern() {
            String pattern = request.matchingPattern().orElse("-").replace("//", "/");
            return pattern.length() > 1 && pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        }
    }

    /** What the request under way has spent at the database. */
    static DatabaseTime databaseTime(RoutingRequest request) {
        return request.context().get(DatabaseTime.class).orElseThrow();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        DatabaseTime time = databaseTime(request);
        if (request.path().rawPath().startsWith("/api/v1/")) {
            response.beforeSend(() -> response.header(SERVER_TIMING, timing(time)));
        }
        Demand.interactive(EVER).named(new Route(request)).run(() -> time.measure(chain::proceed));
    }

    private static String timing(DatabaseTime time) {
        return String.format(Locale.ROOT, "acquire;dur=%.1f, execute;dur=%.1f", time.waited().toNanos() / 1e6,
                time.worked().toNanos() / 1e6);
    }
}

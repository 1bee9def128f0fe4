package dev.hornbook.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Map;

/**
 * What every answer says to the browser: run nothing but our own scripts, load nothing from elsewhere, stand in no foreign frame.
 * Books, names and answers are untrusted; this holds even where the page would fail to show them as text. And keep nothing: what one
 * reader is told is not for the next behind the same cache. The page's files, the same for everybody, say otherwise.
 */
final class SecurityHeaders implements Filter {
    static final Map<HeaderName, String> HEADERS = Map.of(
            HeaderNames.create("Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            HeaderNames.create("X-Content-Type-Options"), "nosniff",
            HeaderNames.create("X-Frame-Options"), "DENY",
            HeaderNames.create("Referrer-Policy"), "same-origin",
            HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin",
            HeaderNames.create("Permissions-Policy"), "camera=(), microphone=(), geolocation=()",
            HeaderNames.CACHE_CONTROL, "no-store");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        HEADERS.forEach((name, value) -> response.header(name, value));
        chain.proceed();
    }
}

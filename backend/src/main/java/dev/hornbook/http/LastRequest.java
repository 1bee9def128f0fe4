package dev.hornbook.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Ends the connection after a request that asks for that. Helidon 4.5.0 says {@code Connection: close} and goes on reading: the client
 * waits for an end that never comes, and what was left of a body that no route read, as of a request that was refused, is taken for the next
 * request (helidon-io/helidon#12324).
 */
final class LastRequest implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            if (!request.content().consumed()) {
                // To its end, which the server bounds: closing on unread bytes could take the answer away from the client.
                request.content().consume();
            }
            throw new CloseConnectionException("The client asked for no more");
        }
    }
}

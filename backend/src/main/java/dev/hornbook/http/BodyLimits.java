package dev.hornbook.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http1.Http1ConnectionListener;

/**
 * How long a request's body may be. The server has one limit for all, which is a book's; every other body is refused here beyond
 * {@link #USUAL}: by its announced length before a byte of it is read, and without one as it comes. Without one a book may be no longer either:
 * a chunk is held in memory whole.
 */
final class BodyLimits implements Http1ConnectionListener {
    static final long A_BOOK = 20 * 1024 * 1024;
    static final long USUAL = 1024 * 1024;

    private static final String BOOKS = "/api/v1/operator/textbooks";

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue request) {
        ((TimedConnection) connection).begin(request);
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        TimedConnection timed = (TimedConnection) connection;
        if (headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            timed.expectAtMost(USUAL);
            return;
        }
        // What is no number is the server's to refuse.
        boolean tooLong = headers.first(HeaderNames.CONTENT_LENGTH).filter(length -> length.matches("\\d{1,18}"))
                .map(Long::parseLong).filter(length -> length > most(timed.request())).isPresent();
        if (tooLong) {
            throw tooLarge(timed.request());
        }
    }

    /** Ends the request, and the connection with it: nobody reads the rest. */
    static RequestException tooLarge(HttpPrologue request) {
        return RequestException.builder().type(DirectHandler.EventType.BAD_REQUEST).status(Status.REQUEST_ENTITY_TOO_LARGE_413)
                .request(DirectTransportRequest.create(request, ServerRequestHeaders.create())).setKeepAlive(false)
                .message("The body is too long.").build();
    }

    private static long most(HttpPrologue request) {
        return request.method().equals(Method.POST) && request.uriPath().rawPath().equals(BOOKS) ? A_BOOK : USUAL;
    }
}

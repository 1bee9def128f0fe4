package dev.hornbook.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The content of an answer; to HEAD its length alone, because Helidon 4.5.0 would send it, and the client take it for the next answer. */
final class Content {
    private Content() {}

    static void send(ServerRequest request, ServerResponse response, byte[] content) {
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(content.length)).send();
        } else {
            response.send(content);
        }
    }
}

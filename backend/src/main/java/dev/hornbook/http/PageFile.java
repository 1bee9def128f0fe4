package dev.hornbook.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, as it is and gzipped. It is compressed here, once, because Helidon's content encodings hold for every answer of a
 * server: event streams too, which would then be held back, and answers with secrets, whose length then tells of them.
 */
record PageFile(byte[] plain, Optional<byte[]> gzipped) {
    /** One coding and how much it is wanted (RFC 9110, section 12.5.3); {@code q=0} is a refusal. */
    private static final Pattern WANTS_GZIP = Pattern.compile("\\s*(?:gzip|x-gzip|\\*)\\s*(?:;\\s*q\\s*=\\s*(?!0(?:\\.0{0,3})?\\s*$).*)?",
            Pattern.CASE_INSENSITIVE);

    /** Gzipped only where that makes it smaller; what is compressed already it does not. */
    static PageFile of(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return new PageFile(plain, Optional.of(bytes.toByteArray()).filter(smaller -> smaller.length < plain.length * 9L / 10));
    }

    /** Sends it in the form that the request takes. */
    void send(ServerRequest request, ServerResponse response) {
        if (gzipped.isEmpty()) {
            Content.send(request, response, plain);
            return;
        }
        response.headers().add(HeaderNames.VARY, "Accept-Encoding");
        if (wantsGzip(request)) {
            Content.send(request, response.header(HeaderNames.CONTENT_ENCODING, "gzip"), gzipped.get());
        } else {
            Content.send(request, response, plain);
        }
    }

    private static boolean wantsGzip(ServerRequest request) {
        List<String> accepted = request.headers().stream().filter(header -> header.headerName().equals(HeaderNames.ACCEPT_ENCODING))
                .map(Header::allValues).flatMap(List::stream).toList();
        return accepted.stream().flatMap(value -> Arrays.stream(value.split(","))).anyMatch(WANTS_GZIP.asMatchPredicate());
    }
}

package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads what was sent to a Better Auth endpoint, and refuses what is no body in Better Auth's words. */
final class AuthBody {

    /** What a script sends. */
    static final List<String> JSON = List.of("application/json");
    /** What a plain HTML form sends too. */
    static final List<String> JSON_OR_FORM = List.of("application/x-www-form-urlencoded", "application/json");

    /** No field of any endpoint has a use for more. */
    private static final int LONGEST = 64 * 1024;

    private AuthBody() {}

    /**
     * The body; missing where none was sent.
     *
     * @throws AuthRefusal 400 if it is not what its type says, 413 if it is too long, 415 if it is of another type than
     *     {@code allowed}
     */
    static JsonNode read(ServerRequest request, List<String> allowed) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        byte[] bytes = bytes(request);
        if (bytes.length == 0 || type.isEmpty()) {
            return MissingNode.getInstance();
        }
        String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!allowed.contains(mediaType)) {
            throw AuthRefusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "UNSUPPORTED_MEDIA_TYPE",
                    "Content-Type \"" + type + "\" is not allowed. Allowed types: " + String.join(", ", allowed));
        }
        try {
            return mediaType.equals("application/json") ? AuthJson.read(bytes) : form(bytes);
        } catch (IOException | IllegalArgumentException malformed) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "BAD_REQUEST", "Invalid JSON in request body");
        }
    }

    private static byte[] bytes(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw AuthRefusal.of(Status.REQUEST_ENTITY_TOO_LARGE_413, "PAYLOAD_TOO_LARGE",
                        "The body is longer than " + LONGEST + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The request broke off.", e);
        }
    }

    private static ObjectNode form(byte[] bytes) throws IOException {
        ObjectNode fields = AuthJson.object();
        for (String pair : Utf8.text(bytes).split("&")) {
            String[] halves = pair.split("=", 2);
            fields.put(URLDecoder.decode(halves[0], StandardCharsets.UTF_8),
                    halves.length < 2 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}

package dev.hornbook.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON in and out: strict about what comes in, times as ISO-8601 going out. */
final class Json {
    /** A question has at most 4,000 characters; nothing else a reader sends is longer. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfigDefaults(any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Integer, number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(LogicalType.Boolean, flag -> flag
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value as the tree it is written as. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static void send(ServerResponse response, int status, Object value) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json").send(write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The same where a request may be HEAD, or what is sent of a media type of its own. */
    static void send(ServerRequest request, ServerResponse response, int status, String mediaType, Object value) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, mediaType);
        Content.send(request, response, write(value).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the body as a {@code T}, unknown fields refused. An absent body reads as an empty object.
     *
     * @throws ProblemException 400, 413 or 415 when it is anything else
     */
    static <T> T read(ServerRequest request, Class<T> type) {
        boolean json = request.headers().contentType().map(media -> media.mediaType().subtype().equals("json")).orElse(true);
        if (!json) {
            throw new ProblemException(
                    Problem.of(415, "unsupported-media-type", "The body is not JSON", "Send the body as application/json."));
        }
        byte[] body = body(request);
        if (body.length == 0) {
            body = new byte[]{'{', '}'};
        }
        try {
            T value = MAPPER.readValue(Utf8.text(body), type);
            if (value == null) {
                throw new ProblemException(Problem.badRequest("The body is null; an object is expected."));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.badRequest("The body is not the JSON that is expected here: " + where(e) + "."));
        } catch (IOException _) {
            throw new ProblemException(Problem.badRequest("The body is not JSON in UTF-8."));
        }
    }

    private static byte[] body(ServerRequest request) {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                // Read to its end, which the server bounds: closing on unread bytes could take the answer away from the sender.
                in.transferTo(OutputStream.nullOutputStream());
                throw new ProblemException(Problem.tooLarge());
            }
            return body;
        } catch (IOException _) {
            throw new ProblemException(Problem.badRequest("The body broke off."));
        }
    }

    /** Where in the body the fault is; Jackson's own message would show what stands there. */
    private static String where(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "it does not have the fields asked for" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}

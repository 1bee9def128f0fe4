package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.EmailAddress;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a body, judged as Better Auth's schema library (zod 4) judges them: all faults at once, in its words, in
 * the order the fields are asked for. {@link #check} comes last; until then a faulty field reads as empty.
 */
final class AuthFields {

    /** The longest name of a user, in UTF-16 units. */
    static final int LONGEST_NAME = 256;
    /** The longest address of a picture. */
    static final int LONGEST_ADDRESS = 2048;

    private final String place;
    private final JsonNode body;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param kinds what the schema calls the body: an object, or where any further field is welcome also a record
     * @throws AuthRefusal if the body is not an object
     */
    AuthFields(JsonNode body, String... kinds) {
        this("body", body);
        if (!body.isObject()) {
            for (String kind : kinds) {
                faults.add("[body] Invalid input: expected " + kind + ", received " + kindOf(body));
            }
            check();
        }
    }

    private AuthFields(String place, JsonNode body) {
        this.place = place;
        this.body = body;
    }

    /** The parameters of a request's query, each a text. */
    static AuthFields ofQuery(ServerRequest request) {
        ObjectNode parameters = AuthJson.object();
        request.query().names().forEach(name -> parameters.put(name, request.query().first(name).orElse("")));
        return new AuthFields("query", parameters);
    }

    String text(String name) {
        return present(name, JsonNodeType.STRING).map(JsonNode::textValue).orElse("");
    }

    /** Text of at most {@code longest} characters that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
    String storableText(String name, int longest) {
        String text = text(name);
        judgeStorable(name, text, longest);
        return text;
    }

    Optional<String> optionalStorableText(String name, int longest) {
        Optional<String> text = optionalText(name);
        text.ifPresent(value -> judgeStorable(name, value, longest));
        return text;
    }

    Optional<String> optionalText(String name) {
        return body.path(name).isMissingNode() ? Optional.empty() : present(name, JsonNodeType.STRING).map(JsonNode::textValue);
    }

    /** Text that says something: an empty one counts as none. */
    Optional<String> givenText(String name) {
        return optionalText(name).filter(text -> !text.isEmpty());
    }

    /** Whether the body has that field at all, null included. */
    boolean has(String name) {
        return body.has(name);
    }

    /** As {@link #optionalStorableText}, and null stands for none. */
    Optional<String> nullableStorableText(String name, int longest) {
        return body.path(name).isNull() ? Optional.empty() : optionalStorableText(name, longest);
    }

    Optional<Boolean> optionalFlag(String name) {
        return body.path(name).isMissingNode() ? Optional.empty() : present(name, JsonNodeType.BOOLEAN).map(JsonNode::booleanValue);
    }

    /** An address; empty with a fault. */
    Optional<EmailAddress> email(String name) {
        Optional<String> text = present(name, JsonNodeType.STRING).map(JsonNode::textValue);
        Optional<EmailAddress> email = text.flatMap(EmailAddress::parse);
        if (text.isPresent() && email.isEmpty()) {
            faults.add("[" + place + "." + name + "] Invalid email address");
        }
        return email;
    }

    /** Text of at least one character. */
    String filledText(String name) {
        Optional<String> text = present(name, JsonNodeType.STRING).map(JsonNode::textValue);
        if (text.filter(String::isEmpty).isPresent()) {
            faults.add("[" + place + "." + name + "] Too small: expected string to have >=1 characters");
        }
        return text.orElse("");
    }

    /** @throws AuthRefusal if any field had a fault */
    void check() {
        if (!faults.isEmpty()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "VALIDATION_ERROR", String.join("; ", faults));
        }
    }

    private Optional<JsonNode> present(String name, JsonNodeType type) {
        JsonNode value = body.path(name);
        if (value.getNodeType() == type) {
            return Optional.of(value);
        }
        faults.add("[" + place + "." + name + "] Invalid input: expected " + kindOf(type) + ", received " + kindOf(value));
        return Optional.empty();
    }

    private void judgeStorable(String name, String text, int longest) {
        if (text.length() > longest) {
            faults.add("[" + place + "." + name + "] Too big: expected string to have <=" + longest + " characters");
        } else if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            faults.add("[" + place + "." + name + "] Invalid string: must be valid Unicode without NUL");
        }
    }

    private static String kindOf(JsonNode value) {
        return kindOf(value.getNodeType());
    }

    /** A JSON type by its name in JavaScript. */
    private static String kindOf(JsonNodeType type) {
        return switch (type) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> "number";
            case STRING -> "string";
            case OBJECT, POJO, BINARY -> "object";
            case MISSING -> "undefined";
        };
    }
}

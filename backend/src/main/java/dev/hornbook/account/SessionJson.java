package dev.hornbook.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Sessions and users as Better Auth writes them, its fields in its order: on the wire, and in the session's own cookie. */
public final class SessionJson {

    private SessionJson() {}

    public static ObjectNode of(SignedIn signedIn) {
        return JsonNodeFactory.instance.objectNode().<ObjectNode>set("session", of(signedIn.session())).set("user", of(signedIn.user()));
    }

    public static ObjectNode of(Session session) {
        return JsonNodeFactory.instance.objectNode()
                .put("expiresAt", Timestamps.format(session.expiresAt()))
                .put("token", session.token())
                .put("createdAt", Timestamps.format(session.createdAt()))
                .put("updatedAt", Timestamps.format(session.updatedAt()))
                .put("ipAddress", session.ipAddress().orElse(null))
                .put("userAgent", session.userAgent().orElse(null))
                .put("userId", session.userId())
                .put("id", session.id());
    }

    public static ObjectNode of(User user) {
        return JsonNodeFactory.instance.objectNode()
                .put("name", user.name())
                .put("email", user.email())
                .put("emailVerified", user.emailVerified())
                .put("image", user.image().orElse(null))
                .put("createdAt", Timestamps.format(user.createdAt()))
                .put("updatedAt", Timestamps.format(user.updatedAt()))
                .put("isAnonymous", user.anonymous())
                .put("id", user.id());
    }

    /** What such a text says; empty where a field is missing or of another kind. */
    static Optional<SignedIn> read(JsonNode json) {
        JsonNode session = json.path("session");
        JsonNode user = json.path("user");
        try {
            return Optional.of(new SignedIn(
                    new Session(text(session, "id"), text(session, "token"), text(session, "userId"), time(session, "expiresAt"),
                            time(session, "createdAt"), time(session, "updatedAt"), optionalText(session, "ipAddress"),
                            optionalText(session, "userAgent")),
                    new User(text(user, "id"), text(user, "name"), text(user, "email"), user.path("emailVerified").asBoolean(),
                            optionalText(user, "image"), time(user, "createdAt"), time(user, "updatedAt"),
                            user.path("isAnonymous").asBoolean())));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode json, String name) {
        return optionalText(json, name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private static Optional<String> optionalText(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}

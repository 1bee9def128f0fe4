package dev.hornbook.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.PublicKey;
import dev.hornbook.account.Session;
import dev.hornbook.account.SessionJson;
import dev.hornbook.account.SignedIn;
import dev.hornbook.account.User;
import java.io.IOException;
import java.util.List;

/** Better Auth's JSON, its fields in its order. */
final class AuthJson {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AuthJson() {}

    /** Of a body that is there; blank text is no JSON. */
    static JsonNode read(byte[] bytes) throws IOException {
        JsonNode json = MAPPER.readTree(Utf8.text(bytes));
        if (json.isMissingNode()) {
            throw new IOException("There is no value.");
        }
        return json;
    }

    static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode user(User user) {
        return SessionJson.of(user);
    }

    static ObjectNode session(SignedIn signedIn) {
        return SessionJson.of(signedIn);
    }

    static ArrayNode sessions(List<Session> sessions) {
        ArrayNode json = MAPPER.createArrayNode();
        sessions.forEach(session -> json.add(SessionJson.of(session)));
        return json;
    }

    /** A JSON Web Key Set (RFC 7517). */
    static ObjectNode keys(List<PublicKey> keys) {
        ObjectNode json = object();
        keys.forEach(key -> {
            ObjectNode jwk = json.withArray("keys").addObject().put("alg", key.alg());
            key.crv().ifPresent(crv -> jwk.put("crv", crv));
            try {
                jwk.setAll((ObjectNode) MAPPER.readTree(key.jwk()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The public key " + key.kid() + " in \"jwks\" is not JSON.", e);
            }
            jwk.put("kid", key.kid());
        });
        return json;
    }
}

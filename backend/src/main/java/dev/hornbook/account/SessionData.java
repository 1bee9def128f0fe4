package dev.hornbook.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The value of Better Auth's session cache (1.7.7, {@code session.cookieCache} with the strategy {@code compact}): unpadded
 * base64url of {@code {"session":{"session","user","updatedAt","version"},"expiresAt","signature"}}, where the signature is
 * HMAC-SHA256 under the secret, unpadded base64url, of the inner object's text with {@code expiresAt} added at its end. The
 * text is made again from what was read, so its fields may stand in any order.
 */
final class SessionData {

    private static final String VERSION = "1";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SignedValue signed;

    SessionData(SignedValue signed) {
        this.signed = signed;
    }

    /** @param expiresAt until when the session is believed without asking */
    String seal(SignedIn signedIn, Instant now, Instant expiresAt) {
        ObjectNode data = SessionJson.of(signedIn).put("updatedAt", now.toEpochMilli()).put("version", VERSION);
        ObjectNode sealed = MAPPER.createObjectNode();
        sealed.set("session", data);
        sealed.put("expiresAt", expiresAt.toEpochMilli()).put("signature", signature(data, expiresAt.toEpochMilli()));
        return BASE64.encodeToString(bytes(sealed));
    }

    /** What a value says, if it was sealed with our secret and is still believed. */
    Optional<SignedIn> open(String value, Instant now) {
        try {
            JsonNode sealed = MAPPER.readTree(Base64.getUrlDecoder().decode(value));
            JsonNode expiresAt = sealed.path("expiresAt");
            if (!(sealed.path("session") instanceof ObjectNode data) || !expiresAt.isIntegralNumber()
                    || !expiresAt.canConvertToLong()) {
                return Optional.empty();
            }
            byte[] given = sealed.path("signature").asText().getBytes(StandardCharsets.UTF_8);
            byte[] expected = signature(data, expiresAt.longValue()).getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(expected, given) || !now.isBefore(Instant.ofEpochMilli(expiresAt.longValue()))
                    || !data.path("version").asText(VERSION).equals(VERSION)) {
                return Optional.empty();
            }
            return SessionJson.read(data);
        } catch (IOException | IllegalArgumentException notSealed) {
            return Optional.empty();
        }
    }

    private String signature(ObjectNode data, long expiresAt) {
        return BASE64.encodeToString(signed.mac(bytes(data.deepCopy().put("expiresAt", expiresAt))));
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}

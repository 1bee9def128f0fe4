package dev.hornbook.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code value.signature}, as Better Auth signs its cookies: standard Base64, padded, of HMAC-SHA256 under the secret's
 * UTF-8 bytes.
 */
final class SignedValue {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    SignedValue(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String sign(String value) {
        return value + "." + signature(value);
    }

    /** The value of a text that {@link #sign} made; empty if it did not. */
    Optional<String> open(String signed) {
        int dot = signed.lastIndexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String value = signed.substring(0, dot);
        byte[] given = signed.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        byte[] expected = signature(value).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, given) ? Optional.of(value) : Optional.empty();
    }

    private String signature(String value) {
        return Base64.getEncoder().encodeToString(mac(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** HMAC-SHA256 under the secret. */
    byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}

package dev.hornbook.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How Better Auth keeps private keys in {@code jwks.privateKey}: a JSON string of lower-case hex of {@code nonce(24) ‖
 * ciphertext ‖ tag(16)}, XChaCha20-Poly1305 under the SHA-256 of the secret (better-auth 1.7.7, {@code crypto/index.ts}).
 */
final class KeyCipher {

    private static final byte[] NO_ASSOCIATED_DATA = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final XChaCha20Poly1305 cipher;

    KeyCipher(String secret) {
        try {
            cipher = new XChaCha20Poly1305(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256, and its digest is a key for XChaCha20", e);
        }
    }

    String encrypt(String text) {
        try {
            return '"' + HexFormat.of().formatHex(cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), NO_ASSOCIATED_DATA)) + '"';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encrypting a key failed.", e);
        }
    }

    /** What {@link #encrypt} was given; empty if it was encrypted under another secret, or is not in this form at all. */
    Optional<String> decrypt(String stored) {
        try {
            byte[] sealed = HexFormat.of().parseHex(JSON.readTree(stored).asText());
            return Optional.of(new String(cipher.decrypt(sealed, NO_ASSOCIATED_DATA), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | JsonProcessingException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}

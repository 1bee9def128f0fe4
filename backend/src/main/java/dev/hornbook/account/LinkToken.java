package dev.hornbook.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes a link good: 190 bits of chance, of which the database keeps the SHA-256. So much chance needs no salt and no slow
 * hash.
 *
 * @param value as it stands in the link
 */
record LinkToken(String value) {

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return "LinkToken[***]";
    }
}

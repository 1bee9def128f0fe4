package dev.hornbook.account;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Better Auth's ids and session tokens: 32 characters of {@code [a-zA-Z0-9]}, 190 bits of chance. */
final class RandomIds {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9]{" + LENGTH + "}");

    private final SecureRandom random;

    RandomIds(SecureRandom random) {
        this.random = random;
    }

    String next() {
        return next(LENGTH);
    }

    /** One of another length: six bits of chance a character, nearly. */
    String next(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            // nextInt with a bound draws again where a plain remainder would favour the first letters.
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** The id that follows from 32 bytes of a hash. */
    static String of(byte[] hash) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (byte b : hash) {
            id.append(ALPHABET.charAt(Byte.toUnsignedInt(b) % ALPHABET.length()));
        }
        return id.toString();
    }

    /** Whether {@code text} could be an id or a token at all; what cannot be one is not worth asking the database about. */
    static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }
}

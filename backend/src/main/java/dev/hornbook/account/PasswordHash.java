package dev.hornbook.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Better Auth's password format: {@code hex(salt) ":" hex(scrypt(utf8(NFKC(password)), salt, N=16384, r=16, p=1, 64
 * bytes))}, where the salt that scrypt sees is the ASCII text of its own hexadecimal form (better-auth 1.7.7, {@code
 * crypto/password.ts}). One takes about 32 MiB and 100 to 160 ms: {@link PasswordHasher} bounds how many run at once.
 */
final class PasswordHash {

    static final int SALT_BYTES = 16;

    private static final int COST = 16384;
    private static final int BLOCK_SIZE = 16;
    private static final int PARALLELISM = 1;
    private static final int KEY_BYTES = 64;
    private static final HexFormat HEX = HexFormat.of();

    private PasswordHash() {}

    /** The text to store for {@code password}; {@code salt} is {@value #SALT_BYTES} random bytes. */
    static String of(String password, byte[] salt) {
        String saltText = HEX.formatHex(salt);
        return saltText + ":" + key(password, saltText);
    }

    /**
     * Whether {@code password} is the one {@code stored} was made of. A stored text that is not in this format matches no
     * password, and takes as long to say so.
     */
    static boolean matches(String password, String stored) {
        int colon = stored.indexOf(':');
        String salt = colon > 0 ? stored.substring(0, colon) : "0".repeat(2 * SALT_BYTES);
        byte[] expected = stored.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        byte[] actual = key(password, salt).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(actual, expected) && colon > 0;
    }

    private static String key(String password, String salt) {
        byte[] normal = utf8(Normalizer.normalize(password, Normalizer.Form.NFKC));
        return HEX.formatHex(SCrypt.generate(normal, salt.getBytes(StandardCharsets.UTF_8), COST, BLOCK_SIZE, PARALLELISM, KEY_BYTES));
    }

    /**
     * UTF-8 as JavaScript's TextEncoder writes it: half a surrogate pair becomes U+FFFD, where {@code getBytes} would write
     * a question mark.
     */
    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
                    .encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("every text has a UTF-8 form once half pairs are replaced", e);
        }
    }
}

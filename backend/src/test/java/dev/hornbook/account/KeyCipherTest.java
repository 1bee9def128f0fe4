package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCipherTest {

    private static final String SECRET = "interop-test-secret-0123456789abcdef-ABCDEF";
    /** Made by better-auth 1.7.7. */
    private static final String SEALED = "\"0b1c5c5f4992adac8ac31f272b1f902205a33b02b02a67ebdb1a39cf096d9689f1b06063999a766d94fc03c25968a28be9d9774cb6f6440cb8\"";

    private final KeyCipher cipher = new KeyCipher(SECRET);

    @Test
    void opensWhatBetterAuthSealed() {
        assertThat(cipher.decrypt(SEALED)).contains("{\"hello\":\"world\"}");
    }

    @Test
    void opensWhatItSealed() {
        String sealed = cipher.encrypt("{\"d\":\"é\"}");
        assertThat(sealed).matches("\"[0-9a-f]+\"").isNotEqualTo(cipher.encrypt("{\"d\":\"é\"}"));
        assertThat(cipher.decrypt(sealed)).contains("{\"d\":\"é\"}");
    }

    @Test
    void anotherSecretOpensNothing() {
        assertThat(new KeyCipher(SECRET + "!").decrypt(SEALED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "\"\"", "\"0b1c\"", "\"xyz\"", "0b1c", "{\"d\":\"plain text\",\"kty\":\"OKP\"}",
        "\"$ba$1$0b1c\""})
    void whatIsNotInThisFormIsNotOurs(String stored) {
        assertThat(cipher.decrypt(stored)).isEmpty();
    }
}

package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes here were made by better-auth 1.7.7. */
class PasswordHashTest {

    private static final String STAPLE = "e3a1e3227d3d9edf5fd666a07f869ee8:2c2a111f1de095152d95fc835ae128914a33a554606d032cb5028533e2fcd5cc0f3869d22e2620ce5dcac1988884a46cd1fc797a97cb0370b15f9de2715b6ed4";

    @ParameterizedTest
    @CsvSource({"correct horse battery staple," + STAPLE,
        "\uFB01n\u00E9 \u212B\uFF11\u2460 pass,2438df547a17182014dadfdea13e9014:fd4a5037cad03364f8f929374a7fe2c8be9758b537cb7b906aa52a1586735d0f011b98b790fc8de2237308206e416c8c7e8f3f29ed24a2b134550ec63fde9b15"})
    void makesTheVeryHashBetterAuthMakes(String password, String stored) {
        byte[] salt = HexFormat.of().parseHex(stored.substring(0, 32));
        assertThat(PasswordHash.of(password, salt)).isEqualTo(stored);
        assertThat(PasswordHash.matches(password, stored)).isTrue();
    }

    @Test
    void takesHalfASurrogatePairAsJavaScriptDoes() {
        assertThat(PasswordHash.matches("lone \ud800 surrogate \udc00\udc00 end",
                "f23bde68dd029fb135e7f8f2ec9e25df:358db7b2d1468c9616bda7a33e2ae4aa032d48d4d5f279f39363612ad0873b62e877fe3d7b835521e4780af25fc795ee60980dca0425720bd9a9f73cea2f62fc"))
                .isTrue();
    }

    @Test
    void takesNulAndCharactersBeyondTheBasicPlane() {
        assertThat(PasswordHash.matches("pa\u0000ss\ud83d\ude00word",
                "2c0eaf7c4a87ad900f8015ff90917ed5:fc683d2addf6670fbe878abc6d9847bbfae388d1bfd9dafced48dcbeb3f0d4618df32d48aed1011f6837baeeaf20b68916b92e208eb33015acac405e0cccd9f1"))
                .isTrue();
    }

    @Test
    void anotherPasswordDoesNotMatch() {
        assertThat(PasswordHash.matches("correct horse battery stapl", STAPLE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "no colon at all", "salt:", ":key", "e3a1:zzzz", "e3a1e3227d3d9edf5fd666a07f869ee8:2c2a",
        "\u0000:\u0000", "$2b$10$abcdefghijklmnopqrstuv"})
    void whatIsNoHashMatchesNothingAndHurtsNobody(String stored) {
        assertThat(PasswordHash.matches("correct horse battery staple", stored)).isFalse();
    }

    @Test
    void upperCaseHexIsNoHashAsInBetterAuth() {
        assertThat(PasswordHash.matches("correct horse battery staple", STAPLE.toUpperCase(Locale.ROOT))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no colon at all", "a:b"})
    void whatIsNoHashCostsAsMuchAsAHash(String stored) {
        long hash = work(STAPLE);
        assertThat(work(stored)).isBetween(hash / 3, hash * 3);
    }

    /** Nanoseconds of processor, which another process's load does not lengthen. */
    private static long work(String stored) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        PasswordHash.matches("wrong horse", stored);
        long begin = threads.getCurrentThreadCpuTime();
        PasswordHash.matches("wrong horse", stored);
        return threads.getCurrentThreadCpuTime() - begin;
    }
}

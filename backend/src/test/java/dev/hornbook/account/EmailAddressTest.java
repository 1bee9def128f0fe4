package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What zod 4 takes for an address, so does Hornbook. */
class EmailAddressTest {

    @Test
    void anAddressIsKeptInLowerCase() {
        assertThat(EmailAddress.parse("Ann.O'Neil+Class@Example.ORG").orElseThrow().value()).isEqualTo("ann.o'neil+class@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "ann@", "@example.org", "ann@example", ".ann@example.org", "ann..o@example.org", "ann.@example.org",
        "ann@-example.org", "ann@example.o",
        "ann@exa mple.org", "ann @example.org", "änn@example.org", "ann@example.org\n", "ann@example.org\u0000", "\ud800@example.org"})
    void whatIsNoAddressIsNone(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void anEndlessAddressIsNone() {
        assertThat(EmailAddress.parse("a".repeat(400) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a.".repeat(100_000))).isEmpty();
    }
}

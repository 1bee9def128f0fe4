package dev.hornbook.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    private final PublicAddress address = PublicAddress.of(URI.create("https://Book.example.org:443/hornbook"), "http://127.0.0.1:8080");

    @Test
    void itsOriginIsWrittenAsBrowsersWriteIt() {
        assertThat(address.origin()).isEqualTo("https://book.example.org");
        assertThat(address.secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://book.example.org", "https://book.example.org/a/page?x#y", "HTTPS://BOOK.EXAMPLE.ORG:443",
        "http://127.0.0.1:8080"})
    void trustsItsOwnPages(String origin) {
        assertThat(address.trusts(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://book.example.org", "https://book.example.org:8443", "https://book.example.org.evil.example",
        "https://evil.example/https://book.example.org",
        "https://book.example.org@evil.example", "http://127.0.0.1:8081", "null", "", "/", "javascript:alert(1)", "https://",
        "https://evil.example\\@book.example.org"})
    void trustsNobodyElses(String origin) {
        assertThat(address.trusts(origin)).isFalse();
    }

    @Test
    void anAddressWithoutAHostSaysWhatToSet() {
        assertThatThrownBy(() -> PublicAddress.of(URI.create("book.example.org")).origin()).hasMessageContaining("HORNBOOK_URL");
    }
}

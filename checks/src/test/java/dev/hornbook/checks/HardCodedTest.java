package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HardCodedTest {
    // Put together here, so that this file does not find itself.
    private static final String SCHEME = "postgresql" + "://";

    @Test
    void aPasswordInAConnectionStringIsFoundAndNotRepeated() {
        assertThat(HardCoded.in("url=" + SCHEME + "alex:hunter22@db.example.com/app")).singleElement().asString()
                .contains("8 characters").doesNotContain("hunter22");
    }

    @Test
    void placeholdersAndWhatAProgramFillsInAreAllowed() {
        assertThat(HardCoded.in(SCHEME + "alex:AbC123@ep-cool-darkness-123456.us-east-2.aws.neon.tech/neondb")).isEmpty();
        assertThat(HardCoded.in(SCHEME + "alex:%s@localhost/neondb")).isEmpty();
        assertThat(HardCoded.in(SCHEME + "alex:${password}@localhost/neondb")).isEmpty();
        assertThat(HardCoded.in(SCHEME + "alex@localhost/neondb")).isEmpty();
    }

    @Test
    void secretsOfNeonsFormAreFound() {
        assertThat(HardCoded.in("npg" + "_aBcDeFgH1234")).hasSize(1);
        assertThat(HardCoded.in("napi" + "_aBcDeFgH1234")).hasSize(1);
    }

    @Test
    void aPrivateKeyIsFoundButTheWordsAroundOneAreNot() {
        assertThat(HardCoded.in("-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B")).hasSize(1);
        assertThat(HardCoded.in("writes \"-----BEGIN " + "PRIVATE KEY-----\" first")).isEmpty();
    }

    @Test
    void pathsOfOneMachineAreFoundAndPathsUnderAVariableAreNot() {
        assertThat(HardCoded.in("cd /" + "home/ada/hornbook")).hasSize(1);
        assertThat(HardCoded.in("\"/" + "Users/ada\"")).hasSize(1);
        assertThat(HardCoded.in("sslrootcert=/etc/ssl/root.crt $base/home/page https://example.com/work/1")).isEmpty();
    }
}

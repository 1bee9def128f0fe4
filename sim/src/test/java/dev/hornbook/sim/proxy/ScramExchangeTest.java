package dev.hornbook.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramExchangeTest {

    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final ScramVerifier PENCIL = ScramVerifier.of("pencil", SALT);
    private static final byte[] END_POINT = "the certificate's hash".getBytes(StandardCharsets.UTF_8);

    @Test
    void theExampleOfRfc7677IsUnderstood() throws Exception {
        ScramExchange exchange = new ScramExchange(PENCIL, new byte[0], "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
        assertThat(exchange.begin("SCRAM-SHA-256", "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))
                .isEqualTo("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(exchange
                .finish("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
                .contains("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void aProofForAnotherNonceIsRefused() throws Exception {
        ScramExchange exchange = new ScramExchange(PENCIL, new byte[0], "another");
        exchange.begin("SCRAM-SHA-256", "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(exchange.finish("c=biws,r=rOprNGfwEbeRWgbNEkqOanother,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")).isEmpty();
    }

    @Test
    void aClientThatWasToldThereIsNoChannelBindingIsRefused() {
        ScramExchange exchange = new ScramExchange(PENCIL, END_POINT, "nonce");
        assertThatThrownBy(() -> exchange.begin("SCRAM-SHA-256", "y,,n=,r=abc")).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("channel binding");
    }

    @Test
    void channelBindingIsOfferedFirstAndOnlyWhereThereIsAChannel() {
        assertThat(new ScramExchange(PENCIL, END_POINT, "n").mechanisms()).containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        assertThat(new ScramExchange(PENCIL, new byte[0], "n").mechanisms()).containsExactly("SCRAM-SHA-256");
    }

    @Test
    void malformedMessagesAreProtocolErrors() throws Exception {
        for (String first : new String[]{"", "n", "n,,", "n,,n=", "n,a=x,n=,r=abc", "p=tls-unique,,n=,r=abc", "n,,n=,s=abc"}) {
            assertThatThrownBy(() -> new ScramExchange(PENCIL, new byte[0], "n").begin("SCRAM-SHA-256", first)).as(first)
                    .isInstanceOf(ProtocolException.class);
        }
        for (String last : new String[]{"", "p=", "c=biws,p=x", "c=biws,r=abcn,p=!!", "x=biws,r=abcn,p=eA==", "c=biws,x=abcn,p=eA=="}) {
            ScramExchange exchange = new ScramExchange(PENCIL, new byte[0], "n");
            exchange.begin("SCRAM-SHA-256", "n,,n=,r=abc");
            assertThatThrownBy(() -> exchange.finish(last)).as(last).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void aVerifierIsReadAndWrittenInPostgresForm() {
        assertThat(PENCIL.encoded()).startsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$");
        assertThat(ScramVerifier.parse(PENCIL.encoded()).orElseThrow().encoded()).isEqualTo(PENCIL.encoded());
        assertThat(ScramVerifier.parse("md5d41d8cd98f00b204e9800998ecf8427e")).isEmpty();
        assertThat(PENCIL.toString()).doesNotContain("W22Z");
    }
}

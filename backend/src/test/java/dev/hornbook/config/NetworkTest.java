package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.7.64/26, 192.168.7.127, true",
        "192.168.7.64/26, 192.168.7.128, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, ::1, true",
        "10.0.0.1, ::ffff:10.0.0.1, true"})
    void holdsTheAddressesThatBeginAlike(String network, String address, boolean inside) {
        assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "2001:db8::/129", "10.0.0.0/8/8", "*"})
    void whatIsNoAddressIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Network.parse("10.0.0.0/8")).hasToString("Optional[10.0.0.0/8]");
    }
}

package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.config.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final ClientAddress BEHIND_TWO = new ClientAddress(
            Stream.of("10.0.0.0/8", "2001:db8::7").map(Network::parse).flatMap(Optional::stream).toList());

    private static String seen(ClientAddress addresses, String peer, String... forwarded) {
        return addresses.behind(InetAddress.ofLiteral(peer), List.of(forwarded)).getHostAddress();
    }

    @Test
    void withoutAProxyOfOursTheHeaderCountsForNothing() {
        assertThat(seen(new ClientAddress(List.of()), "198.51.100.4", "203.0.113.9")).isEqualTo("198.51.100.4");
        assertThat(seen(BEHIND_TWO, "198.51.100.4", "203.0.113.9")).isEqualTo("198.51.100.4");
    }

    @Test
    void aProxyOfOursSaysWhoAskedIt() {
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "203.0.113.9, 10.2.2.2")).as("a chain of two").isEqualTo("203.0.113.9");
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "203.0.113.9", "10.2.2.2")).as("in two headers").isEqualTo("203.0.113.9");
    }

    @Test
    void whatTheClientWroteItselfBuysNothing() {
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "192.0.2.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "192.0.2.1, 203.0.113.9, 10.2.2.2")).isEqualTo("203.0.113.9");
    }

    @Test
    void whatIsNoAddressEndsTheRoad() {
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "203.0.113.9, unknown")).isEqualTo("10.0.0.1");
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "")).isEqualTo("10.0.0.1");
    }

    @Test
    void aPortBesideTheAddressIsLeftOut() {
        assertThat(seen(BEHIND_TWO, "10.0.0.1", "203.0.113.9:4711")).isEqualTo("203.0.113.9");
        assertThat(seen(BEHIND_TWO, "2001:db8::7", "[2001:db8:1::9]:4711")).isEqualTo("2001:db8:1:0:0:0:0:9");
    }
}

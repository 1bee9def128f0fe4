package dev.hornbook.http;

import dev.hornbook.config.Network;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a request comes from. {@code X-Forwarded-For} grows on the right: each proxy appends whom it was asked by. So it is read from there,
 * and only as far as those who wrote it are proxies of ours; what stands further left, the client may have written itself.
 */
final class ClientAddress implements Filter {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    /** Some proxies append the port. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.+)](?::\\d+)?|([\\d.]+):\\d+");

    private final List<Network> proxies;

    /** @param proxies whose word counts */
    ClientAddress(List<Network> proxies) {
        this.proxies = proxies;
    }

    /** Where a request comes from. */
    static InetAddress of(ServerRequest request) {
        return request.context().get(ClientAddress.class, InetAddress.class).orElseGet(() -> peer(request));
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contains(HeaderNames.X_FORWARDED_FOR)) {
            List<String> forwarded = request.headers().get(HeaderNames.X_FORWARDED_FOR).allValues();
            request.context().register(ClientAddress.class, behind(peer(request), forwarded));
        }
        chain.proceed();
    }

    /** @param forwarded the header, as often as it was sent */
    InetAddress behind(InetAddress peer, List<String> forwarded) {
        List<String> road = forwarded.stream().flatMap(header -> Stream.of(COMMA.split(header.strip()))).toList();
        InetAddress client = peer;
        for (String hop : road.reversed()) {
            Optional<InetAddress> before = isOurs(client) ? address(hop) : Optional.empty();
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private boolean isOurs(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static Optional<InetAddress> address(String hop) {
        var withPort = WITH_PORT.matcher(hop);
        String literal = !withPort.matches() ? hop : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
        return Network.parse(literal).map(Network::address);
    }

    private static InetAddress peer(ServerRequest request) {
        return ((InetSocketAddress) request.remotePeer().address()).getAddress();
    }
}

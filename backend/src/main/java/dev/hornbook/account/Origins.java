package dev.hornbook.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Origins as browsers write them (RFC 6454): scheme and host in lower case, the port only where it is not the scheme's own.
 */
final class Origins {

    private Origins() {}

    /** The origin of a web address; empty for anything that is not a full http or https address. */
    static Optional<String> of(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "http" -> Optional.of(origin(scheme, uri, 80));
                case "https" -> Optional.of(origin(scheme, uri, 443));
                default -> Optional.empty();
            };
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String origin(String scheme, URI uri, int usualPort) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() == -1 || uri.getPort() == usualPort;
        return scheme + "://" + host + (usual ? "" : ":" + uri.getPort());
    }
}

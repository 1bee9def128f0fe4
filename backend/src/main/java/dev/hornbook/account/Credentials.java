package dev.hornbook.account;

import java.util.Optional;

/**
 * What a request brings to say who sent it.
 *
 * @param authorization the {@code Authorization} header
 * @param cookie the {@code Cookie} header
 */
public record Credentials(Optional<String> authorization, Optional<String> cookie) {

    private static final String SCHEME = "bearer ";

    /** The text after {@code Bearer}, if the request has one. */
    public Optional<String> bearer() {
        return authorization.filter(a -> a.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(a -> a.substring(SCHEME.length()).strip()).filter(b -> !b.isEmpty());
    }

    /**
     * Whether a browser may have sent these by itself. A request that only a cookie speaks for may come from any page the
     * reader is looking at: a write then needs an {@code Origin} that {@link PublicAddress#trusts}.
     */
    public boolean byCookie() {
        return bearer().isEmpty();
    }

    @Override
    public String toString() {
        return "Credentials[" + (bearer().isPresent() ? "bearer" : cookie.isPresent() ? "cookie" : "none") + "]";
    }
}

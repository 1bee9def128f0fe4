package dev.hornbook.account;

import java.net.URI;
import java.util.Set;

/**
 * Where readers reach this server. It is asked at each use and never kept, because a server bound to port 0 learns its own
 * address only once it is up.
 */
public interface PublicAddress {

    /** The public address, without a trailing slash, for instance {@code https://book.example.org}. */
    URI base();

    /**
     * Origins that pages may send requests from, in the form browsers write them; that of {@link #base()} is always one and
     * need not be listed.
     */
    Set<String> furtherOrigins();

    /** A known address, and nothing else trusted beyond {@code furtherOrigins}. */
    static PublicAddress of(URI base, String... furtherOrigins) {
        record Fixed(URI base, Set<String> furtherOrigins) implements PublicAddress {}
        return new Fixed(base, Set.of(furtherOrigins));
    }

    /** {@code scheme://host[:port]} of {@link #base()}: issuer and audience of the tokens made here. */
    default String origin() {
        return Origins.of(base().toString()).orElseThrow(() -> new IllegalStateException("The public address " + base()
                + " has no scheme and host; set HORNBOOK_URL to a full address such as https://book.example.org."));
    }

    /** Where Better Auth's wire is spoken. */
    default String auth() {
        return origin() + "/api/auth";
    }

    /** True if readers come over https: then cookies are {@code Secure} and carry the {@code __Secure-} prefix. */
    default boolean secure() {
        return "https".equalsIgnoreCase(base().getScheme());
    }

    /**
     * True if a request that a page of {@code origin} makes may act for the reader signed in here.
     *
     * @param origin an {@code Origin} or {@code Referer} header, or any address
     */
    default boolean trusts(String origin) {
        return Origins.of(origin).filter(o -> o.equals(origin()) || furtherOrigins().contains(o)).isPresent();
    }
}

package dev.hornbook.account;

import java.util.Optional;

/**
 * With what somebody signs in; kept with the session, so that its owner can tell their sessions apart.
 *
 * @param address the address the request came from
 * @param userAgent the {@code User-Agent} header: untrusted text
 */
public record Client(String address, Optional<String> userAgent) {

    private static final int LONGEST_USER_AGENT = 512;

    /** Cuts a header that is longer than any browser's. */
    public Client {
        userAgent = userAgent.map(text -> text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text);
    }
}

package dev.hornbook.account;

import dev.hornbook.config.SignUp;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What identity needs to be told: the secret that signs cookies and encrypts keys, and where the server is reached.
 *
 * @param secret signs session cookies (HMAC-SHA256) and encrypts the private keys in {@code jwks}. Whoever holds it can
 *     make sessions' cookies; changing it signs everybody out
 * @param address where readers reach this server; issuer and audience of its tokens, the {@code Secure} attribute of its
 *     cookies and its trusted origins follow from it
 * @param issuer who else makes tokens that count here
 * @param signUp who may make an account
 * @param guests how long after their last visit guests are kept, with what they asked; a week at least, as long as a session lives
 */
public record AuthSettings(String secret, PublicAddress address, Optional<Issuer> issuer, SignUp signUp, Duration guests) {

    /** Better Auth's own recommendation for its secret, in characters. */
    public static final int SHORTEST_SECRET = 32;

    /**
     * @throws IllegalArgumentException if the secret is shorter than {@value #SHORTEST_SECRET} characters, or guests are kept for less
     *     than a session lives
     */
    public AuthSettings {
        Objects.requireNonNull(address, "address");
        if (guests.compareTo(Session.LIFE) < 0) {
            throw new IllegalArgumentException(
                    "A guest is kept for as long as the session lives, 7 days at least; set HORNBOOK_GUEST_DAYS to that.");
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("The secret that signs sessions has " + secret.length()
                    + " characters; set HORNBOOK_SECRET to at least " + SHORTEST_SECRET
                    + " random ones, for instance from `openssl rand -base64 32`.");
        }
    }

    /** No tokens count but our own, everybody may sign up, and guests are kept for 30 days. */
    public AuthSettings(String secret, PublicAddress address) {
        this(secret, address, Optional.empty(), SignUp.OPEN, Duration.ofDays(30));
    }

    @Override
    public String toString() {
        return "AuthSettings[secret=***, address=" + address.base() + "]";
    }
}

package dev.hornbook.account;

import dev.hornbook.config.SignUp;
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
 */
public record AuthSettings(String secret, PublicAddress address, Optional<Issuer> issuer, SignUp signUp) {

    /** Better Auth's own recommendation for its secret, in characters. */
    public static final int SHORTEST_SECRET = 32;

    /**
     * @throws IllegalArgumentException if the secret is shorter than {@value #SHORTEST_SECRET} characters
     */
    public AuthSettings {
        Objects.requireNonNull(address, "address");
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("The secret that signs sessions has " + secret.length()
                    + " characters; set HORNBOOK_SECRET to at least " + SHORTEST_SECRET
                    + " random ones, for instance from `openssl rand -base64 32`.");
        }
    }

    /** No tokens count but our own, and everybody may sign up. */
    public AuthSettings(String secret, PublicAddress address) {
        this(secret, address, Optional.empty(), SignUp.OPEN);
    }

    @Override
    public String toString() {
        return "AuthSettings[secret=***, address=" + address.base() + "]";
    }
}

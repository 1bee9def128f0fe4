package dev.hornbook.account;

import java.util.Optional;

/**
 * A key that others check our tokens with.
 *
 * @param kid its id
 * @param alg its algorithm, for instance {@code EdDSA}
 * @param crv its curve, where the algorithm has one
 * @param jwk the key itself: a JWK, as JSON
 */
public record PublicKey(String kid, String alg, Optional<String> crv, String jwk) {}

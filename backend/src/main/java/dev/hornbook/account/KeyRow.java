package dev.hornbook.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of Better Auth's {@code jwks}.
 *
 * @param id the key's {@code kid}
 * @param publicKey a JWK, as JSON
 * @param privateKey a JWK, encrypted by {@link KeyCipher}
 * @param createdAt the newest live row signs
 * @param expiresAt when it stops signing; most never do
 * @param alg its algorithm; rows of older Better Auths have none and mean EdDSA
 * @param crv its curve, where the algorithm has one
 */
record KeyRow(String id, String publicKey, String privateKey, Instant createdAt, Optional<Instant> expiresAt, Optional<String> alg,
        Optional<String> crv) {

    boolean live(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    boolean isEdDsa() {
        return alg.orElse("EdDSA").equals("EdDSA");
    }

    @Override
    public String toString() {
        return "KeyRow[id=" + id + ", alg=" + alg.orElse("EdDSA") + ", createdAt=" + createdAt + "]";
    }
}

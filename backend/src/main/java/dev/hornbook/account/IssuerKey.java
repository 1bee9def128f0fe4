package dev.hornbook.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;

/**
 * A public key of another issuer and the one algorithm that goes with it. The algorithm follows from the kind of key, never from
 * a token: else a public key could be taken for the secret of an HMAC.
 *
 * @param algorithm EdDSA for Ed25519, ES256 for P-256, RS256 for RSA
 * @param verifier checks signatures by this key; may be shared among threads
 */
record IssuerKey(JWSAlgorithm algorithm, JWSVerifier verifier) {

    /** RFC 7518, 3.3, asks for as much. */
    private static final int SHORTEST_RSA = 2_048;
    /** Checking takes longer with every bit. */
    private static final int LONGEST_RSA = 8_192;

    /** A published key, ready for use; empty if it is of another kind, or for another use. */
    static Optional<IssuerKey> of(JWK jwk) {
        try {
            Optional<IssuerKey> key = switch (jwk) {
                case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) ->
                    Optional.of(new IssuerKey(JWSAlgorithm.EdDSA, new Ed25519Verifier(pair.toPublicJWK())));
                case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
                    Optional.of(new IssuerKey(JWSAlgorithm.ES256, new ECDSAVerifier(ec.toPublicJWK())));
                case RSAKey rsa when rsa.size() >= SHORTEST_RSA && rsa.size() <= LONGEST_RSA ->
                    Optional.of(new IssuerKey(JWSAlgorithm.RS256, new RSASSAVerifier(rsa.toPublicJWK())));
                default -> Optional.empty();
            };
            boolean signs = jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse());
            return key.filter(k -> signs && (jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(k.algorithm)));
        } catch (JOSEException | RuntimeException unusable) {
            return Optional.empty();
        }
    }

    boolean signed(SignedJWT token) throws JOSEException {
        return algorithm.equals(token.getHeader().getAlgorithm()) && token.verify(verifier);
    }
}

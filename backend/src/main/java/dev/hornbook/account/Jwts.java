package dev.hornbook.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.database.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/**
 * The short-lived tokens of Better Auth's JWT plugin: EdDSA, the user's fields as claims, issuer and audience the origin of our public address. They are checked from memory: a token made
 * here, or by a neighbour on the same tables, takes no database.
 */
public final class Jwts {

    /** How long a token is good for: it outlives its session by no more than this. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final PublicAddress address;
    private final Clock clock;

    Jwts(SigningKeys keys, PublicAddress address, Clock clock) {
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    /**
     * A token that says who {@code user} is, good for 15 minutes.
     *
     * @throws dev.hornbook.database.DatabaseException if no key is in memory yet and the database cannot be reached
     */
    public String sign(User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        OctetKeyPair key = keys.signer();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().serializeNullClaims(true).issueTime(Date.from(now)).claim("name", user.name())
                .claim("email", user.email())
                .claim("emailVerified", user.emailVerified()).claim("image", user.image().orElse(null))
                .claim("createdAt", Timestamps.format(user.createdAt()))
                .claim("updatedAt", Timestamps.format(user.updatedAt())).claim("id", user.id()).subject(user.id())
                .expirationTime(Date.from(now.plus(LIFE)))
                .issuer(address.origin()).audience(address.origin()).build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new Ed25519Signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing a token with the key " + key.getKeyID() + " failed.", e);
        }
        return token.serialize();
    }

    /**
     * Whom a token speaks for; empty if it is not ours, not good any more, or no token at all.
     *
     * @throws dev.hornbook.database.DatabaseException if its key is not in memory and the database cannot be reached
     */
    public Optional<Reader> verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // The algorithm is ours to choose, never the token's.
            if (!JWSAlgorithm.EdDSA.equals(jwt.getHeader().getAlgorithm()) || jwt.getHeader().getKeyID() == null) {
                return Optional.empty();
            }
            Optional<OctetKeyPair> key = keys.verifier(jwt.getHeader().getKeyID());
            if (key.isEmpty() || !jwt.verify(new Ed25519Verifier(key.get()))) {
                return Optional.empty();
            }
            return reader(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    private Optional<Reader> reader(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        boolean ours = address.origin().equals(claims.getIssuer()) && claims.getAudience().contains(address.origin());
        boolean inTime = claims.getExpirationTime() != null && now.isBefore(claims.getExpirationTime().toInstant())
                && (claims.getNotBeforeTime() == null || !now.isBefore(claims.getNotBeforeTime().toInstant()));
        if (!ours || !inTime || claims.getSubject() == null) {
            return Optional.empty();
        }
        return Optional.of(new Reader(new UserId(claims.getSubject()), Optional.ofNullable(claims.getStringClaim("name")).orElse(""),
                Optional.ofNullable(claims.getStringClaim("email")).orElse(""),
                Boolean.TRUE.equals(claims.getBooleanClaim("emailVerified"))));
    }
}

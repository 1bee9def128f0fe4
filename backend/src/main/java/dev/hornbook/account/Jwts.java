package dev.hornbook.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.account.VerifiedTokens.Verified;
import dev.hornbook.database.UserId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/**
 * The short-lived tokens of Better Auth's JWT plugin: EdDSA, the user's fields as claims, issuer and audience the origin of
 * our public address. They are checked from memory: a token made here, or by a neighbour on the same tables, takes no
 * database.
 */
public final class Jwts {

    /**
     * How long a token is good for: it outlives its session by no more than this where the session was ended, and by
     * {@link SessionCache#BELIEVED} more at a neighbour, which goes on making tokens by it for so long.
     */
    static final Duration LIFE = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final PublicAddress address;
    private final Clock clock;
    private final VerifiedTokens known = new VerifiedTokens();
    private final ErasedUsers erased;

    Jwts(SigningKeys keys, PublicAddress address, Clock clock) {
        this.keys = keys;
        this.address = address;
        this.clock = clock;
        this.erased = new ErasedUsers(clock);
    }

    /** From now on no token speaks for this user here. */
    void refuse(UserId user) {
        erased.add(user);
    }

    /** Whether no token speaks for this user here any more. */
    boolean refuses(UserId user) {
        return erased.contains(user);
    }

    /**
     * A token that says who {@code user} is, good for 15 minutes.
     *
     * @throws dev.hornbook.database.DatabaseException if no key is in memory yet and the database cannot be reached
     */
    public String sign(User user) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        OctetKeyPair key = keys.signer();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().serializeNullClaims(true)
                .issueTime(Date.from(now))
                .claim("name", user.name())
                .claim("email", user.email())
                .claim("emailVerified", user.emailVerified())
                .claim("image", user.image().orElse(null))
                .claim("createdAt", Timestamps.format(user.createdAt()))
                .claim("updatedAt", Timestamps.format(user.updatedAt()))
                .claim("isAnonymous", user.anonymous())
                .claim("id", user.id())
                .subject(user.id())
                .expirationTime(Date.from(now.plus(LIFE)))
                .issuer(address.origin())
                .audience(address.origin())
                .build();
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
        Optional<Verified> verified = known.find(token).or(() -> check(token));
        return verified.filter(v -> v.goodAt(clock.instant())).map(Verified::reader).filter(reader -> !erased.contains(reader.id()));
    }

    private Optional<Verified> check(String token) {
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
            Optional<Verified> verified = judge(jwt.getJWTClaimsSet());
            verified.ifPresent(v -> known.keep(token, v));
            return verified;
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** What well-signed claims stand for; empty if they are for somebody else, or speak for nobody, or for ever. */
    private Optional<Verified> judge(JWTClaimsSet claims) throws ParseException {
        boolean ours = address.origin().equals(claims.getIssuer()) && claims.getAudience().contains(address.origin());
        if (!ours || claims.getSubject() == null || claims.getExpirationTime() == null) {
            return Optional.empty();
        }
        Reader reader = new Reader(new UserId(claims.getSubject()), text(claims, "name"), text(claims, "email"),
                Boolean.TRUE.equals(claims.getBooleanClaim("emailVerified")), Boolean.TRUE.equals(claims.getBooleanClaim("isAnonymous")));
        Instant from = Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant).orElse(Instant.MIN);
        return Optional.of(new Verified(reader, from, claims.getExpirationTime().toInstant()));
    }

    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
    }
}

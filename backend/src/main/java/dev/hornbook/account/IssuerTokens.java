package dev.hornbook.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.account.VerifiedTokens.Verified;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tokens that another issuer made: signed by a key it publishes, for our audience, about a subject, and not for ever. Whom they
 * speak for is told from memory once it is known.
 */
final class IssuerTokens {

    /** By how much the issuer's clock may be ahead of ours, or behind it. */
    static final Duration SKEW = Duration.ofSeconds(60);
    /** How long a token that was good is not checked again: for so long it may outlive its key. */
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration FRESH = Duration.ofDays(1);
    private static final int LONGEST = 8_192;
    /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,255}");

    private final Issuer issuer;
    private final IssuerKeys keys;
    private final Function<Claimed, Optional<Reader>> users;
    private final Clock clock;
    private final VerifiedTokens known = new VerifiedTokens();

    /** @param users the user that a subject is here, made on first sight; empty for one whose account was deleted since the token was made */
    IssuerTokens(Issuer issuer, IssuerKeys keys, Function<Claimed, Optional<Reader>> users, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.users = users;
        this.clock = clock;
    }

    /** Whether a token says that it comes from this issuer; whether it does is not asked. */
    boolean concern(String token) {
        if (known.find(token).isPresent()) {
            return true;
        }
        try {
            return token.length() <= LONGEST && issuer.name().equals(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException | IllegalArgumentException notAToken) {
            return false;
        }
    }

    /**
     * Whom a token speaks for; empty if it is not the issuer's, not for us, not good any more, or from before its reader's account
     * was deleted here. Who has never been here gets a row.
     *
     * @throws IssuerUnavailableException if the issuer's keys were never to be had
     * @throws dev.hornbook.database.DatabaseException if its user is not in memory and the database cannot be reached
     */
    Optional<Reader> verify(String token) {
        Instant now = clock.instant();
        return known.find(token).filter(verified -> verified.goodAt(now)).or(() -> check(token, now)).map(Verified::reader);
    }

    /** Whether a token that is good was made within the last day, as a session has to be for what cannot be taken back. */
    boolean fresh(String token) {
        try {
            Date made = SignedJWT.parse(token).getJWTClaimsSet().getIssueTime();
            return made != null && made.toInstant().plus(FRESH).isAfter(clock.instant());
        } catch (ParseException | IllegalArgumentException notAToken) {
            return false;
        }
    }

    private Optional<Verified> check(String token, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String kid = jwt.getHeader().getKeyID();
            if (kid == null) {
                return Optional.empty();
            }
            Optional<IssuerKey> key = keys.find(kid);
            if (key.isEmpty() || !key.get().signed(jwt) || !good(jwt.getJWTClaimsSet(), now)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Instant end = claims.getExpirationTime().toInstant().plus(SKEW);
            Optional<Verified> verified = users.apply(Claimed.in(claims))
                    .map(reader -> new Verified(reader, now, end.isBefore(now.plus(KEPT)) ? end : now.plus(KEPT)));
            verified.ifPresent(v -> known.keep(token, v));
            return verified;
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    private boolean good(JWTClaimsSet claims, Instant now) {
        Date begin = claims.getNotBeforeTime();
        Date end = claims.getExpirationTime();
        return issuer.name().equals(claims.getIssuer()) && claims.getAudience().contains(issuer.audience())
                && claims.getSubject() != null && SUBJECT.matcher(claims.getSubject()).matches()
                && end != null && now.isBefore(end.toInstant().plus(SKEW))
                && (begin == null || !now.isBefore(begin.toInstant().minus(SKEW)));
    }
}

package dev.hornbook.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.hornbook.account.AccountException.Reason;
import dev.hornbook.mail.Mail;
import dev.hornbook.mail.MailQueue;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/**
 * Showing that an address is one's own, by a link that is mailed to it. The link's token is Better Auth's: a JWT with the
 * address, signed with the secret (HS256), good for an hour and kept nowhere; so a link that one of us mailed works at the
 * other.
 */
public final class EmailVerification {

    /** How long a link is good (Better Auth's {@code emailVerification.expiresIn}). */
    static final Duration LIFE = Duration.ofHours(1);

    private final AccountRows accounts;
    private final Sessions sessions;
    private final byte[] secret;
    private final PublicAddress address;
    private final Optional<MailQueue> mail;
    private final Clock clock;

    EmailVerification(AccountRows accounts, Sessions sessions, AuthSettings settings, Optional<MailQueue> mail, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secret = settings.secret().getBytes(StandardCharsets.UTF_8);
        this.address = settings.address();
        this.mail = mail;
        this.clock = clock;
    }

    /** Whether links can be mailed at all. */
    public boolean enabled() {
        return mail.isPresent();
    }

    /**
     * Mails a link to whoever has this address and has not confirmed it, if anybody. Nothing tells the caller which it was.
     *
     * @param callback where the link leads on to
     * @throws IllegalStateException if mail is not {@link #enabled}
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public void request(EmailAddress email, String callback) {
        MailQueue queue = mail.orElseThrow(() -> new IllegalStateException("there is no mail to send links by"));
        accounts.find(email).map(AccountRows.Credential::user).filter(user -> !user.emailVerified() && !user.anonymous())
                .ifPresent(user -> queue.post(() -> Optional.of(link(user, callback))));
    }

    private Mail link(User user, String callback) {
        String link = address.auth() + "/verify-email?token=" + token(user.email()) + "&callbackURL=" + LinkText.encode(callback);
        return new Mail(user.email(), "Confirm your address",
                "Somebody, probably you, gave this address at " + address.origin() + ". This link confirms it, within an hour:", link,
                "If it was not you, nothing needs doing.");
    }

    private String token(String email) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), new JWTClaimsSet.Builder().claim("email", email)
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFE))).build());
        try {
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing a link failed.", e);
        }
    }

    /**
     * The address that a link's token names is its user's from now on.
     *
     * @throws AccountException if the token is not good, or nobody has the address
     * @throws dev.hornbook.database.DatabaseException if the database failed or could not be reached
     */
    public void verify(String token) {
        EmailAddress email = open(token);
        User user = accounts.find(email).map(AccountRows.Credential::user).orElseThrow(() -> new AccountException(Reason.USER_NOT_FOUND));
        if (!user.emailVerified()) {
            accounts.verified(email, clock.instant().truncatedTo(ChronoUnit.MILLIS)).ifPresent(sessions::changed);
        }
    }

    private EmailAddress open(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // The algorithm is ours to choose, never the token's.
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(new MACVerifier(secret))) {
                throw new AccountException(Reason.INVALID_TOKEN);
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            // A link that changes an address is not ours to follow: Hornbook changes none.
            if (claims.getClaim("updateTo") != null || claims.getExpirationTime() == null) {
                throw new AccountException(Reason.INVALID_TOKEN);
            }
            if (!claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
                throw new AccountException(Reason.TOKEN_EXPIRED);
            }
            return Optional.ofNullable(claims.getStringClaim("email")).flatMap(EmailAddress::parse)
                    .orElseThrow(() -> new AccountException(Reason.INVALID_TOKEN));
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            throw new AccountException(Reason.INVALID_TOKEN);
        }
    }
}

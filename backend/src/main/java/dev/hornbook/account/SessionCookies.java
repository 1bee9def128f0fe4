package dev.hornbook.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Better Auth's cookies, to the byte: {@code better-auth.session_token} carries the signed session token, {@code
 * better-auth.dont_remember} that the session ends with the browser. Where readers come over https the names begin with
 * {@code __Secure-}.
 */
public final class SessionCookies {

    private static final String SESSION = "better-auth.session_token";
    private static final String DO_NOT_REMEMBER = "better-auth.dont_remember";
    /** Better Auth's session cache: what the session says, believed for five minutes without asking. */
    private static final String SESSION_DATA = "better-auth.session_data";

    /** How long one is believed that is not to outlive the browser, which then is told no age. */
    private static final Duration SHORT_BELIEF = Duration.ofMinutes(1);
    /** Browsers drop longer cookies, name and attributes included; Better Auth's own measure. */
    private static final int LONGEST = 4050;

    private final SignedValue signed;
    private final SessionData data;
    private final PublicAddress address;
    private final Clock clock;

    SessionCookies(AuthSettings settings, Clock clock) {
        this.signed = new SignedValue(settings.secret());
        this.data = new SessionData(signed);
        this.address = settings.address();
        this.clock = clock;
    }

    /** The session token in a {@code Cookie} header, if its signature is ours. */
    public Optional<String> token(String cookieHeader) {
        return CookieHeader.find(cookieHeader, name(SESSION)).flatMap(signed::open);
    }

    /** Whether a {@code Cookie} header says that the session is not to outlive the browser. */
    public boolean doNotRemember(String cookieHeader) {
        return CookieHeader.find(cookieHeader, name(DO_NOT_REMEMBER)).flatMap(signed::open).isPresent();
    }

    /** {@code token.signature}: what {@code set-auth-token} carries, and a Bearer header may. */
    public String signedToken(String token) {
        return signed.sign(token);
    }

    /**
     * The session token of a Bearer header: the raw token, or {@code token.signature}, percent-encoded or not. A raw token
     * is looked up as it is; one with a signature must have ours.
     */
    public Optional<String> bearerToken(String bearer) {
        return bearer.contains(".") ? signed.open(CookieHeader.decode(bearer)) : Optional.of(bearer);
    }

    /** The session of that token as its own cookie tells it, if that is ours and still believed. */
    public Optional<SignedIn> told(String cookieHeader, String token) {
        return CookieHeader.find(cookieHeader, name(SESSION_DATA)).flatMap(value -> data.open(value, clock.instant()))
                .filter(signedIn -> signedIn.session().token().equals(token));
    }

    /** Whether a {@code Cookie} header has something of the session's to tell, true or not. */
    public boolean tells(String cookieHeader) {
        return CookieHeader.find(cookieHeader, name(SESSION_DATA)).isPresent();
    }

    /** The {@code Set-Cookie} values that sign a reader in, or tell what changed about them. */
    public List<String> signIn(SignedIn signedIn, boolean remember) {
        String value = CookieHeader.encode(signed.sign(signedIn.session().token()));
        String told = tell(signedIn, remember, clock.instant());
        if (remember) {
            return List.of(cookie(SESSION, value, "; Max-Age=" + Session.LIFE.toSeconds()), told);
        }
        return List.of(cookie(SESSION, value, ""), cookie(DO_NOT_REMEMBER, CookieHeader.encode(signed.sign("true")), ""), told);
    }

    /**
     * The {@code Set-Cookie} value that tells what a session says. One too long for a cookie is not told; what was told before
     * is cleared.
     *
     * @param readAt when the database said so: it is believed from then on, not from now
     */
    public String tell(SignedIn signedIn, boolean remember, Instant readAt) {
        Instant expiresAt = readAt.plus(remember ? SessionCache.BELIEVED : SHORT_BELIEF);
        String maxAge = remember ? "; Max-Age=" + SessionCache.BELIEVED.toSeconds() : "";
        String told = cookie(SESSION_DATA, data.seal(signedIn, clock.instant(), expiresAt), maxAge);
        // Better Auth leaves room for a chunk's number in the name, and goes on in chunks.
        return told.length() + ".99".length() > LONGEST ? tellNothing() : told;
    }

    /** The {@code Set-Cookie} value that clears what was told. */
    public String tellNothing() {
        return cookie(SESSION_DATA, "", "; Max-Age=0");
    }

    /** The {@code Set-Cookie} values that sign a reader out. */
    public List<String> signOut() {
        return List.of(SESSION, SESSION_DATA, DO_NOT_REMEMBER).stream().map(name -> cookie(name, "", "; Max-Age=0")).toList();
    }

    private String cookie(String name, String value, String maxAge) {
        return name(name) + "=" + value + maxAge + "; Path=/; HttpOnly" + (address.secure() ? "; Secure" : "") + "; SameSite=Lax";
    }

    private String name(String name) {
        return address.secure() ? "__Secure-" + name : name;
    }
}

package dev.hornbook.account;

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
    /**
     * Better Auth's session cache. Hornbook keeps its cache in memory and never sets this one, but clears it where a Better
     * Auth server on the same address may have.
     */
    private static final String SESSION_DATA = "better-auth.session_data";

    private final SignedValue signed;
    private final PublicAddress address;

    SessionCookies(AuthSettings settings) {
        this.signed = new SignedValue(settings.secret());
        this.address = settings.address();
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

    /** The {@code Set-Cookie} values that sign a reader in. */
    public List<String> signIn(String token, boolean remember) {
        String value = CookieHeader.encode(signed.sign(token));
        if (remember) {
            return List.of(cookie(SESSION, value, "; Max-Age=" + Session.LIFE.toSeconds()));
        }
        return List.of(cookie(SESSION, value, ""), cookie(DO_NOT_REMEMBER, CookieHeader.encode(signed.sign("true")), ""));
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

package dev.hornbook.account;

import java.util.Optional;

/** Tells who sent a request: by the token it bears, or else by its session cookie. From memory in nearly every case. */
public final class Authentication {

    private final Sessions sessions;
    private final SessionCookies cookies;
    private final Jwts jwts;
    private final Optional<IssuerTokens> elsewhere;

    Authentication(Sessions sessions, SessionCookies cookies, Jwts jwts, Optional<IssuerTokens> elsewhere) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.jwts = jwts;
        this.elsewhere = elsewhere;
    }

    /**
     * Who sent the request; empty if it brings nothing, or nothing that is good (any more). A request that bears a token is
     * judged by the token alone.
     *
     * @throws dev.hornbook.database.DatabaseException if the database has to be asked and cannot be reached; that says
     *     nothing about the reader
     * @throws IssuerUnavailableException if a token says it is another issuer's, whose keys were never to be had
     */
    public Optional<Reader> authenticate(Credentials credentials) {
        return credentials.bearer().filter(Authentication::looksLikeJwt).map(this::verify)
                .orElseGet(() -> session(credentials, Sessions.Reading.AS_IT_IS, false).map(found -> Reader.of(found.signedIn().user())));
    }

    /** Each token is judged by its issuer's keys, and by no other's. */
    private Optional<Reader> verify(String jwt) {
        return elsewhere.filter(tokens -> tokens.concern(jwt))
                .map(tokens -> tokens.verify(jwt).filter(reader -> !jwts.refuses(reader.id())))
                .orElseGet(() -> jwts.verify(jwt));
    }

    /** Whether the request brings anything that could be a session's or a JWT; what cannot be is not worth asking the database about. */
    public boolean mayKnow(Credentials credentials) {
        return credentials.bearer().filter(Authentication::looksLikeJwt).isPresent()
                || sessionToken(credentials).filter(RandomIds::hasForm).isPresent();
    }

    /** Whether a token of another issuer speaks for the reader, and was made within the last day. */
    public boolean freshFromElsewhere(Credentials credentials) {
        return credentials.bearer().filter(Authentication::looksLikeJwt)
                .filter(jwt -> elsewhere.filter(tokens -> tokens.concern(jwt) && tokens.fresh(jwt)).isPresent()).isPresent();
    }

    /** The session that a request's bearer token or cookie names. */
    public Optional<Sessions.Found> session(Credentials credentials, Sessions.Reading reading, boolean fresh) {
        return sessionToken(credentials).flatMap(token -> sessions.find(token, reading, fresh, () -> told(credentials, token)));
    }

    /** What the cookie that comes with a request tells of the session of {@code token}; whether it was ended since is not asked. */
    public Optional<SignedIn> told(Credentials credentials, String token) {
        return credentials.cookie().flatMap(cookie -> cookies.told(cookie, token));
    }

    /** The session token in a request's bearer token or cookie; whether there is such a session is not asked. */
    public Optional<String> sessionToken(Credentials credentials) {
        return credentials.bearer().isPresent()
                ? credentials.bearer().flatMap(cookies::bearerToken)
                : credentials.cookie().flatMap(cookies::token);
    }

    /** header.payload.signature; a signed session token has one dot. */
    private static boolean looksLikeJwt(String bearer) {
        return bearer.chars().filter(c -> c == '.').count() == 2;
    }
}

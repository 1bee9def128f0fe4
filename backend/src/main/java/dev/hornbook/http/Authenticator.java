package dev.hornbook.http;

import dev.hornbook.account.Credentials;
import dev.hornbook.account.Identity;
import dev.hornbook.account.Reader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;

/** Who sends a request to {@code /api/v1}: by a JWT, or by the session cookie and, where something is written, a trusted Origin. */
final class Authenticator {
    private static final Set<Method> READS = Set.of(Method.GET, Method.HEAD);

    private final Identity identity;

    Authenticator(Identity identity) {
        this.identity = identity;
    }

    /**
     * The reader.
     *
     * @throws ProblemException 401 when nobody is signed in, 403 when a cookie comes from a foreign page
     */
    Reader reader(ServerRequest request) {
        Credentials credentials = credentials(request);
        Reader reader = identity.authentication().authenticate(credentials).orElseThrow(() -> unauthorized(credentials));
        if (credentials.byCookie() && !reads(request)) {
            requireTrustedOrigin(request);
        }
        return reader;
    }

    /** Whether a request changes nothing. */
    static boolean reads(ServerRequest request) {
        return READS.contains(request.prologue().method());
    }

    /** What a request brings to say who sent it, on every wire. */
    static Credentials credentials(ServerRequest request) {
        return new Credentials(request.headers().first(HeaderNames.AUTHORIZATION), request.headers().first(HeaderNames.COOKIE));
    }

    private void requireTrustedOrigin(ServerRequest request) {
        if (request.headers().first(HeaderNames.ORIGIN).filter(identity.address()::trusts).isEmpty()) {
            throw new ProblemException(Problem.of(
                    403,
                    "untrusted-origin",
                    "The request comes from another page",
                    "A session cookie counts only for requests from Hornbook's own page. Set HORNBOOK_URL to the address readers use, or send a JWT."));
        }
    }

    private static ProblemException unauthorized(Credentials credentials) {
        String detail = credentials.bearer().isPresent()
                ? "The token is not valid, or no longer. Fetch a new one: Hornbook's own from /api/auth/token, another issuer's there."
                : "Sign in first.";
        return new ProblemException(Problem.of(401, "unauthorized", "Nobody is signed in", detail));
    }
}

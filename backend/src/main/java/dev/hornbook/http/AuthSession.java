package dev.hornbook.http;

import dev.hornbook.account.Client;
import dev.hornbook.account.Credentials;
import dev.hornbook.account.Identity;
import dev.hornbook.account.SessionJson;
import dev.hornbook.account.Sessions.Found;
import dev.hornbook.account.Sessions.Reading;
import dev.hornbook.account.SignedIn;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** The session that a request on Better Auth's wire belongs to: found, demanded, begun. */
final class AuthSession {

    private static final HeaderName SET_AUTH_TOKEN = HeaderNames.create("set-auth-token");

    private final Identity identity;

    AuthSession(Identity identity) {
        this.identity = identity;
    }

    /** The session of a request. Its cookies are renewed when reading prolonged it, and cleared when it is gone. */
    Optional<Found> find(ServerRequest request, ServerResponse response) {
        return find(request, response, asked(request, "disableCookieCache"));
    }

    /**
     * The same where there must be one.
     *
     * @throws AuthRefusal 401 if there is none
     */
    SignedIn demand(ServerRequest request, ServerResponse response) {
        return find(request, response).map(Found::signedIn).orElseThrow(AuthSession::unauthorized);
    }

    /**
     * The same as the database has it in this moment, for what must not be done with a session that has been ended elsewhere.
     *
     * @throws AuthRefusal 401 if there is none
     */
    SignedIn demandFromDatabase(ServerRequest request, ServerResponse response) {
        return findInDatabase(request, response).orElseThrow(AuthSession::unauthorized);
    }

    /** The same where there may be none. */
    Optional<SignedIn> findInDatabase(ServerRequest request, ServerResponse response) {
        return find(request, response, true).map(Found::signedIn);
    }

    /** The guest that a request comes from, if it comes from one. */
    Optional<SignedIn> guest(ServerRequest request) {
        return identity.authentication().session(Authenticator.credentials(request), Reading.AS_IT_IS, false)
                .map(Found::signedIn).filter(signedIn -> signedIn.user().anonymous());
    }

    /** Sets the cookies of a session that begins. */
    void welcome(ServerResponse response, SignedIn signedIn, boolean remember) {
        AuthAnswers.setCookies(response, identity.cookies().signIn(signedIn, remember));
        AuthAnswers.expose(response, SET_AUTH_TOKEN, identity.cookies().signedToken(signedIn.session().token()));
    }

    /** Sets the cookies of a request's session again, or those of one that takes its place; remembered if it was. */
    void renew(ServerRequest request, ServerResponse response, SignedIn signedIn) {
        welcome(response, signedIn, !asksNotToRemember(request));
    }

    /** With what a request was sent. */
    static Client client(ServerRequest request) {
        return new Client(ClientAddress.of(request).getHostAddress(), request.headers().first(HeaderNames.USER_AGENT));
    }

    private Optional<Found> find(ServerRequest request, ServerResponse response, boolean fresh) {
        Credentials credentials = Authenticator.credentials(request);
        if (identity.authentication().sessionToken(credentials).isEmpty()) {
            return Optional.empty();
        }
        boolean asItIs = asked(request, "disableRefresh") || asksNotToRemember(request);
        Optional<Found> found = identity.authentication().session(credentials, asItIs ? Reading.AS_IT_IS : Reading.PROLONGING, fresh);
        if (found.isEmpty()) {
            AuthAnswers.setCookies(response, identity.cookies().signOut());
        }
        found.ifPresent(session -> {
            if (session.prolonged()) {
                welcome(response, session.signedIn(), true);
            } else if (fresh || !isTold(credentials, session.signedIn())) {
                tell(response, credentials, session, asItIs);
            }
        });
        return found;
    }

    private boolean isTold(Credentials credentials, SignedIn signedIn) {
        return identity.authentication().told(credentials, signedIn.session().token()).map(SessionJson::of)
                .equals(Optional.of(SessionJson.of(signedIn)));
    }

    /** Has the session's cookie say what is so, if it was read; one that is read as it is only loses what is not so. */
    private void tell(ServerResponse response, Credentials credentials, Found session, boolean asItIs) {
        if (session.readAt().isPresent() && !asItIs) {
            AuthAnswers.setCookies(response, List.of(identity.cookies().tell(session.signedIn(), true, session.readAt().get())));
        } else if (credentials.cookie().filter(identity.cookies()::tells).isPresent() && !isTold(credentials, session.signedIn())) {
            AuthAnswers.setCookies(response, List.of(identity.cookies().tellNothing()));
        }
    }

    private boolean asksNotToRemember(ServerRequest request) {
        return Authenticator.credentials(request).cookie().filter(identity.cookies()::doNotRemember).isPresent();
    }

    /** As Better Auth reads its flags: any text means yes. */
    private static boolean asked(ServerRequest request, String flag) {
        return request.query().first(flag).filter(value -> !value.isEmpty()).isPresent();
    }

    private static AuthRefusal unauthorized() {
        return AuthRefusal.of(Status.UNAUTHORIZED_401, "UNAUTHORIZED", "Unauthorized");
    }
}

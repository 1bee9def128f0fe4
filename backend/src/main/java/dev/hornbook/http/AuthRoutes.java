package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Client;
import dev.hornbook.account.Credentials;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.NewAccount;
import dev.hornbook.account.Sessions.Found;
import dev.hornbook.account.Sessions.Reading;
import dev.hornbook.account.SignedIn;
import dev.hornbook.database.DatabaseException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * {@code /api/auth}: Better Auth's wire (1.7.7 with its {@code jwt} and {@code bearer} plugins), so that its own client
 * library signs readers in here.
 */
public final class AuthRoutes implements HttpService {

    private static final HeaderName SET_AUTH_TOKEN = HeaderNames.create("set-auth-token");
    private static final HeaderName SET_AUTH_JWT = HeaderNames.create("set-auth-jwt");
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ADDRESS = 2048;

    private final Identity identity;
    private final AttemptLimits limits;
    private final AuthOriginCheck origin;

    public AuthRoutes(Identity identity, AttemptLimits limits) {
        this.identity = identity;
        this.limits = limits;
        this.origin = new AuthOriginCheck(identity.address());
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sign-up/email", AuthAnswers.answering(this::signUp))
                .post("/sign-in/email", AuthAnswers.answering(this::signIn))
                .post("/sign-out", AuthAnswers.answering(this::signOut))
                .get("/get-session", AuthAnswers.answering(this::getSession))
                .get("/token", AuthAnswers.answering(this::token))
                .get("/jwks", AuthAnswers.answering(this::jwks))
                .get("/ok", AuthRoutes::ok)
                // Better Auth answers whatever it does not know, a wrong method too, with an empty 404.
                .any((request, response) -> response.status(Status.NOT_FOUND_404).send());
    }

    private void signUp(ServerRequest request, ServerResponse response) {
        Client client = client(request);
        limits.attempt(client.address());
        JsonNode body = AuthBody.read(request, AuthBody.JSON_OR_FORM);
        origin.checkPost(request, body);
        AuthFields fields = new AuthFields(body, "object", "record");
        String name = fields.storableText("name", LONGEST_NAME);
        Optional<EmailAddress> email = fields.email("email");
        String password = fields.filledText("password");
        Optional<String> image = fields.optionalStorableText("image", LONGEST_ADDRESS);
        fields.optionalText("callbackURL");
        boolean remember = fields.optionalFlag("rememberMe").orElse(true);
        fields.check();
        origin.checkSignIn(request);
        SignedIn signedIn = identity.accounts().signUp(new NewAccount(name, email.orElseThrow(), password, image), remember, client);
        welcome(response, signedIn, remember);
        AuthAnswers.send(response, AuthJson.object().put("token", signedIn.session().token()).set("user", AuthJson.user(signedIn.user())));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Client client = client(request);
        limits.attempt(client.address());
        JsonNode body = AuthBody.read(request, AuthBody.JSON_OR_FORM);
        origin.checkPost(request, body);
        AuthFields fields = new AuthFields(body, "object");
        String address = fields.text("email");
        String password = fields.text("password");
        Optional<String> callback = fields.optionalText("callbackURL");
        boolean remember = fields.optionalFlag("rememberMe").orElse(true);
        fields.check();
        origin.checkSignIn(request);
        EmailAddress email = EmailAddress.parse(address)
                .orElseThrow(() -> AuthRefusal.of(Status.BAD_REQUEST_400, "INVALID_EMAIL", "Invalid email"));
        limits.attempt(client.address(), email);
        SignedIn signedIn = identity.accounts().signIn(email, password, remember, client);
        limits.succeeded(client.address(), email);
        welcome(response, signedIn, remember);
        boolean redirect = callback.filter(url -> !url.isEmpty()).isPresent();
        ObjectNode json = AuthJson.object().put("redirect", redirect).put("token", signedIn.session().token());
        callback.ifPresent(url -> json.put("url", url));
        if (redirect) {
            response.header(HeaderNames.LOCATION, callback.orElseThrow());
        }
        AuthAnswers.send(response, json.set("user", AuthJson.user(signedIn.user())));
    }

    /**
     * The cookies are cleared and the session is forgotten here whatever happens; with the database out of reach the answer
     * is 503, because elsewhere the session still holds.
     */
    private void signOut(ServerRequest request, ServerResponse response) {
        JsonNode body = AuthBody.read(request, AuthBody.JSON);
        origin.checkPost(request, body);
        if (!body.isMissingNode()) {
            new AuthFields(body, "object");
        }
        AuthAnswers.setCookies(response, identity.cookies().signOut());
        identity.authentication().sessionToken(Authenticator.credentials(request)).ifPresent(identity.sessions()::end);
        AuthAnswers.send(response, AuthJson.object().put("success", true));
    }

    private void getSession(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.PRAGMA, "no-cache");
        Optional<Found> found = session(request, response);
        found.ifPresent(session -> offerJwt(response, session));
        AuthAnswers.send(response, found.<JsonNode>map(session -> AuthJson.session(session.signedIn())).orElse(NullNode.getInstance()));
    }

    private void token(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Found session = session(request, response)
                .orElseThrow(() -> AuthRefusal.of(Status.UNAUTHORIZED_401, "UNAUTHORIZED", "Unauthorized"));
        AuthAnswers.send(response, AuthJson.object().put("token", identity.jwts().sign(session.signedIn().user())));
    }

    private void jwks(ServerRequest request, ServerResponse response) {
        AuthAnswers.send(response, AuthJson.keys(identity.keys().published()));
    }

    private static void ok(ServerRequest request, ServerResponse response) {
        AuthAnswers.send(response, AuthJson.object().put("ok", true));
    }

    /** The session of a request. Its cookies are renewed when reading prolonged it, and cleared when it is gone. */
    private Optional<Found> session(ServerRequest request, ServerResponse response) {
        Credentials credentials = Authenticator.credentials(request);
        if (identity.authentication().sessionToken(credentials).isEmpty()) {
            return Optional.empty();
        }
        boolean asItIs = asked(request, "disableRefresh") || credentials.cookie().filter(identity.cookies()::doNotRemember).isPresent();
        Optional<Found> found = identity.authentication().session(credentials, asItIs ? Reading.AS_IT_IS : Reading.PROLONGING,
                asked(request, "disableCookieCache"));
        if (found.isEmpty()) {
            AuthAnswers.setCookies(response, identity.cookies().signOut());
        }
        found.filter(Found::prolonged).ifPresent(session -> welcome(response, session.signedIn(), true));
        return found;
    }

    private void welcome(ServerResponse response, SignedIn signedIn, boolean remember) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        AuthAnswers.setCookies(response, identity.cookies().signIn(signedIn.session().token(), remember));
        AuthAnswers.expose(response, SET_AUTH_TOKEN, identity.cookies().signedToken(signedIn.session().token()));
    }

    /**
     * The token that goes with a session, as a courtesy: a session answered from memory is not to fail because no key is in
     * memory yet.
     */
    private void offerJwt(ServerResponse response, Found session) {
        try {
            AuthAnswers.expose(response, SET_AUTH_JWT, identity.jwts().sign(session.signedIn().user()));
        } catch (DatabaseException e) {
            if (e.unavailable().isEmpty()) {
                throw e;
            }
        }
    }

    /** As Better Auth reads its flags: any text means yes. */
    private static boolean asked(ServerRequest request, String flag) {
        return request.query().first(flag).filter(value -> !value.isEmpty()).isPresent();
    }

    private static Client client(ServerRequest request) {
        InetSocketAddress peer = (InetSocketAddress) request.remotePeer().address();
        return new Client(peer.getAddress().getHostAddress(), request.headers().first(HeaderNames.USER_AGENT));
    }
}

package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Client;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.NewAccount;
import dev.hornbook.account.Sessions.Found;
import dev.hornbook.account.SignedIn;
import dev.hornbook.database.DatabaseException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * {@code /api/auth}: Better Auth's wire (1.7.7 with its {@code jwt}, {@code bearer} and {@code anonymous} plugins), so that its own client
 * library signs readers in here.
 */
public final class AuthRoutes implements HttpService {

    private static final HeaderName SET_AUTH_JWT = HeaderNames.create("set-auth-jwt");

    private final Identity identity;
    private final AttemptLimits limits;
    private final AuthOriginCheck origin;
    private final AuthSession session;

    public AuthRoutes(Identity identity, AttemptLimits limits) {
        this.identity = identity;
        this.limits = limits;
        this.origin = new AuthOriginCheck(identity.address());
        this.session = new AuthSession(identity);
    }

    @Override
    public void routing(HttpRules rules) {
        new OwnAccountRoutes(identity, limits, origin, session).routing(rules);
        new GuestRoutes(identity, limits, origin, session).routing(rules);
        new MailedLinkRoutes(identity, limits, origin, session).routing(rules);
        new SessionListRoutes(identity, origin, session).routing(rules);
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
        Client client = AuthSession.client(request);
        limits.attempt(client.address());
        JsonNode body = origin.checkedPost(request, AuthBody.JSON_OR_FORM);
        AuthFields fields = new AuthFields(body, "object", "record");
        String name = fields.storableText("name", AuthFields.LONGEST_NAME);
        Optional<EmailAddress> email = fields.email("email");
        String password = fields.filledText("password");
        Optional<String> image = fields.optionalStorableText("image", AuthFields.LONGEST_ADDRESS);
        Optional<String> invitation = fields.givenText("invitation");
        fields.optionalText("callbackURL");
        boolean remember = fields.optionalFlag("rememberMe").orElse(true);
        fields.check();
        origin.checkSignIn(request);
        SignedIn signedIn = identity.accounts().signUp(new NewAccount(name, email.orElseThrow(), password, image, invitation), remember,
                client);
        // Before the cookies: if it fails, the guest goes on as such, and signs in another time.
        session.guest(request).ifPresent(guest -> identity.guests().link(guest, signedIn.user()));
        session.welcome(response, signedIn, remember);
        AuthAnswers.send(response, AuthJson.object().put("token", signedIn.session().token()).set("user", AuthJson.user(signedIn.user())));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Client client = AuthSession.client(request);
        limits.attempt(client.address());
        JsonNode body = origin.checkedPost(request, AuthBody.JSON_OR_FORM);
        AuthFields fields = new AuthFields(body, "object");
        String address = fields.text("email");
        String password = fields.text("password");
        Optional<String> callback = fields.optionalText("callbackURL");
        boolean remember = fields.optionalFlag("rememberMe").orElse(true);
        fields.check();
        origin.checkSignIn(request);
        EmailAddress email = EmailAddress.parse(address)
                .orElseThrow(() -> AuthRefusal.of(Status.BAD_REQUEST_400, "INVALID_EMAIL", "Invalid email"));
        SignedIn signedIn = limits.checking(client.address(), email, () -> identity.accounts().signIn(email, password, remember, client));
        session.guest(request).ifPresent(guest -> identity.guests().link(guest, signedIn.user()));
        session.welcome(response, signedIn, remember);
        boolean redirect = callback.filter(url -> !url.isEmpty()).isPresent();
        ObjectNode json = AuthJson.object().put("redirect", redirect).put("token", signedIn.session().token());
        callback.ifPresent(url -> json.put("url", url));
        if (redirect) {
            response.header(HeaderNames.LOCATION, CallbackUrl.header(callback.orElseThrow()));
        }
        AuthAnswers.send(response, json.set("user", AuthJson.user(signedIn.user())));
    }

    /**
     * The cookies are cleared and the session is forgotten here whatever happens; with the database out of reach the answer
     * is 503, because elsewhere the session still holds.
     */
    private void signOut(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        if (!body.isMissingNode()) {
            new AuthFields(body, "object");
        }
        AuthAnswers.setCookies(response, identity.cookies().signOut());
        identity.authentication().sessionToken(Authenticator.credentials(request)).ifPresent(identity.sessions()::end);
        AuthAnswers.send(response, AuthJson.object().put("success", true));
    }

    private void getSession(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.PRAGMA, "no-cache");
        Optional<Found> found = session.find(request, response);
        found.ifPresent(known -> offerJwt(response, known));
        AuthAnswers.send(response, found.<JsonNode>map(known -> AuthJson.session(known.signedIn())).orElse(NullNode.getInstance()));
    }

    private void token(ServerRequest request, ServerResponse response) {
        SignedIn signedIn = session.demand(request, response);
        AuthAnswers.send(response, AuthJson.object().put("token", identity.jwts().sign(signedIn.user())));
    }

    private void jwks(ServerRequest request, ServerResponse response) {
        AuthAnswers.send(response, AuthJson.keys(identity.keys().published()));
    }

    private static void ok(ServerRequest request, ServerResponse response) {
        AuthAnswers.send(response, AuthJson.object().put("ok", true));
    }

    /**
     * The token that goes with a session, as a courtesy: a session answered from memory is not to fail because no key is in
     * memory yet.
     */
    private void offerJwt(ServerResponse response, Found found) {
        try {
            AuthAnswers.expose(response, SET_AUTH_JWT, identity.jwts().sign(found.signedIn().user()));
        } catch (DatabaseException e) {
            if (e.unavailable().isEmpty()) {
                throw e;
            }
        }
    }
}

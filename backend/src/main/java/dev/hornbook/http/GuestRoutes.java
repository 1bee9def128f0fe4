package dev.hornbook.http;

import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Client;
import dev.hornbook.account.Identity;
import dev.hornbook.account.SignedIn;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Guests: the wire of Better Auth's anonymous plugin. What happens when one signs up or in is with those routes. */
final class GuestRoutes implements HttpService {

    private final Identity identity;
    private final AttemptLimits limits;
    private final AuthOriginCheck origin;
    private final AuthSession session;

    GuestRoutes(Identity identity, AttemptLimits limits, AuthOriginCheck origin, AuthSession session) {
        this.identity = identity;
        this.limits = limits;
        this.origin = origin;
        this.session = session;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sign-in/anonymous", AuthAnswers.answering(this::signIn))
                .post("/delete-anonymous-user", AuthAnswers.answering(this::delete));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Client client = AuthSession.client(request);
        limits.attempt(client.address());
        origin.checkedPost(request, AuthBody.JSON);
        if (session.guest(request).isPresent()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "ANONYMOUS_USERS_CANNOT_SIGN_IN_AGAIN_ANONYMOUSLY",
                    "Anonymous users cannot sign in again anonymously");
        }
        SignedIn guest = identity.guests().signIn(client);
        session.renew(request, response, guest);
        AuthAnswers.send(response, AuthJson.object().put("token", guest.session().token()).set("user", AuthJson.user(guest.user())));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        origin.checkedPost(request, AuthBody.JSON);
        identity.guests().delete(session.demandFromDatabase(request, response).user());
        AuthAnswers.setCookies(response, identity.cookies().signOut());
        AuthAnswers.send(response, AuthJson.object().put("success", true));
    }
}

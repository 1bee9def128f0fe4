package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.account.Identity;
import dev.hornbook.account.SignedIn;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Where else one is signed in, and ending that: part of Better Auth's wire. */
final class SessionListRoutes implements HttpService {

    private final Identity identity;
    private final AuthOriginCheck origin;
    private final AuthSession session;

    SessionListRoutes(Identity identity, AuthOriginCheck origin, AuthSession session) {
        this.identity = identity;
        this.origin = origin;
        this.session = session;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/list-sessions", AuthAnswers.answering(this::list))
                .post("/revoke-session", AuthAnswers.answering(this::revoke))
                .post("/revoke-other-sessions", AuthAnswers.answering(this::revokeOthers))
                .post("/revoke-sessions", AuthAnswers.answering(this::revokeAll));
    }

    private void list(ServerRequest request, ServerResponse response) {
        SignedIn signedIn = session.demand(request, response);
        AuthAnswers.send(response, AuthJson.sessions(identity.sessions().list(signedIn.session())));
    }

    private void revoke(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        String token = fields.text("token");
        fields.check();
        SignedIn signedIn = session.demandFromDatabase(request, response);
        identity.sessions().end(token, signedIn.user().id());
        if (token.equals(signedIn.session().token())) {
            AuthAnswers.setCookies(response, List.of(identity.cookies().tellNothing()));
        }
        done(response);
    }

    private void revokeOthers(ServerRequest request, ServerResponse response) {
        origin.checkedPost(request, AuthBody.JSON);
        identity.sessions().endOthers(session.demandFromDatabase(request, response).session());
        done(response);
    }

    private void revokeAll(ServerRequest request, ServerResponse response) {
        origin.checkedPost(request, AuthBody.JSON);
        identity.sessions().endAll(session.demandFromDatabase(request, response).user().id());
        // Another instance would go on believing what the cookie tells.
        AuthAnswers.setCookies(response, List.of(identity.cookies().tellNothing()));
        done(response);
    }

    private static void done(ServerResponse response) {
        AuthAnswers.send(response, AuthJson.object().put("status", true));
    }
}

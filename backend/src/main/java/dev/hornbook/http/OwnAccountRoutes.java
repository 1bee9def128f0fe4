package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.AccountException;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.Client;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.ProfileChange;
import dev.hornbook.account.ProfileChange.Image;
import dev.hornbook.account.Session;
import dev.hornbook.account.SignedIn;
import dev.hornbook.account.User;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** What somebody signed in does with their own account: part of Better Auth's wire. */
final class OwnAccountRoutes implements HttpService {

    private final Identity identity;
    private final AttemptLimits limits;
    private final AuthOriginCheck origin;
    private final AuthSession session;

    OwnAccountRoutes(Identity identity, AttemptLimits limits, AuthOriginCheck origin, AuthSession session) {
        this.identity = identity;
        this.limits = limits;
        this.origin = origin;
        this.session = session;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/update-user", AuthAnswers.answering(this::update))
                .post("/change-password", AuthAnswers.answering(this::changePassword))
                .post("/delete-user", AuthAnswers.answering(this::delete))
                .get("/delete-user/callback", AuthAnswers.answering(this::followDeletion));
    }

    private void update(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "record");
        Optional<String> name = fields.optionalStorableText("name", AuthFields.LONGEST_NAME);
        Image image = fields.has("image")
                ? Image.changedTo(fields.nullableStorableText("image", AuthFields.LONGEST_ADDRESS))
                : Image.kept();
        fields.check();
        SignedIn signedIn = session.demand(request, response);
        if (!AuthOriginCheck.isNothing(body.path("email"))) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "EMAIL_CAN_NOT_BE_UPDATED", "Email can not be updated");
        }
        if (!AuthOriginCheck.isNothing(body.path("isAnonymous"))) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "FIELD_NOT_ALLOWED", "isAnonymous is not allowed to be set");
        }
        if (name.isEmpty() && !image.changes()) {
            throw AuthRefusal.withoutCode(Status.BAD_REQUEST_400, "No fields to update");
        }
        User changed = identity.ownAccount().change(signedIn.user(), new ProfileChange(name, image));
        session.renew(request, response, new SignedIn(signedIn.session(), changed));
        AuthAnswers.send(response, AuthJson.object().put("status", true));
    }

    private void changePassword(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        String next = fields.text("newPassword");
        String current = fields.text("currentPassword");
        boolean everywhere = fields.optionalFlag("revokeOtherSessions").orElse(false);
        fields.check();
        SignedIn signedIn = session.demandFromDatabase(request, response);
        Client client = AuthSession.client(request);
        ObjectNode json = AuthJson.object();
        if (everywhere) {
            guarded(client, signedIn.user(), () -> {
                Session begun = identity.ownAccount().changePasswordEverywhere(signedIn.user(), current, next, client);
                session.renew(request, response, new SignedIn(begun, signedIn.user()));
                json.put("token", begun.token());
            });
        } else {
            guarded(client, signedIn.user(), () -> identity.ownAccount().changePassword(signedIn.user(), current, next));
            json.putNull("token");
        }
        AuthAnswers.send(response, json.set("user", AuthJson.user(signedIn.user())));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        fields.optionalText("callbackURL");
        Optional<String> password = fields.givenText("password");
        Optional<String> token = fields.givenText("token");
        fields.check();
        SignedIn signedIn = session.demandFromDatabase(request, response);
        if (token.isPresent()) {
            password.ifPresent(text -> guarded(AuthSession.client(request), signedIn.user(),
                    () -> identity.ownAccount().check(signedIn.user(), text)));
            deleteByLink(signedIn, token.get());
            // Better Auth leaves the cookies here; reading the session that is gone clears them.
            deleted(response);
            return;
        }
        if (password.isPresent()) {
            guarded(AuthSession.client(request), signedIn.user(), () -> identity.ownAccount().delete(signedIn, password.get()));
        } else {
            identity.ownAccount().delete(signedIn);
        }
        goodbye(response);
    }

    private void followDeletion(ServerRequest request, ServerResponse response) {
        AuthFields query = AuthFields.ofQuery(request);
        String token = query.text("token");
        Optional<String> callback = query.givenText("callbackURL");
        query.check();
        callback.ifPresent(origin::checkCallback);
        SignedIn signedIn = session.findInDatabase(request, response)
                .orElseThrow(() -> AuthRefusal.of(Status.NOT_FOUND_404, "FAILED_TO_GET_USER_INFO", "Failed to get user info"));
        deleteByLink(signedIn, token);
        if (callback.isPresent()) {
            AuthAnswers.setCookies(response, identity.cookies().signOut());
            AuthAnswers.redirect(response, CallbackUrl.header(callback.get()));
        } else {
            goodbye(response);
        }
    }

    private void deleteByLink(SignedIn signedIn, String token) {
        try {
            identity.ownAccount().deleteByLink(signedIn.user(), token);
        } catch (AccountException refusal) {
            throw AuthRefusal.of(Status.NOT_FOUND_404, refusal.reason().name(), refusal.getMessage());
        }
    }

    private void goodbye(ServerResponse response) {
        AuthAnswers.setCookies(response, identity.cookies().signOut());
        deleted(response);
    }

    private static void deleted(ServerResponse response) {
        AuthAnswers.send(response, AuthJson.object().put("success", true).put("message", "User deleted"));
    }

    /** A password is guessed here no more often than at the front door. */
    private void guarded(Client client, User user, Runnable work) {
        limits.attempt(client.address());
        limits.checking(client.address(), new EmailAddress(user.email()), work);
    }
}

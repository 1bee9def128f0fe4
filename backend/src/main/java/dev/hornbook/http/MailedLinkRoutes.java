package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.account.AccountException;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.User;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Links that are mailed, and what they lead to: part of Better Auth's wire. */
final class MailedLinkRoutes implements HttpService {

    private static final String INVALID_TOKEN = "INVALID_TOKEN";

    private final Identity identity;
    private final AttemptLimits limits;
    private final AuthOriginCheck origin;
    private final AuthSession session;

    MailedLinkRoutes(Identity identity, AttemptLimits limits, AuthOriginCheck origin, AuthSession session) {
        this.identity = identity;
        this.limits = limits;
        this.origin = origin;
        this.session = session;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/request-password-reset", AuthAnswers.answering(this::requestReset))
                // Its name until Better Auth 1.4, which older clients still call.
                .post("/forget-password", AuthAnswers.answering(this::requestReset))
                .get("/reset-password/{token}", AuthAnswers.answering(this::followReset))
                .post("/reset-password", AuthAnswers.answering(this::reset))
                .post("/send-verification-email", AuthAnswers.answering(this::requestVerification))
                .get("/verify-email", AuthAnswers.answering(this::verify))
                .get("/error", MailedLinkRoutes::error);
    }

    private void requestReset(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        Optional<EmailAddress> email = fields.email("email");
        Optional<String> redirectTo = fields.optionalText("redirectTo");
        fields.check();
        if (!identity.passwordReset().enabled()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "RESET_PASSWORD_DISABLED", "Reset password isn't enabled");
        }
        limits.mail(AuthSession.client(request).address(), email.orElseThrow());
        identity.passwordReset().request(email.orElseThrow(), redirectTo);
        AuthAnswers.send(response, AuthJson.object().put("status", true)
                .put("message", "If this email exists in our system, check your email for the reset link"));
    }

    private void followReset(ServerRequest request, ServerResponse response) {
        AuthFields query = AuthFields.ofQuery(request);
        String callback = query.text("callbackURL");
        query.check();
        origin.checkCallback(callback);
        String token = request.path().pathParameters().get("token");
        String here = identity.address().origin();
        if (callback.isEmpty()) {
            AuthAnswers.redirect(response, CallbackUrl.with(here, "/api/auth/error", "error", INVALID_TOKEN));
        } else if (identity.passwordReset().good(token)) {
            AuthAnswers.redirect(response, CallbackUrl.with(here, callback, "token", token));
        } else {
            AuthAnswers.redirect(response, CallbackUrl.with(here, callback, "error", INVALID_TOKEN));
        }
    }

    private void reset(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        String password = fields.text("newPassword");
        Optional<String> token = fields.givenText("token")
                .or(() -> request.query().first("token").filter(text -> !text.isEmpty()));
        fields.check();
        String address = AuthSession.client(request).address();
        limits.attempt(address);
        User user = identity.passwordReset().reset(token.orElseThrow(MailedLinkRoutes::invalidToken), password);
        limits.forgive(address, new EmailAddress(user.email()));
        AuthAnswers.send(response, AuthJson.object().put("status", true));
    }

    private void requestVerification(ServerRequest request, ServerResponse response) {
        JsonNode body = origin.checkedPost(request, AuthBody.JSON);
        AuthFields fields = new AuthFields(body, "object");
        Optional<EmailAddress> given = fields.email("email");
        String callback = fields.givenText("callbackURL").orElse("/");
        fields.check();
        if (!identity.emailVerification().enabled()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "VERIFICATION_EMAIL_NOT_ENABLED", "Verification email isn't enabled");
        }
        EmailAddress email = given.orElseThrow();
        Optional<User> signedIn = session.find(request, response).map(found -> found.signedIn().user());
        if (signedIn.filter(user -> !user.email().equals(email.value())).isPresent()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "EMAIL_MISMATCH", "Email mismatch");
        }
        if (signedIn.filter(User::emailVerified).isPresent()) {
            throw AuthRefusal.of(Status.BAD_REQUEST_400, "EMAIL_ALREADY_VERIFIED", "Email is already verified");
        }
        limits.mail(AuthSession.client(request).address(), email);
        identity.emailVerification().request(email, callback);
        AuthAnswers.send(response, AuthJson.object().put("status", true));
    }

    private void verify(ServerRequest request, ServerResponse response) {
        AuthFields query = AuthFields.ofQuery(request);
        String token = query.text("token");
        Optional<String> callback = query.givenText("callbackURL");
        query.check();
        callback.ifPresent(origin::checkCallback);
        try {
            identity.emailVerification().verify(token);
        } catch (AccountException refusal) {
            String code = refusal.reason().name();
            String back = callback.orElseThrow(() -> AuthRefusal.of(Status.UNAUTHORIZED_401, code, refusal.getMessage()));
            AuthAnswers.redirect(response, CallbackUrl.adding(back, "error", code));
            return;
        }
        if (callback.isPresent()) {
            AuthAnswers.redirect(response, CallbackUrl.header(callback.get()));
        } else {
            AuthAnswers.send(response, AuthJson.object().put("status", true).putNull("user"));
        }
    }

    /** Where a link ends that leads nowhere else. */
    private static void error(ServerRequest request, ServerResponse response) {
        response.status(Status.OK_200).header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN)
                .send("This link leads no further: it has expired, was used before, or names no page to go on to. Ask for a new one.\n");
    }

    private static AuthRefusal invalidToken() {
        return AuthRefusal.of(Status.BAD_REQUEST_400, INVALID_TOKEN, "Invalid token");
    }

}

package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hornbook.account.AttemptLimits;
import dev.hornbook.account.EmailAddress;
import dev.hornbook.account.Identity;
import dev.hornbook.account.Invitation;
import dev.hornbook.account.Invitations;
import dev.hornbook.account.Reader;
import dev.hornbook.database.UserId;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/operator}: becoming the operator, and letting others in. */
final class OperatorRoutes implements HttpService {
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 365;

    private final Authenticator authenticator;
    private final Operator operator;
    private final Identity identity;
    private final AttemptLimits limits;

    OperatorRoutes(Authenticator authenticator, Operator operator, Identity identity, AttemptLimits limits) {
        this.authenticator = authenticator;
        this.operator = operator;
        this.identity = identity;
        this.limits = limits;
    }

    record RoleView(boolean operator) {}

    record Claim(String token) {

        @Override
        public String toString() {
            return "Claim[***]";
        }
    }

    record Wish(Optional<String> email, Optional<Integer> days) {}

    record InvitationsView(List<InvitationView> invitations) {}

    /** @param link told once, when the invitation is made */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record InvitationView(UUID id, Optional<String> email, Optional<String> madeBy, Instant madeAt, Instant expiresAt,
            Optional<Instant> usedAt, Optional<URI> link) {
        static InvitationView of(Invitation invitation, Optional<URI> link) {
            return new InvitationView(invitation.id(), invitation.email(), invitation.madeBy(), invitation.madeAt(),
                    invitation.expiresAt(), invitation.usedAt(), link);
        }

        @Override
        public String toString() {
            return "InvitationView[" + id + "]";
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::role)
                .post("/claim", this::claim)
                .get("/invitations", this::list)
                .post("/invitations", this::invite)
                .delete("/invitations/{id}", this::withdraw);
    }

    private void role(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        Json.send(response, 200, new RoleView(identity.operators().believes(reader.id())));
    }

    private void claim(ServerRequest request, ServerResponse response) {
        Reader reader = authenticator.reader(request);
        limits.attempt(AuthSession.client(request).address());
        String token = Json.read(request, Claim.class).token();
        if (token == null) {
            throw new ProblemException(Problem.badRequest("Send the token of the link as {\"token\": \"…\"}."));
        }
        if (!identity.operators().claim(reader.id(), token)) {
            throw new ProblemException(Problem.of(403, "operator-link-refused", "This link makes nobody the operator",
                    "There is an operator already, the link is another or too old, or you are a guest. "
                            + "While there is no operator, each start of 'serve' prints a new link."));
        }
        Json.send(response, 200, new RoleView(true));
    }

    private void list(ServerRequest request, ServerResponse response) {
        operator.require(request);
        Json.send(response, 200,
                new InvitationsView(identity.invitations().all().stream().map(each -> InvitationView.of(each, Optional.empty())).toList()));
    }

    private void invite(ServerRequest request, ServerResponse response) {
        Optional<UserId> by = operator.require(request);
        Wish wish = Json.read(request, Wish.class);
        Optional<EmailAddress> email = given(wish.email()).map(text -> EmailAddress.parse(text)
                .orElseThrow(
                        () -> invalid("'email' is no e-mail address. Leave it out to invite whoever has the link.")));
        int days = given(wish.days()).orElse(USUAL_DAYS);
        if (days < 1 || days > MOST_DAYS) {
            throw invalid("'days' is a whole number from 1 to " + MOST_DAYS + ".");
        }
        Invitations.Made made = identity.invitations().make(by, email, Duration.ofDays(days));
        Json.send(response, 201, InvitationView.of(made.invitation(), Optional.of(made.link())));
    }

    private void withdraw(ServerRequest request, ServerResponse response) {
        operator.require(request);
        if (!identity.invitations().withdraw(Parameters.id(request))) {
            throw new ProblemException(Problem.notFound("There is no such invitation."));
        }
        response.status(204).send();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(422, "invalid-input", "A field cannot be taken as it is", detail));
    }

    /** Absent fields are null where a record is read. */
    private static <T> Optional<T> given(Optional<T> field) {
        return field == null ? Optional.empty() : field;
    }
}

package dev.hornbook.http;

import dev.hornbook.account.AccountException;
import dev.hornbook.account.BusyException;
import dev.hornbook.account.IssuerUnavailableException;
import dev.hornbook.account.TooManyAttemptsException;
import dev.hornbook.answer.AnswersBusyException;
import dev.hornbook.answer.NoSuchConversationException;
import dev.hornbook.conversation.FullException;
import dev.hornbook.conversation.InvalidInputException;
import dev.hornbook.conversation.NoSuchUserException;
import dev.hornbook.database.DatabaseException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From whatever was thrown to the problem that the reader is told. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void register(HttpRouting.Builder routing) {
        routing.error(Throwable.class, (request, response, thrown) -> send(request, response, of(thrown)));
    }

    static Problem of(Throwable thrown) {
        return switch (thrown) {
            case ProblemException e -> e.problem();
            case InvalidInputException e -> Problem.of(422, "invalid-input", "A field cannot be taken as it is", e.getMessage());
            case FullException e -> switch (e.what()) {
                case CONVERSATION -> Problem.of(409, "conversation-full", "The conversation is full", e.getMessage());
                case STARRED -> Problem.of(409, "too-many-starred", "Too many conversations are starred", e.getMessage());
            };
            case NoSuchConversationException _ -> Problem.notFound("There is no such conversation among yours.");
            case AnswersBusyException e -> new Problem(503, "busy", "Too much at once", e.getMessage(), Optional.of(e.retryAfter()));
            case BusyException e -> new Problem(503, "busy", "Too much at once", e.getMessage(), Optional.of(e.retryAfter()));
            case IssuerUnavailableException e -> new Problem(503, "issuer-unavailable", "Who signed this token cannot be asked just now",
                    e.getMessage(), Optional.of(e.retryAfter()));
            case NoSuchUserException _ -> Problem.of(401, "unauthorized", "Nobody is signed in", "The account is gone. Sign up again.");
            case AccountException e -> account(e);
            case TooManyAttemptsException e -> new Problem(429, "too-many-attempts", "Too many attempts",
                    "That was tried too often. Wait, then try again.", Optional.of(e.retryAfter()));
            case DatabaseException e when e.unavailable().isPresent() -> {
                var why = e.unavailable().get();
                yield new Problem(503, "database-unavailable", "The database cannot be reached just now", why.reason(), why.retryAfter());
            }
            case RequestException e when e.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code() -> Problem.tooLarge();
            case RequestException e ->
                Problem.of(e.status().code(), "bad-request", "The request cannot be understood", e.status().reasonPhrase());
            case HttpException e ->
                Problem.of(e.status().code(), "http-" + e.status().code(), e.status().reasonPhrase(), e.status().reasonPhrase());
            default -> {
                LOG.error("A request failed for a reason of our own: this is a bug in Hornbook", thrown);
                yield Problem.of(500, "internal", "Something is wrong on our side",
                        "The request could not be carried out. The log says why, under this request's id.");
            }
        };
    }

    private static Problem account(AccountException e) {
        return switch (e.reason()) {
            case INVALID_PASSWORD, PASSWORD_TOO_LONG -> Problem.of(403, "wrong-password", "The password is wrong",
                    "That is not the password of this account. Nothing was changed.");
            case CREDENTIAL_ACCOUNT_NOT_FOUND, SESSION_EXPIRED, SESSION_NOT_FRESH -> Problem.of(403, "confirmation-needed",
                    "This has to be confirmed", "Sign in again, and try again today.");
            case UNAUTHORIZED, INVALID_EMAIL_OR_PASSWORD -> Problem.of(401, "unauthorized", "Nobody is signed in", "Sign in first.");
            case USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL, PASSWORD_TOO_SHORT, INVALID_TOKEN, TOKEN_EXPIRED, USER_NOT_FOUND,
                    USER_IS_NOT_ANONYMOUS, EMAIL_PASSWORD_SIGN_UP_DISABLED, INVITATION_REQUIRED, INVITATION_REFUSED,
                    ANONYMOUS_SIGN_IN_DISABLED ->
                Problem.badRequest(e.getMessage() + ".");
        };
    }

    static void send(ServerRequest request, ServerResponse response, Problem problem) {
        if (response.isSent()) {
            return;
        }
        problem.retryAfterSeconds().ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, String.valueOf(seconds)));
        if (problem.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Json.send(request, response, problem.status(), "application/problem+json", problem);
    }
}

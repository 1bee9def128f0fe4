package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornbook.account.AccountException;
import dev.hornbook.account.BusyException;
import dev.hornbook.account.TooManyAttemptsException;
import dev.hornbook.database.DatabaseException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes answers on Better Auth's wire, refusals included. */
final class AuthAnswers {

    private static final HeaderName X_RETRY_AFTER = HeaderNames.create("X-Retry-After");
    private static final HeaderName EXPOSE = HeaderNames.create("Access-Control-Expose-Headers");
    private static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Entity");
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private static final String OUT_OF_REACH = "Accounts cannot be reached at the moment. Try again in a little while.";

    private AuthAnswers() {}

    /** Answers 503 for as long as there are no accounts to look into; {@code /ok} only asks whether anybody is there. */
    static Handler whenReady(Supplier<Optional<Problem>> notReady) {
        return (request, response) -> {
            Optional<Problem> problem = notReady.get();
            if (problem.isEmpty() || request.path().absolute().path().equals("/api/auth/ok")) {
                response.next();
            } else {
                unavailable(response, problem.get().retryAfter().orElse(USUAL_WAIT), OUT_OF_REACH);
            }
        };
    }

    /** The name Better Auth gives a status: {@code BAD_REQUEST} for 400. */
    static String code(Status status) {
        return status.reasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
    }

    /** {@code handler}, with what it throws answered in Better Auth's form. Faults of our own are passed on. */
    static Handler answering(Handler handler) {
        return (request, response) -> {
            try {
                handler.handle(request, response);
            } catch (AuthRefusal refusal) {
                refuse(response, refusal.status(), refusal.code(), refusal.getMessage());
            } catch (AccountException refusal) {
                refuse(response, status(refusal.reason()), Optional.of(refusal.reason().name()), refusal.getMessage());
            } catch (TooManyAttemptsException e) {
                response.header(X_RETRY_AFTER, seconds(e.retryAfter()));
                refuse(response, Status.TOO_MANY_REQUESTS_429, Optional.empty(), e.getMessage());
            } catch (BusyException e) {
                unavailable(response, e.retryAfter(), e.getMessage());
            } catch (DatabaseException e) {
                DatabaseException.Unavailable unavailable = e.unavailable().orElseThrow(() -> e);
                unavailable(response, unavailable.retryAfter().orElse(USUAL_WAIT), OUT_OF_REACH);
            }
        };
    }

    static void send(ServerResponse response, JsonNode json) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(AuthJson.write(json));
    }

    /** Leads on to another address, as Better Auth does: its empty answer says it is JSON. */
    static void redirect(ServerResponse response, String location) {
        response.status(Status.FOUND_302).header(HeaderNames.LOCATION, location);
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send();
    }

    static void setCookies(ServerResponse response, List<String> cookies) {
        response.header(HeaderNames.SET_COOKIE, cookies.toArray(String[]::new));
    }

    /** A header that scripts of other (trusted) origins may read as well. */
    static void expose(ServerResponse response, HeaderName name, String value) {
        response.header(name, value);
        String others = response.headers().contains(EXPOSE) ? response.headers().get(EXPOSE).get() + ", " : "";
        response.header(EXPOSE, others + name.lowerCase());
    }

    private static void unavailable(ServerResponse response, Duration retryAfter, String message) {
        response.header(HeaderNames.RETRY_AFTER, seconds(retryAfter));
        refuse(response, Status.SERVICE_UNAVAILABLE_503, Optional.of("SERVICE_UNAVAILABLE"), message);
    }

    private static void refuse(ServerResponse response, Status status, Optional<String> code, String message) {
        ObjectNode json = AuthJson.object().put("message", message);
        code.ifPresent(c -> json.put("code", c));
        response.status(status);
        send(response, json);
    }

    private static Status status(AccountException.Reason reason) {
        return switch (reason) {
            case USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL -> UNPROCESSABLE;
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, INVALID_PASSWORD, CREDENTIAL_ACCOUNT_NOT_FOUND, SESSION_EXPIRED, INVALID_TOKEN,
                    TOKEN_EXPIRED, USER_NOT_FOUND, EMAIL_PASSWORD_SIGN_UP_DISABLED ->
                Status.BAD_REQUEST_400;
            case SESSION_NOT_FRESH, USER_IS_NOT_ANONYMOUS, INVITATION_REQUIRED, INVITATION_REFUSED, ANONYMOUS_SIGN_IN_DISABLED ->
                Status.FORBIDDEN_403;
            case INVALID_EMAIL_OR_PASSWORD, UNAUTHORIZED -> Status.UNAUTHORIZED_401;
        };
    }

    /** Rounded up, and never none: a client that waits so long finds the door open. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}

package dev.hornbook.http;

import io.helidon.http.Status;
import java.io.Serial;
import java.util.Optional;

/** Better Auth's way to say no: a status, and {@code {"message","code"}} in its own words, which its client library shows. */
final class AuthRefusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final String code;

    private AuthRefusal(Status status, String code, String message) {
        // A refusal is an answer, not a fault: nobody reads its stack trace.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static AuthRefusal of(Status status, String code, String message) {
        return new AuthRefusal(status, code, message);
    }

    /** For the few that Better Auth gives no code. */
    static AuthRefusal withoutCode(Status status, String message) {
        return new AuthRefusal(status, null, message);
    }

    Status status() {
        return status;
    }

    Optional<String> code() {
        return Optional.ofNullable(code);
    }
}

package dev.hornbook.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param code what programs switch over, in lower-case words joined by hyphens
 * @param title the kind of problem, the same for every problem of its code
 * @param detail what happened this time and what to do; never a secret, never a stack trace
 * @param retryAfter when to try again, where waiting helps
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(int status, String code, String title, String detail, @JsonIgnore Optional<Duration> retryAfter) {

    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Optional.empty());
    }

    static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request cannot be understood", detail);
    }

    static Problem tooLarge() {
        return of(413, "too-large", "The body is too large", "Send less: nothing asked for here is as long.");
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    /** A URN: nothing is hosted under it, and nothing has to be. */
    @JsonProperty
    public String type() {
        return "urn:hornbook:problem:" + code;
    }

    /** Whole seconds, rounded up, at least one; as the header says. */
    @JsonProperty("retryAfter")
    public Optional<Long> retryAfterSeconds() {
        return retryAfter.map(wait -> Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}

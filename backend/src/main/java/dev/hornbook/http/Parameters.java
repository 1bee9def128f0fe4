package dev.hornbook.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a request's path and query say, judged. */
final class Parameters {
    /** {@link UUID#fromString} takes much that is no UUID. */
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** {@link Integer#parseInt} takes a plus, and the digits of every script. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private Parameters() {}

    /**
     * The path's {@code {id}}.
     *
     * @throws ProblemException 404 when it is no UUID: no such thing exists
     */
    static UUID id(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        if (!UUID_FORM.matcher(id).matches()) {
            throw new ProblemException(Problem.notFound("Nothing has an id of this form."));
        }
        return UUID.fromString(id);
    }

    static Optional<String> text(ServerRequest request, String name) {
        return request.query().first(name).asOptional().map(String::strip).filter(text -> !text.isEmpty());
    }

    static int number(ServerRequest request, String name, int fallback, int least, int most) {
        return text(request, name).map(text -> {
            if (DIGITS.matcher(text).matches()) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw new ProblemException(Problem.badRequest("'" + name + "' is a whole number from " + least + " to " + most + "."));
        }).orElse(fallback);
    }
}

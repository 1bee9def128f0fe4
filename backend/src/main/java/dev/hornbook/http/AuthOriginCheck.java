package dev.hornbook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hornbook.account.PublicAddress;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps other sites' pages from acting for a reader, by Better Auth's rules (1.7.7, {@code origin-check.ts}): a POST with
 * cookies must come from a trusted origin, and so must a sign-in that a browser sends without cookies, or a page could sign
 * its visitor in as somebody else.
 */
final class AuthOriginCheck {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName FETCH_DESTINATION = HeaderNames.create("Sec-Fetch-Dest");

    private final PublicAddress address;

    AuthOriginCheck(PublicAddress address) {
        this.address = address;
    }

    /**
     * The body of a POST, before its fields are looked at.
     *
     * @param types the media types it may be of
     * @throws AuthRefusal as {@link AuthBody#read}, and 403 if cookies come from a page that is not trusted, or the body would lead there
     */
    JsonNode checkedPost(ServerRequest request, List<String> types) {
        JsonNode body = AuthBody.read(request, types);
        checkPost(request, body);
        return body;
    }

    private void checkPost(ServerRequest request, JsonNode body) {
        if (request.headers().contains(HeaderNames.COOKIE)) {
            checkOrigin(request);
        }
        Optional<String> inQuery = request.query().first("callbackURL").filter(url -> !url.isEmpty());
        if (isNothing(body.path("callbackURL")) && inQuery.isPresent()) {
            checkCallback(inQuery.get());
        } else {
            checkTarget(body.path("callbackURL"), "callbackURL", "INVALID_CALLBACK_URL");
        }
        checkTarget(body.path("redirectTo"), "redirectURL", "INVALID_REDIRECT_URL");
        checkTarget(body.path("errorCallbackURL"), "errorCallbackURL", "INVALID_ERROR_CALLBACK_URL");
        checkTarget(body.path("newUserCallbackURL"), "newUserCallbackURL", "INVALID_NEW_USER_CALLBACK_URL");
    }

    /**
     * For where a GET leads on to.
     *
     * @throws AuthRefusal 403 if it leads to a page that is not trusted
     */
    void checkCallback(String url) {
        checkTarget(TextNode.valueOf(url), "callbackURL", "INVALID_CALLBACK_URL");
    }

    private void checkTarget(JsonNode target, String name, String code) {
        if (isNothing(target)) {
            return;
        }
        if (!target.isTextual()) {
            throw AuthRefusal.withoutCode(Status.BAD_REQUEST_400, "Invalid " + name + ": expected a string");
        }
        if (!isSafePath(target.textValue()) && !address.trusts(target.textValue())) {
            throw forbidden(code, "Invalid " + name);
        }
    }

    /** What JavaScript takes for nothing. */
    static boolean isNothing(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> true;
            case STRING -> value.textValue().isEmpty();
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.doubleValue() == 0;
            case ARRAY, OBJECT, POJO, BINARY -> false;
        };
    }

    /**
     * For what signs somebody in.
     *
     * @throws AuthRefusal 403 if a browser sends it from a page that is not trusted
     */
    void checkSignIn(ServerRequest request) {
        if (request.headers().contains(HeaderNames.COOKIE)) {
            return; // checked already
        }
        boolean byBrowser = Stream.of(FETCH_SITE, FETCH_MODE, FETCH_DESTINATION).anyMatch(name -> header(request, name).isPresent());
        if (byBrowser && header(request, FETCH_SITE).equals(Optional.of("cross-site"))
                && header(request, FETCH_MODE).equals(Optional.of("navigate"))) {
            throw forbidden("CROSS_SITE_NAVIGATION_LOGIN_BLOCKED",
                    "Cross-site navigation login blocked. This request appears to be a CSRF attack.");
        }
        if (byBrowser || header(request, HeaderNames.ORIGIN).or(() -> header(request, HeaderNames.REFERER)).isPresent()) {
            checkOrigin(request);
        }
    }

    private void checkOrigin(ServerRequest request) {
        String origin = header(request, HeaderNames.ORIGIN).or(() -> header(request, HeaderNames.REFERER)).orElse("null");
        if (origin.equals("null")) {
            throw forbidden("MISSING_OR_NULL_ORIGIN", "Missing or null Origin");
        }
        if (!address.trusts(origin)) {
            throw forbidden("INVALID_ORIGIN", "Invalid origin");
        }
    }

    /**
     * A path on this server, and nothing that a browser or a router could take for more (backslashes, control characters,
     * hidden slashes).
     */
    private static boolean isSafePath(String path) {
        String before = path.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        return path.startsWith("/") && !path.startsWith("//") && !path.contains("\\") && path.chars().noneMatch(Character::isISOControl)
                && !before.contains("%2f") && !before.contains("%5c");
    }

    private static Optional<String> header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static AuthRefusal forbidden(String code, String message) {
        return AuthRefusal.of(Status.FORBIDDEN_403, code, message);
    }
}

package dev.hornbook.http;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page: the files that Vite built, and index.html for every address that the page itself understands. Anything else is not found,
 * so that a probe with a misspelt path fails; who looks with a browser reads so on the page.
 */
final class PageRoutes implements HttpService {
    private static final String ROOT = "/META-INF/hornbook/web/";
    /** Names Vite gives; nothing else is looked up, so no path climbs out. */
    private static final Pattern FILE = Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");
    /** The addresses of frontend/src/services/addresses.ts. Under a book everything may be a chapter's. */
    private static final Pattern UNDERSTOOD = Pattern.compile(
            "/*|/+c/+[^/]+/*|/+(?:account|new-password|operator|join|status)/*|/+books(?:/.*)?", Pattern.DOTALL);
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8",
            "webmanifest", "application/manifest+json");

    private final Map<String, Optional<PageFile>> files = new ConcurrentHashMap<>();

    @Override
    public void routing(HttpRules rules) {
        rules.get("/*", this::serve).head("/*", this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        String address = request.path().path();
        String path = address.substring(1);
        boolean file = FILE.matcher(path).matches() && TYPES.containsKey(extension(path));
        Optional<PageFile> found = file ? content(path) : Optional.empty();
        if (found.isPresent()) {
            // Vite puts a hash of the content into the names under assets/; every other name may change its content.
            String caching = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            send(request, response.status(200), path, caching, found.get());
        } else if (UNDERSTOOD.matcher(address).matches()) {
            send(request, response.status(200), INDEX, "no-cache", content(INDEX).orElseThrow(PageRoutes::notBuilt));
        } else {
            PageFile page = content(INDEX).filter(_ -> isBrowser(request)).orElseThrow(PageRoutes::notThere);
            send(request, response.status(404), INDEX, "no-store", page);
        }
    }

    private static void send(ServerRequest request, ServerResponse response, String name, String caching, PageFile content) {
        response.header(HeaderNames.CONTENT_TYPE, TYPES.get(extension(name))).header(HeaderNames.CACHE_CONTROL, caching);
        content.send(request, response);
    }

    /** What takes anything, as a program does, is none. */
    private static boolean isBrowser(ServerRequest request) {
        return request.headers().bestAccepted(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_HTML).filter(MediaTypes.TEXT_HTML::equals)
                .isPresent();
    }

    private Optional<PageFile> content(String path) {
        return files.computeIfAbsent(path, name -> {
            try (InputStream in = PageRoutes.class.getResourceAsStream(ROOT + name)) {
                return in == null ? Optional.empty() : Optional.of(PageFile.of(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static ProblemException notThere() {
        return new ProblemException(Problem.notFound("There is nothing at this address."));
    }

    private static ProblemException notBuilt() {
        return new ProblemException(
                Problem.of(503, "page-missing", "The page was not built", "Build it with 'mvn package'; the API answers without it."));
    }
}

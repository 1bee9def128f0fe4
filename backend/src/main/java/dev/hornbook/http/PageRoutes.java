package dev.hornbook.http;

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

/** The page: the files that Vite built, and index.html for every address that the page itself understands. */
final class PageRoutes implements HttpService {
    private static final String ROOT = "/META-INF/hornbook/web/";
    /** Names Vite gives; nothing else is looked up, so no path climbs out. */
    private static final Pattern FILE = Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");
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
        String path = request.path().path().substring(1);
        boolean file = FILE.matcher(path).matches() && TYPES.containsKey(extension(path));
        Optional<PageFile> found = file ? content(path) : Optional.empty();
        if (found.isPresent()) {
            send(request, response, path, found.get());
        } else if (path.startsWith("assets/") || path.startsWith("api/")) {
            throw new ProblemException(Problem.notFound("There is nothing at this address."));
        } else {
            send(request, response, "index.html", content("index.html").orElseThrow(PageRoutes::notBuilt));
        }
    }

    private static void send(ServerRequest request, ServerResponse response, String path, PageFile content) {
        // Vite puts a hash of the content into the names under assets/; every other name may change its content.
        String caching = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        response.status(200)
                .header(HeaderNames.CONTENT_TYPE, TYPES.get(extension(path)))
                .header(HeaderNames.CACHE_CONTROL, caching);
        content.send(request, response);
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

    private static ProblemException notBuilt() {
        return new ProblemException(
                Problem.of(503, "page-missing", "The page was not built", "Build it with 'mvn package'; the API answers without it."));
    }
}

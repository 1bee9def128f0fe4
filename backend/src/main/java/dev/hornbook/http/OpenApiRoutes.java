package dev.hornbook.http;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code /openapi}: docs/contracts/openapi.yaml as it stands in the repository, the same as JSON, and a page to try it. The page is Swagger UI
 * with a beginning of our own, because the one that comes with it loads by other names.
 */
final class OpenApiRoutes implements HttpService {
    private static final MediaType YAML = MediaTypes.create("application/yaml");
    private static final String CONTRACT = "/META-INF/hornbook/openapi.yaml";
    private static final String OURS = "/dev/hornbook/http/openapi/";
    private static final String BORROWED = "/META-INF/resources/webjars/swagger-ui/";

    private enum Answer {
        AS_YAML("application/yaml"),
        AS_JSON("application/json"),
        PAGE("text/html; charset=utf-8"),
        STYLE("text/css; charset=utf-8"),
        SCRIPT("text/javascript; charset=utf-8"),
        BORROWED_STYLE("text/css; charset=utf-8"),
        BORROWED_SCRIPT("text/javascript; charset=utf-8");

        private final String mediaType;

        Answer(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private static final Map<String, Answer> FILES = Map.of("swagger-ui.css", Answer.BORROWED_STYLE, "swagger-ui-bundle.js",
            Answer.BORROWED_SCRIPT, "try.css", Answer.STYLE, "try.js", Answer.SCRIPT);

    private final Map<Answer, PageFile> made = new ConcurrentHashMap<>();

    @Override
    public void routing(HttpRules rules) {
        look(rules, "/openapi", this::contract);
        look(rules, "/openapi.json", (request, response) -> send(request, response, Answer.AS_JSON));
        look(rules, "/openapi/{file}", this::file);
    }

    private static void look(HttpRules rules, String path, Handler handler) {
        rules.get(path, handler).head(path, handler);
    }

    /** YAML for whoever does not say. */
    private void contract(ServerRequest request, ServerResponse response) {
        MediaType best = request.headers().bestAccepted(YAML, MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_HTML).orElse(YAML);
        response.header(HeaderNames.VARY, "Accept");
        send(request, response, best.equals(MediaTypes.TEXT_HTML)
                ? Answer.PAGE
                : best.equals(MediaTypes.APPLICATION_JSON) ? Answer.AS_JSON : Answer.AS_YAML);
    }

    private void file(ServerRequest request, ServerResponse response) {
        Answer file = Optional.ofNullable(FILES.get(request.path().pathParameters().get("file")))
                .orElseThrow(() -> new ProblemException(Problem.notFound("The page at /openapi has no such file.")));
        send(request, response, file);
    }

    private void send(ServerRequest request, ServerResponse response, Answer answer) {
        response.header(HeaderNames.CONTENT_TYPE, answer.mediaType).header(HeaderNames.CACHE_CONTROL, "no-cache");
        made.computeIfAbsent(answer, each -> PageFile.of(bytes(each))).send(request, response);
    }

    private static byte[] bytes(Answer answer) {
        return switch (answer) {
            case AS_YAML -> resource(CONTRACT);
            case AS_JSON -> asJson(resource(CONTRACT));
            case PAGE -> resource(OURS + "try.html");
            case STYLE -> resource(OURS + "try.css");
            case SCRIPT -> resource(OURS + "try.js");
            case BORROWED_STYLE -> borrowed("swagger-ui.css");
            case BORROWED_SCRIPT -> borrowed("swagger-ui-bundle.js");
        };
    }

    private static byte[] asJson(byte[] yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, StandardCharsets.UTF_8));
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }

    /** A file of Swagger UI, which has its version in its path. */
    private static byte[] borrowed(String name) {
        var about = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resource(BORROWED + about.getProperty("version") + "/" + name);
    }

    private static byte[] resource(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Optional.ofNullable(OpenApiRoutes.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException(name + " is missing among the resources: build with 'mvn package'."));
    }
}

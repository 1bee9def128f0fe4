package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no account: the book, the search, the page, and what the operator looks at. */
@Tag("integration")
class ApiReadingTest {
    private static final String BOOK = "/api/v1/textbooks/physical-ai";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());

    @Test
    void theBookIsReadFromItsFirstChapterToItsLast() {
        JsonNode book = service.get("/api/v1/textbooks").json().at("/textbooks/0");
        assertThat(book.path("slug").asText()).isEqualTo("physical-ai");
        assertThat(service.get(BOOK).json()).isEqualTo(book);

        JsonNode previous = null;
        for (JsonNode listed : book.path("chapters")) {
            JsonNode chapter = service.get(BOOK + "/chapters/" + listed.path("slug").asText()).json();
            assertThat(chapter.path("title")).isEqualTo(listed.path("title"));
            assertThat(chapter.path("sections")).hasSameSizeAs(listed.path("sections")).allSatisfy(section -> {
                assertThat(section.path("markdown").isTextual()).isTrue();
                assertThat(section.path("passages").isArray()).isTrue();
            });
            assertThat(chapter.path("previous").isNull()).isEqualTo(previous == null);
            if (previous != null) {
                assertThat(chapter.at("/previous/slug")).isEqualTo(previous.path("slug"));
                assertThat(previous.at("/next/slug")).isEqualTo(listed.path("slug"));
            }
            previous = chapter;
        }
        assertThat(previous).isNotNull();
        assertThat(previous.path("next").isNull()).isTrue();
    }

    @Test
    void threeQuestionsAreThereToBeginWith() {
        assertThat(service.get(BOOK + "/questions").json().path("questions")).hasSize(3).allMatch(JsonNode::isTextual);
    }

    @Test
    void aSearchFindsThePassage() {
        JsonNode results = service.get("/api/v1/search?q=gyroscope+bias&textbook=physical-ai&limit=3").json().path("results");

        assertThat(results).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(results.get(0).path("text").asText()).containsIgnoringCase("gyroscope");
        assertThat(results.get(0).path("anchor").asText()).contains("#");
        assertThat(service.get("/api/v1/search?q=gyroscope&textbook=none").json().path("results")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q=%20", "?q=x&limit=0", "?q=x&limit=51", "?q=x&limit=many"})
    void aSearchForNothingIsRefused(String query) {
        service.get("/api/v1/search" + query).isProblem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%22", "a%20AND", "(((", "title:x%5E", "%00", "%ff", "/x/", "%5C", "%F0%9F%A4%96", "%ED%A0%80"})
    void whateverIsSearchedForIsOnlyWords(String words) {
        Reply reply = service.get("/api/v1/search?q=" + words);

        assertThat(reply.status()).as(reply.body()).isIn(200, 400);
        assertThat(reply.json().isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v1", "/api/v2/x", "/api/v1/none", "/api/v1/textbooks/none", "/api/v1/textbooks/none/chapters/x",
        "/api/v1/textbooks/none/questions", BOOK + "/chapters/none", BOOK + "/chapters/..%2f..%2fx", BOOK + "/none", "/assets/none",
        "/assets/none.js", "/assets/..%2findex.html", "/api/v1/me/x", "/healthz", "/readyz", "/heatlh/live",
        "/health/readiness", "/metrics/x", "/openapi/x/y", "/robots.txt", "/none.html", "/statusx", "/status/x", "/c", "/c/x/y"})
    void whatIsNotThereIsNotFound(String path) {
        service.get(path).isProblem(404);
        service.get(path, "Accept", "application/json, text/plain;q=0.5").isProblem(404);
        assertThat(service.send("HEAD", path).status()).isEqualTo(404);
    }

    @Test
    void whoLooksForWhatIsNotThereWithABrowserReadsSoOnThePage() {
        Reply page = service.get("/acount", "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).hasValue("no-store");
        assertThat(page.body()).contains("/assets/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "POST", "PROPFIND"})
    void aMethodThatNoRouteHasIsRefused(String method) {
        for (String path : new String[]{"/api/v1/textbooks", "/api/v1/search?q=x", "/", "/health/live", "/metrics"}) {
            Reply reply = service.send(method, path);
            assertThat(reply.status()).as(reply.toString()).isIn(404, 405);
            reply.isProblem(reply.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/c/0190b5a2-0000-7000-8000-000000000000", "/books", "/books/physical-ai/sensing", "/books/x/y?passage=z",
        "/books/x/part-1.2/intro.html", "/books/x/a%2Fb%0Ac", "/account", "/account/", "/new-password?token=x", "/operator", "/join",
        "/status"})
    void everyAddressOfThePageIsThePage(String path) {
        Reply page = service.get(path);

        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).hasValue("no-cache");
        assertThat(page.body()).contains("<!doctype html>").contains("/assets/").doesNotContain("<script>");
    }

    @Test
    void thePagesFilesComeGzippedToThoseWhoTakeIt() throws IOException {
        Matcher script = Pattern.compile("/assets/[\\w-]+\\.js").matcher(service.get("/").body());
        assertThat(script.find()).isTrue();
        HttpResponse<byte[]> plain = service.bytes(script.group());
        HttpResponse<byte[]> gzipped = service.bytes(script.group(), "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(gzipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(gzipped.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes()).isEqualTo(plain.body());

        for (String others : List.of("identity", "br", "gzip;q=0", "gzip; q=0.000")) {
            assertThat(service.bytes(script.group(), "Accept-Encoding", others).headers().firstValue("Content-Encoding")).as(others)
                    .isEmpty();
        }
        assertThat(plain.headers().firstValue("Vary")).as("a cache keeps both").hasValue("Accept-Encoding");
        assertThat(service.bytes("/health", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hornbook.svg", "/health", "/health/live", "/assets/none", "/openapi", "/openapi.json", "/openapi/try.js",
        "/openapi/none.js", "/metrics"})
    void aHeadIsAGetWithoutItsBody(String path) {
        Reply head = service.send("HEAD", path);

        Reply get = service.get(path);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        for (String header : List.of("Content-Type", "Cache-Control", "Vary")) {
            assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
        }
    }

    @Test
    void whoMayNotReadTheMetricsMayNotLookForThemEither() {
        assertThat(service.send("HEAD", "/metrics", "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/textbooks", "/api/v1/none", "/api/v1/me", "/health", "/api/auth/ok", "/api/auth/none",
        "/assets/none"})
    void everyAnswerKeepsTheBrowserInBounds(String path) {
        Reply reply = service.get(path);

        String policy = reply.header("content-security-policy").orElse("");
        assertThat(policy).contains("default-src 'none'").contains("frame-ancestors 'none'").contains("script-src 'self';")
                .contains("base-uri 'none'").doesNotContain("unsafe");
        assertThat(reply.header("x-content-type-options")).hasValue("nosniff");
        assertThat(reply.header("x-frame-options")).hasValue("DENY");
        assertThat(reply.header("referrer-policy")).hasValue("same-origin");
        assertThat(reply.header("x-request-id")).isPresent();
        assertThat(reply.header("server")).isEmpty();
    }

    @Test
    void metricsAreForThisMachineAndNotForWhoeverAProxyLetsIn() {
        service.get("/health/live");
        System.gc();

        assertThat(service.get("/metrics").body()).contains("hornbook_http_requests_seconds_count")
                .containsPattern("hornbook_pool_state\\{pool=\"[^\"]+\",state=\"READY\"} 1.0").doesNotContain("NaN");
        service.get("/metrics", "X-Forwarded-For", "192.0.2.1").isProblem(401);
        service.get("/metrics", "Forwarded", "for=192.0.2.1").isProblem(401);
        service.get("/metrics", "X-Forwarded-For", "127.0.0.1", "Authorization", "Bearer guess").isProblem(403);
    }
}

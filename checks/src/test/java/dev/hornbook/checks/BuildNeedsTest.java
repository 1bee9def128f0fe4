package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that lacks a tool is told which one, and how to get it, before anything else fails. */
class BuildNeedsTest {
    private static final List<String> EVERY_MACHINE_HAS = List.of("sh", "sed", "dirname", "readlink", "echo");

    @TempDir
    private static Path tools;

    @BeforeAll
    static void everyMachineHas() throws IOException {
        for (String tool : EVERY_MACHINE_HAS) {
            Files.createSymbolicLink(tools.resolve(tool), installed(tool));
        }
    }

    @AfterEach
    void noNodeRemains() throws IOException {
        Files.deleteIfExists(tools.resolve("node"));
        Files.deleteIfExists(tools.resolve("npm"));
    }

    @Test
    void whatIsMissingIsNamedWithTheWayToGetIt() throws Exception {
        assertThat(refusal()).contains("Maven (mvn) is missing").contains("apt install maven").contains("Node with npm is missing")
                .contains("nodejs.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v18.19.1", "v20.18.3", "v21.7.3", "v22.11.0"})
    void aNodeThatThePagesPackagesDoNotTakeIsNamedBeforeTheyAreFetched(String version) throws Exception {
        has("node", version);
        has("npm", "10.8.2");

        assertThat(refusal()).contains("Node " + version + " is too old").contains("20.19, 22.12 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v20.19.0", "v22.12.0", "v24.0.0"})
    void theFirstNodeThatTheyTakeWillDo(String version) throws Exception {
        has("node", version);
        has("npm", "10.8.2");

        assertThat(refusal()).contains("Maven (mvn) is missing").doesNotContain("Node");
    }

    /** A tool that says its version, whatever it is asked. */
    private static void has(String tool, String version) throws IOException {
        Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\necho " + version + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** What is said on a machine that has no Maven, at least. */
    private static String refusal() throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("hornbook.root"), "build", "require.sh");
        var builder = new ProcessBuilder(tools.resolve("sh").toString(), script.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return said;
    }

    private static Path installed(String tool) throws IOException {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(tool + " is not on the PATH"))
                .toRealPath();
    }
}

package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that lacks a tool is told which one, and how to get it, before anything else fails. */
class BuildNeedsTest {
    private static final List<String> EVERY_MACHINE_HAS = List.of("sh", "sed", "dirname", "readlink", "echo");

    @TempDir
    private Path tools;

    @Test
    void whatIsMissingIsNamedWithTheWayToGetIt() throws Exception {
        for (String tool : EVERY_MACHINE_HAS) {
            Files.createSymbolicLink(tools.resolve(tool), installed(tool));
        }
        Path script = Path.of(System.getProperty("hornbook.root"), "build", "require.sh");
        var builder = new ProcessBuilder(tools.resolve("sh").toString(), script.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said).contains("Maven (mvn) is missing").contains("apt install maven").contains("Node with npm is missing")
                .contains("nodejs.org");
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

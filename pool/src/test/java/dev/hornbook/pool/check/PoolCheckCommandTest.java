package dev.hornbook.pool.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.slf4j.Logger;

/** The command for those who have the pool alone: its jar with the two it needs beside it, in a process of its own. */
@Tag("integration")
class PoolCheckCommandTest {
    @TempDir
    private static Path directory;
    private static Simulator neon;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void lay() throws IOException, URISyntaxException {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        Path lib = Files.createDirectory(directory.resolve("lib"));
        try (Stream<Path> built = Files.list(Path.of(System.getProperty("hornbook.root"), "pool", "target"))) {
            Path made = built.filter(file -> file.getFileName().toString().matches("hornbook-pool-[\\d.]+\\.jar")).findFirst()
                    .orElseThrow();
            Files.copy(made, lib.resolve(made.getFileName()));
        }
        for (Class<?> needed : List.of(Driver.class, Logger.class)) {
            Path from = Path.of(needed.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(from, lib.resolve(from.getFileName()));
        }
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    @Test
    void itChecksTheRoadThatTheEnvironmentNames() throws Exception {
        Ended ended = run(neon.url());
        assertThat(ended.out().lines().toList()).as(ended.out()).last().isEqualTo("Healthy.");
        assertThat(ended.out().lines().filter(line -> line.startsWith("ok "))).hasSize(11);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void aScriptReadsTheDocumentAndTheExitCode() throws Exception {
        Ended ended = run(neon.url().replaceFirst(":[^:@]+@", ":canary-password@"), "--json", "--wait", "500ms");
        assertThat(ended.out()).startsWith("{\n  \"verdict\": \"unusable\",").contains("\"name\": \"sign-in\"", "refused user or password");
        assertThat(ended.out() + ended.err()).doesNotContain("canary");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void whatIsWrongWithTheUrlIsToldWhole() throws Exception {
        Ended ended = run("postgresql://ada:canary-password@db.example.org/");
        assertThat(ended.out()).contains("DATABASE_URL: database: It is missing.", "DATABASE_URL: sslmode: It is missing");
        assertThat(ended.out() + ended.err()).doesNotContain("canary");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(run("").out()).contains("DATABASE_URL is not set");
    }

    @Test
    void anArgumentIsNoPlaceForAUrlAndIsNotRepeated() throws Exception {
        Ended ended = run(neon.url(), "postgresql://ada:canary-password@db.example.org/");
        assertThat(ended.err()).contains("Usage:", "read from the environment alone").doesNotContain("canary");
        assertThat(ended.code()).isEqualTo(2);
    }

    private static Ended run(String url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", directory + "/lib/*",
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DATABASE_URL", url);
        // What the JVM would say of it goes to standard error.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it has not ended: " + Files.readString(out));
        }
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}

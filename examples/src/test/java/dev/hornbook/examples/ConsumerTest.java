package dev.hornbook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who takes the pool from a repository. */
@Tag("integration")
class ConsumerTest {
    @TempDir
    private static Path scratch;
    private static Consumer consumer;
    private static Simulator neon;

    @BeforeAll
    static void build() throws Exception {
        consumer = Consumer.built(Path.of(System.getProperty("hornbook.root")), scratch);
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    }

    @AfterAll
    static void stop() {
        if (neon != null) {
            neon.close();
        }
    }

    @Test
    void itBringsTheDriverAndTheLoggingApiAndNothingElse() throws Exception {
        // checker-qual is the driver's: annotations alone.
        assertThat(consumer.runtime()).containsExactly("checker-qual", "hornbook-pool", "postgresql", "slf4j-api");
        assertThat(Files.mismatch(consumer.resolved(), consumer.staged(""))).as("the jar of this build, and no older one").isEqualTo(-1);
    }

    @Test
    void itsPomNeedsNoneOfOurs() throws Exception {
        assertThat(consumer.repository().resolve("dev/hornbook")).isDirectoryContaining(file -> file.endsWith("hornbook-pool"))
                .isDirectoryNotContaining(file -> !file.endsWith("hornbook-pool"));
    }

    @Test
    void itServesAProgramOnTheClassPath() throws Exception {
        assertThat(consumer.onTheClassPath(neon.url())).contains("1 added: READY, 1 open (0 active, 1 idle)");
    }

    @Test
    void itServesAProgramThatIsAModule() throws Exception {
        assertThat(consumer.onTheModulePath(neon.url())).contains("1 added: READY, 1 open (0 active, 1 idle)");
    }

    @Test
    void asAModuleItShowsItsInterfaceAlone() {
        var module = ModuleFinder.of(consumer.resolved()).find("dev.hornbook.pool").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports()).filteredOn(exported -> !exported.isQualified()).extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("dev.hornbook.pool", "dev.hornbook.pool.check", "dev.hornbook.pool.metrics");
    }

    @Test
    void sourcesAndDocumentationComeAlong() throws Exception {
        assertThat(entries(consumer.staged("-sources"))).contains("dev/hornbook/pool/NeonDataSource.java", "module-info.java");
        assertThat(entries(consumer.staged("-javadoc"))).contains("dev.hornbook.pool/dev/hornbook/pool/NeonDataSource.html")
                .noneMatch(page -> page.contains("/internal/"));
    }

    private static Iterable<String> entries(Path jar) throws Exception {
        try (var archive = new JarFile(jar.toFile())) {
            return archive.stream().map(Object::toString).toList();
        }
    }
}

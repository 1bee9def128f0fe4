package dev.hornbook.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is hard-coded in what is shipped either: resources a build step wrote, and the constants of compiled classes. */
@Tag("integration")
class BuiltJarTest {
    private final Path root = Repository.here().root();

    @Test
    void ourJarsHoldNothingThatBelongsInTheEnvironment() throws IOException {
        var jars = jars();
        assertThat(jars).as("jars of ours under */target; `mvn verify` builds them").isNotEmpty();
        var found = new ArrayList<String>();
        for (var jar : jars) {
            try (var archive = new JarFile(jar.toFile())) {
                for (var entry : archive.stream().filter(each -> !each.isDirectory()).toList()) {
                    var text = new String(archive.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    HardCoded.in(text).forEach(what -> found.add(jar.getFileName() + "!" + entry.getName() + ": " + what));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private List<Path> jars() throws IOException {
        var found = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var module : modules) {
                if (Files.isDirectory(module.resolve("target"))) {
                    try (var jars = Files.newDirectoryStream(module.resolve("target"), "hornbook-*.jar")) {
                        jars.forEach(found::add);
                    }
                }
            }
        }
        return found;
    }
}

package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever comes from HikariCP finds every property of its configuration on the pool's page, and none that there isn't. */
class HikariPropertiesTest {
    @Test
    void everyPropertyOfHikariIsAnsweredOnThePoolsPage() throws IOException {
        assertThat(onThePage()).containsExactlyInAnyOrderElementsOf(hikaris());
    }

    private static Set<String> hikaris() {
        return Stream.of(HikariConfig.class.getDeclaredMethods()).filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName()).filter(name -> name.startsWith("set"))
                .map(name -> Introspector.decapitalize(name.substring(3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> onThePage() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("hornbook.root"), "docs", "pool.md"));
        String table = page.substring(page.indexOf("## Coming from HikariCP")).split("\n## ")[0];
        return table.lines().filter(line -> line.startsWith("| `")).map(line -> line.substring(3, line.indexOf('`', 3))).toList();
    }
}

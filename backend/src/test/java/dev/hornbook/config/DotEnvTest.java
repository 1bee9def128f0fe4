package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @Test
    void readsNamesQuotesExportsAndComments() {
        var file = DotEnv.parse(".env", List.of(
                "\uFEFF# the database",
                "DATABASE_URL=postgresql://u:p#w@h/d   # a password may hold a hash",
                "export HORNBOOK_SECRET='as it is # not a comment' # this is one",
                "NAME = \"two\\nlines and a \\\"quote\\\"\"",
                "",
                "EMPTY=",
                "COMMENT=# nothing"));

        assertThat(file.problems()).isEmpty();
        assertThat(file.values())
                .containsEntry("DATABASE_URL", "postgresql://u:p#w@h/d")
                .containsEntry("HORNBOOK_SECRET", "as it is # not a comment")
                .containsEntry("NAME", "two\nlines and a \"quote\"")
                .containsEntry("EMPTY", "")
                .containsEntry("COMMENT", "");
    }

    @Test
    void namesALineThatCannotBeReadByItsNumberAndNeverShowsIt() {
        var file = DotEnv.parse(".env", List.of("PORT=1", "canary-secret without an equals sign", "A=\"canary-secret never closes"));

        assertThat(file.values()).containsOnlyKeys("PORT");
        assertThat(file.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem).doesNotContain("canary"));
        assertThat(file.problems().get(0)).contains("line 2");
        assertThat(file.problems().get(1)).contains("line 3");
    }

    @Test
    void aFileThatIsNoTextIsAProblemNotAFailure(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve(".env"), new byte[]{(byte) 0xC3, (byte) 0x28});

        assertThat(DotEnv.read(directory.resolve(".env")).problems()).singleElement().asString().contains("UTF-8");
        assertThat(DotEnv.read(directory.resolve("missing")).problems()).isEmpty();
    }
}

package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.start.Hornbook.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that everything is kept in, and how to be rid of it. */
@Tag("integration")
class ResetTest {
    @TempDir
    private Path directory;

    @Test
    void theDirectoryIsItsUsersAloneAndGoesOnlyWhenNobodyServesFromIt() throws Exception {
        Path home = directory.resolve(".hornbook");
        try (Hornbook hornbook = Hornbook.serve(directory, Map.of())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secret")))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("database-url")))).isEqualTo("rw-------");

            Ended refused = Hornbook.run(directory, Map.of(), "reset", "--yes");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.errors()).contains("in use by hornbook serve", String.valueOf(hornbook.process().pid()));
            assertThat(Reader.at(hornbook.address()).get("/health").status()).isEqualTo(200);
        }
        Ended unasked = Hornbook.run(directory, Map.of(), "reset");
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.errors()).contains("--yes");
        assertThat(home).isDirectory();

        assertThat(Hornbook.run(directory, Map.of(), "reset", "--yes").code()).isZero();
        assertThat(directory).isEmptyDirectory();
    }
}

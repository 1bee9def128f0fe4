package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path parent;

    @Test
    void isTheUsersAloneAndIgnoredByGit() throws Exception {
        Home home = Home.at(parent.resolve(".hornbook"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory()))).isEqualTo("rwx------");
        assertThat(home.directory().resolve(".gitignore")).hasContent("*");
        assertThat(home.directory().resolve("format")).hasContent("1");
    }

    @Test
    void theSecretIsMadeOnceAndReadableByItsUserAlone() throws Exception {
        Home home = Home.at(parent);
        Secret first = home.secret();

        assertThat(first.value().length()).isGreaterThanOrEqualTo(SettingsJudge.SECRET_LENGTH);
        assertThat(Home.at(parent).secret()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("secret")))).isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain(first.value());
    }

    @Test
    void oneOwnerAtATimeAndTheOtherIsToldWho() {
        Home home = Home.at(parent);
        try (Ownership own = home.own().orElseThrow()) {
            own.announce("hornbook serve, http://localhost:8080");
            own.announceDatabase(new Secret("postgresql://canary"));

            assertThat(home.own()).isEmpty();
            assertThat(home.owner()).contains("http://localhost:8080").contains(String.valueOf(ProcessHandle.current().pid()));
            assertThat(home.embeddedUrl()).contains(new Secret("postgresql://canary"));
        }
        assertThat(home.embeddedUrl()).isEmpty();
        try (Ownership again = home.own().orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void aFormatOfTheFutureIsRefusedByName() throws Exception {
        Home.at(parent);
        Files.writeString(parent.resolve("format"), "2\n");

        assertThatThrownBy(() -> Home.at(parent)).isInstanceOf(HomeException.class).hasMessageContaining("format 2")
                .hasMessageContaining("newer");
    }
}

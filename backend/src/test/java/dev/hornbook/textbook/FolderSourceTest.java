package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    Path directory;

    private Path book;
    private final List<Fault> faults = new ArrayList<>();

    @BeforeEach
    void makeTheBook() throws IOException {
        book = Files.createDirectory(directory.resolve("book"));
        write(book.resolve("a.md"), "a");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> read() {
        return new FolderSource(book).files(faults::add).stream().map(SourceFile::path).sorted().toList();
    }

    @Test
    void markdownAndHtmlAreFoundInEveryFolderAndNothingElseIs() throws IOException {
        write(book.resolve("part/b.mdx"), "b");
        write(book.resolve("part/_category_.json"), "{}");
        write(book.resolve("part/c.html"), "c");
        write(book.resolve("_static/d.html"), "d");
        write(book.resolve("picture.png"), "");
        write(book.resolve("_partial.md"), "");
        write(book.resolve(".hidden/c.md"), "");
        write(book.resolve(".hidden.md"), "");
        write(book.resolve("node_modules/x/README.md"), "");
        assertThat(read()).containsExactly("a.md", "part/_category_.json", "part/b.mdx", "part/c.html");
        assertThat(faults).isEmpty();
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Path secret = write(directory.resolve("secret/key.md"), "secret");
        Files.createSymbolicLink(book.resolve("key.md"), secret);
        Files.createSymbolicLink(book.resolve("key.html"), secret);
        Files.createSymbolicLink(book.resolve("folder"), secret.getParent());
        Files.createSymbolicLink(book.resolve("gone.md"), directory.resolve("nowhere.md"));
        assertThat(read()).containsExactly("a.md");
        assertThat(faults).extracting(Fault::file).containsExactlyInAnyOrder("key.md", "key.html", "folder", "gone.md");
    }

    @Test
    void aLinkInsideTheBookIsFollowedAndNeverInCircles() throws IOException {
        write(book.resolve("part/b.md"), "b");
        Files.createSymbolicLink(book.resolve("part/up"), book);
        Files.createSymbolicLink(book.resolve("c.md"), book.resolve("a.md"));
        assertThat(read()).containsExactly("a.md", "c.md", "part/b.md");
        assertThat(faults).isEmpty();
    }

    @Test
    void oneFileIsABookToo() {
        var source = new FolderSource(book.resolve("a.md"));
        assertThat(source.name()).isEqualTo("a");
        assertThat(source.files(faults::add)).extracting(SourceFile::path).containsExactly("a.md");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new FolderSource(directory.resolve("none")).files(faults::add))
                .isInstanceOf(BookUnreadableException.class)
                .hasMessageContaining("none");
    }
}

package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a ZIP may hold that becomes a book, and what a hostile one is refused for. */
class ZipSourceTest {
    private static final int A_SYMLINK = 0120777;
    private static final int A_DEVICE = 0020666;

    @TempDir
    Path directory;

    /** Makes a ZIP's bytes. */
    private interface Packing {
        void into(ZipArchiveOutputStream zip) throws IOException;
    }

    private Path zip(Packing packing) {
        Path file = directory.resolve("book.zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            packing.into(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** With the name as it stands: the library would make a slash of a backslash in what looks like a Windows program's. */
    private static final class Entry extends ZipArchiveEntry {
        Entry(String name, int mode) {
            super("");
            setUnixMode(mode);
            setName(name);
        }
    }

    private static void add(ZipArchiveOutputStream zip, String name, int mode, byte[] bytes) throws IOException {
        var entry = new Entry(name, mode == 0 ? 0100644 : mode);
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    private static Packing with(String... names) {
        return zip -> {
            for (String name : names) {
                add(zip, name, 0, "# A page\n\nSome words.\n".getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static Packing mode(int mode) {
        return zip -> {
            with("a.md").into(zip);
            add(zip, "b.md", mode, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Packing many(int entries, int bytes) {
        return zip -> {
            byte[] page = new byte[bytes];
            // Packed to about a fiftieth: no single entry is refused for that.
            new Random(1).nextBytes(page);
            for (int i = 0; i < page.length; i++) {
                page[i] = i % 64 == 0 ? (byte) ('a' + (page[i] & 15)) : (byte) 'x';
            }
            for (int i = 0; i < entries; i++) {
                add(zip, "page" + i + ".md", 0, page);
            }
        };
    }

    private Manuscript read(Path file) {
        try (ZipSource zip = ZipSource.open(file, "book")) {
            return new ManuscriptReader(TextSource::words).read(zip, Progress.SILENT);
        }
    }

    static Stream<Arguments> hostile() {
        byte[] zeros = new byte[4 * 1024 * 1024];
        Arrays.fill(zeros, (byte) 'a');
        return Stream.of(
                arguments("/etc/cron.d/evil.md", with("a.md", "/etc/cron.d/evil.md"), "absolute"),
                arguments("C:/evil.md", with("C:/evil.md"), "absolute"),
                arguments("../evil.md", with("a.md", "../evil.md"), "out of the book"),
                arguments("part/../../evil.md", with("part/../../evil.md"), "out of the book"),
                arguments("part//evil.md", with("part//evil.md"), "out of the book"),
                arguments("./evil.md", with("./evil.md"), "out of the book"),
                arguments("..\\evil.md", with("..\\evil.md"), "backslash"),
                arguments("part\\evil.png", with("a.md", "part\\evil.png"), "backslash"),
                arguments("control", with("a\u0007b.md"), "control characters"),
                arguments("nul.md", with("part/nul.md"), "device"),
                arguments("COM1", with("COM1/a.md"), "device"),
                arguments("Aux.tar.md", with("Aux.tar.md"), "device"),
                arguments("twice", with("a.md", "b.md", "a.md"), "twice"),
                arguments("long", with("x".repeat(400) + ".md"), "longer than"),
                arguments("deep", with("x/".repeat(40) + "a.md"), "deeper than"),
                arguments("symlink", mode(A_SYMLINK), "symbolic link"),
                arguments("device", mode(A_DEVICE), "neither a file nor a folder"),
                arguments("2,001 entries", with(names(2_001)), "more than 2000 entries"),
                arguments("ratio", (Packing) zip -> add(zip, "bomb.md", 0, zeros), "100 times"),
                arguments("unpacked", many(60, 1_900_000), "larger than 100 MB"));
    }

    private static String[] names(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "p" + i + ".md").toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void whatNoBookNeedsIsRefusedWhole(String name, Packing packing, String reason) {
        Path file = zip(packing);

        assertThatThrownBy(() -> read(file)).isInstanceOf(BookUnreadableException.class).hasMessageContaining(reason);
    }

    @Test
    void aSizeThatTheZipLiesAboutIsCountedAllTheSame() throws IOException {
        byte[] bytes = Files.readAllBytes(zip(many(60, 1_900_000)));
        // The sizes in the central directory, 24 bytes after each header's signature.
        for (int at = 0; at + 28 < bytes.length; at++) {
            if (bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 1 && bytes[at + 3] == 2) {
                Arrays.fill(bytes, at + 24, at + 28, (byte) 0);
                bytes[at + 24] = 1;
            }
        }
        Path liar = Files.write(directory.resolve("liar.zip"), bytes);

        assertThatThrownBy(() -> read(liar)).isInstanceOf(BookUnreadableException.class).hasMessageContaining("larger than 100 MB");
    }

    @Test
    void whatIsNoZipOrNotWholeIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(zip(with("a.md", "b.md")));
        for (byte[] bytes : List.of(new byte[0], "# A page".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOfRange(whole, whole.length / 2, whole.length))) {
            Path file = Files.write(directory.resolve("broken.zip"), bytes);
            assertThatThrownBy(() -> read(file)).isInstanceOf(BookUnreadableException.class);
        }
    }

    @Test
    void itIsReadAsAFolderIsWithoutTheFolderAroundIt() throws IOException {
        List<String> names = List.of("walking/index.md", "walking/part/b.mdx", "walking/_partial.md", "walking/.git/c.md",
                "walking/picture.png", "walking/node_modules/x/README.md", "__MACOSX/walking/._index.md");
        try (ZipSource source = ZipSource.open(zip(with(names.toArray(String[]::new))), "stepping")) {
            assertThat(source.name()).isEqualTo("stepping");
            assertThat(source.files(fault -> {})).extracting(SourceFile::path).containsExactlyInAnyOrder("index.md", "part/b.mdx");
        }
        assertThat(read(zip(with("a.md", "part/b.md"))).pages()).extracting(Page::slug).containsExactlyInAnyOrder("a", "part/b");
    }

    @Test
    void aPageThatCannotBeReadIsAFaultAndTheOthersAreRead() {
        Manuscript read = read(zip(zip -> {
            with("a.md").into(zip);
            add(zip, "latin.md", 0, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        }));

        assertThat(read.pages()).hasSize(1);
        assertThat(read.faults()).extracting(Fault::file).containsExactly("latin.md");
    }

    @Test
    void anOrdinaryNameIsAPlaceInABook() {
        Map.of("a.md", true, "part/03 zero-moment point.md", true, "zażółć/gęślą.md", true, "console.md", true, "a..b.md", true)
                .forEach((name, fine) -> assertThat(PlaceInBook.fault(name).isEmpty()).as(name).isEqualTo(fine));
    }
}

package dev.hornbook.textbook;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A book in a folder, or in one file, of Markdown or HTML. Hidden files, {@code node_modules} and partials (files whose name begins with an
 * underscore, as Docusaurus has it) are left out. A symbolic link is followed only to a place inside the folder: a book must not
 * be able to show what lies beside it.
 */
public final class FolderSource implements BookSource {
    /** Deeper folders and further files than these are a mistake (or an attack), not a book. */
    private static final int MAX_DEPTH = 32;
    private static final int MAX_FILES = 20_000;

    /** Beside {@code node_modules} what Sphinx puts next to a built site: pictures and styles, the sources again, and programs. */
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "_static", "_sources", "_modules");

    private final Path root;

    public FolderSource(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        Path name = root.getFileName();
        return name == null ? "book" : withoutExtension(name.toString());
    }

    @Override
    public List<SourceFile> files(Consumer<Fault> faults) {
        if (!Files.exists(root)) {
            throw new BookUnreadableException("There is no folder or file " + root + ". Check the path.");
        }
        try {
            if (Files.isRegularFile(root)) {
                return List.of(new SourceFile(root.getFileName().toString(), () -> Files.newInputStream(root)));
            }
            var walk = new Walk(root.toRealPath(), faults);
            walk.folder(root, "", 0);
            return walk.found;
        } catch (IOException e) {
            throw new BookUnreadableException("The folder " + root + " cannot be read (" + reason(e) + ").", e);
        }
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Whether a file or folder of this name is left out, with all that is in it. */
    static boolean isPassedOver(String name) {
        return name.startsWith(".") || PASSED_OVER.contains(name);
    }

    /** Whether a file of this name is part of a book. */
    static boolean isRead(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("_")) {
            return lower.startsWith("_category_.");
        }
        return lower.endsWith(".md") || lower.endsWith(".mdx") || lower.endsWith(".markdown") || Titles.isHtml(lower);
    }

    /** One walk through the folder; it knows which folders it has seen, so that links cannot lead it in circles. */
    private static final class Walk {
        private final Path realRoot;
        private final Consumer<Fault> faults;
        private final Set<Path> seen = new HashSet<>();
        private final List<SourceFile> found = new ArrayList<>();

        Walk(Path realRoot, Consumer<Fault> faults) {
            this.realRoot = realRoot;
            this.faults = faults;
        }

        void folder(Path folder, String prefix, int depth) throws IOException {
            if (!seen.add(folder.toRealPath())) {
                return;
            }
            if (depth > MAX_DEPTH) {
                faults.accept(new Fault(prefix, "The folder lies more than " + MAX_DEPTH + " levels deep. Move it up."));
                return;
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    entry(entry, prefix, depth);
                }
            }
        }

        private void entry(Path entry, String prefix, int depth) {
            String name = entry.getFileName().toString();
            String path = prefix + name;
            if (isPassedOver(name)) {
                return;
            }
            try {
                if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
                    if (isRead(name)) {
                        faults.accept(new Fault(path, "The symbolic link leads nowhere. Mend or remove it."));
                    }
                } else if (Files.isSymbolicLink(entry) && !entry.toRealPath().startsWith(realRoot)) {
                    faults.accept(new Fault(path, "The symbolic link leads out of the book. Copy the file into the book instead."));
                } else if (Files.isDirectory(entry)) {
                    folder(entry, path + "/", depth + 1);
                } else if (Files.isRegularFile(entry) && isRead(name)) {
                    file(entry, path);
                }
            } catch (IOException e) {
                faults.accept(new Fault(path, "It cannot be read (" + reason(e) + "). Check its permissions."));
            }
        }

        private void file(Path file, String path) throws IOException {
            if (found.size() == MAX_FILES) {
                throw new BookUnreadableException("The folder holds more than " + MAX_FILES + " pages. Read it in in parts.");
            }
            // The link was judged above; opening the real path keeps a link swapped in meanwhile from leading out.
            Path real = file.toRealPath();
            found.add(new SourceFile(path, () -> Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)));
        }
    }
}

package dev.hornbook.textbook;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A book among the class path's resources, such as the sample textbook. A jar cannot be listed as a folder can, so the book
 * brings a list of its files: {@code files.txt} beside them, a path a line; empty lines and lines after {@code #} say nothing.
 */
public final class ClasspathSource implements BookSource {
    private static final String LIST = "files.txt";

    private final ClassLoader loader;
    private final String folder;

    /** @param folder the book's folder on the class path, without a leading or trailing {@code /} */
    public ClasspathSource(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /** The sample textbook on physical AI and humanoid robotics, which is offered where there is no other. */
    public static ClasspathSource sample() {
        return new ClasspathSource(ClasspathSource.class.getClassLoader(), "sample/physical-ai");
    }

    @Override
    public String name() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    @Override
    public List<SourceFile> files(Consumer<Fault> faults) {
        try (var lines = new BufferedReader(new InputStreamReader(open(LIST), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(path -> new SourceFile(path, () -> open(path)))
                    .toList();
        } catch (IOException e) {
            throw new BookUnreadableException("The book " + folder + " is not on the class path, or its " + LIST
                    + " is missing.", e);
        }
    }

    private InputStream open(String path) throws IOException {
        InputStream stream = loader.getResourceAsStream(folder + "/" + path);
        if (stream == null) {
            throw new FileNotFoundException(folder + "/" + path);
        }
        return stream;
    }
}

package dev.hornbook.textbook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A book written in a test. */
public final class TextSource implements BookSource {
    private final String name;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    public TextSource(String name) {
        this.name = name;
    }

    public TextSource with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TextSource with(String path, byte[] bytes) {
        files.add(new SourceFile(path, () -> new ByteArrayInputStream(bytes)));
        return this;
    }

    /** With something that cannot be read. */
    TextSource without(String path) {
        faults.add(new Fault(path, "It cannot be read."));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceFile> files(Consumer<Fault> told) {
        faults.forEach(told);
        return List.copyOf(files);
    }

    /** Read with a token a word, near enough where the number does not matter. */
    Manuscript read() {
        return new ManuscriptReader(TextSource::words).read(this, Progress.SILENT);
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}

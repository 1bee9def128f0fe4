package dev.hornbook.textbook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A book that is one file of Markdown or HTML, under the name that it is sent with.
 *
 * @param file its name, with its extension
 * @param content where its bytes are
 */
record OneFile(String file, Path content) implements BookSource {

    @Override
    public String name() {
        return Titles.slug(file);
    }

    @Override
    public List<SourceFile> files(Consumer<Fault> faults) {
        return List.of(new SourceFile(file, () -> Files.newInputStream(content)));
    }
}

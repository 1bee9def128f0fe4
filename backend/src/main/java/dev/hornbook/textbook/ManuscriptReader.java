package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads a book's files into a manuscript: every page that can be read, in reading order; the others as faults.
 */
public final class ManuscriptReader {
    private final PageReader pages;

    /** @param tokens counts as the embedding model does; passages are cut by it */
    public ManuscriptReader(TokenCounter tokens) {
        this.pages = new PageReader(new Cutter(tokens));
    }

    /**
     * @throws BookUnreadableException when there is not one page to be had
     */
    Manuscript read(BookSource source, Progress progress) {
        var faults = new ArrayList<Fault>();
        var unread = new HashSet<String>();
        List<SourceFile> files = source.files(fault -> {
            faults.add(fault);
            unread.add(Titles.slug(fault.file()));
            // It may be a folder.
            unread.add(fault.file().endsWith("/") ? fault.file() : fault.file() + "/");
        }).stream().sorted(Comparator.comparing(SourceFile::path)).toList();
        var texts = new LinkedHashMap<String, PageText>();
        var positions = new HashMap<String, OptionalDouble>();
        int done = 0;
        for (SourceFile file : files) {
            try {
                if (file.name().startsWith("_category_.")) {
                    positions.put(folder(file.path()), FrontMatter.parse(SourceText.read(file), "content").position());
                } else {
                    add(file, texts, unread);
                }
            } catch (UnreadableFileException e) {
                faults.add(new Fault(file.path(), e.getMessage()));
                unread.add(Titles.slug(file.path()));
            }
            progress.report(Progress.Step.READING, ++done, files.size());
        }
        var site = new Site(texts.values());
        site.positions().forEach(positions::putIfAbsent);
        texts.values().stream().filter(text -> text.front().position().isPresent())
                .forEach(text -> positions.put(text.slug(), text.front().position()));
        List<Page> read = texts.values().stream().map(site::finished).map(pages::page).toList();
        List<Page> shown = read.stream().filter(page -> !page.front().draft())
                .sorted(Comparator.comparing(Page::slug, new ReadingOrder(positions))).toList();
        if (shown.isEmpty()) {
            throw new BookUnreadableException("There is no Markdown (.md, .mdx) or HTML (.html) to read in " + source.name() + "."
                    + (faults.isEmpty() ? "" : " " + faults.getFirst().file() + ": " + faults.getFirst().reason()));
        }
        Optional<Page> index = rootPage(read, "index").or(() -> rootPage(read, "readme"));
        return new Manuscript(source.name(), index.or(() -> shown.size() == 1 ? Optional.of(shown.getFirst()) : Optional.empty())
                .map(Page::title).orElseGet(() -> Titles.ofName(source.name())),
                index.map(page -> page.front().questions()).orElse(List.of()), shown, faults, unread);
    }

    private void add(SourceFile file, Map<String, PageText> texts, Set<String> unread) throws UnreadableFileException {
        Optional<PageText> text = pages.text(file);
        if (text.isEmpty()) {
            return;
        }
        if (texts.putIfAbsent(text.get().slug(), text.get()) != null) {
            throw new UnreadableFileException("Another file has the same name with another extension. Rename one of the two.");
        }
        unread.remove(text.get().slug());
    }

    private static Optional<Page> rootPage(List<Page> read, String name) {
        return read.stream().filter(page -> page.slug().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}

package dev.hornbook.textbook;

import dev.hornbook.textbook.html.HtmlPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;

/** Reads one file into a page: its Markdown first, then its headings and what stands under each. */
final class PageReader {
    private static final Pattern REFERENCE = Pattern.compile("\\[([^\\[\\]]{1,200})\\]");

    private final Cutter cutter;

    PageReader(Cutter cutter) {
        this.cutter = cutter;
    }

    /** A heading and where its text begins and ends in the page's Markdown. */
    private record Mark(Heading heading, int start, int end) {}

    /**
     * The file as Markdown.
     *
     * @return empty where a built site has no text in it for readers, such as its register of terms
     */
    Optional<PageText> text(SourceFile file) throws UnreadableFileException {
        if (Titles.isHtml(file.name())) {
            Optional<HtmlPage> html = HtmlPage.read(SourceText.html(file), file.path());
            if (html.isPresent() && html.get().isBlank()) {
                throw new UnreadableFileException(
                        "No text was found in it. Where a script draws the page, give the site as it was built instead.");
            }
            return html.map(page -> new PageText(file.path(), FrontMatter.NONE, page.markdown(), html));
        }
        FrontMatter.Split split = FrontMatter.split(SourceText.read(file));
        String markdown = MdxText.toMarkdown(split.body(), file.name().toLowerCase(Locale.ROOT).endsWith(".mdx"));
        return Optional.of(new PageText(file.path(), split.front(), markdown, Optional.empty()));
    }

    /** Takes it apart. */
    Page page(PageText text) {
        String markdown = text.markdown();
        List<Block> blocks = Markdown.blocks(Markdown.parse(markdown));
        var marks = new ArrayList<Mark>();
        var definitions = new HashMap<String, String>();
        for (Block block : blocks) {
            if (block instanceof Heading heading) {
                marks.add(new Mark(heading, Markdown.start(markdown, heading), Markdown.end(heading)));
            } else if (block instanceof LinkReferenceDefinition definition) {
                definitions.putIfAbsent(label(definition.getLabel()), Markdown.source(markdown, block));
            }
        }
        return page(text, marks, definitions);
    }

    private Page page(PageText text, List<Mark> marks, Map<String, String> definitions) {
        String markdown = text.markdown();
        var anchors = new Anchors();
        // A first heading of level 1 is the page's title; with a title in the front matter it gives only its anchor.
        boolean titled = !marks.isEmpty() && marks.getFirst().heading().getLevel() == 1
                && markdown.substring(0, marks.getFirst().start()).isBlank();
        Optional<Anchors.Anchored> first = titled ? Optional.of(anchors.of(words(marks.getFirst().heading()))) : Optional.empty();
        String title = text.front().title()
                .or(() -> first.map(Anchors.Anchored::title).filter(words -> !words.isBlank()))
                .or(() -> firstTitle(marks))
                .orElseGet(() -> Titles.ofName(text.path()));
        String opening = first.map(Anchors.Anchored::anchor).orElseGet(() -> anchors.of(title).anchor());

        var sections = new ArrayList<PageSection>();
        int openingEnd = marks.size() > (titled ? 1 : 0) ? marks.get(titled ? 1 : 0).start() : markdown.length();
        sections.add(section(opening, 1, List.of(title), markdown.substring(titled ? marks.getFirst().end() : 0, openingEnd),
                definitions));
        var above = new ArrayList<Mark>();
        var titles = new ArrayList<String>();
        for (int i = titled ? 1 : 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            int level = mark.heading().getLevel();
            while (!above.isEmpty() && above.getLast().heading().getLevel() >= level) {
                above.removeLast();
                titles.removeLast();
            }
            Anchors.Anchored heading = anchors.of(words(mark.heading()));
            above.add(mark);
            titles.add(heading.title().isEmpty() ? "…" : heading.title());
            var path = new ArrayList<String>(List.of(title));
            path.addAll(titles);
            int end = i + 1 < marks.size() ? marks.get(i + 1).start() : markdown.length();
            sections.add(section(heading.anchor(), Math.max(2, level), path, markdown.substring(mark.end(), end), definitions));
        }
        return new Page(text.slug(), title, text.front(), sections);
    }

    /** Without a title of its own a page is called by its first heading, of whatever level. */
    private static Optional<String> firstTitle(List<Mark> marks) {
        return marks.stream().map(mark -> new Anchors().of(words(mark.heading())).title()).filter(words -> !words.isBlank())
                .findFirst();
    }

    private static String words(Heading heading) {
        return PlainText.of(heading).replaceAll("\\s+", " ");
    }

    private PageSection section(String anchor, int level, List<String> path, String source, Map<String, String> definitions) {
        String markdown = withDefinitions(source.strip().isEmpty() ? "" : trimBlankLines(source), definitions);
        return new PageSection(anchor, level, path, markdown, cutter.cut(path, markdown),
                Fingerprint.of(anchor, Integer.toString(level), String.join("\u0000", path), markdown));
    }

    /** Leading blanks of the first line may be code's indentation; blank lines around are nothing. */
    private static String trimBlankLines(String source) {
        return source.replaceFirst("\\A(?:[ \\t]*\\n)+", "").stripTrailing();
    }

    /** A section is shown and parsed by itself, so it brings along the link definitions that it uses and does not hold. */
    private static String withDefinitions(String markdown, Map<String, String> definitions) {
        if (definitions.isEmpty() || markdown.isEmpty()) {
            return markdown;
        }
        var used = new StringBuilder();
        Matcher reference = REFERENCE.matcher(markdown);
        var seen = new HashMap<String, Boolean>();
        while (reference.find()) {
            String label = label(reference.group(1));
            String definition = definitions.get(label);
            if (definition != null && seen.put(label, true) == null && !markdown.contains(definition)) {
                used.append('\n').append(definition);
            }
        }
        return used.isEmpty() ? markdown : markdown + "\n" + used;
    }

    private static String label(String label) {
        return label.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}

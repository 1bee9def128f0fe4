package dev.hornbook.textbook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** An element's content as Markdown's blocks, one after the other. */
final class Blocks {
    private static final String BLOCKS = "p, div, section, article, header, footer, main, aside, figure, figcaption, pre, ul, ol, li, menu, dl, dt, "
            + "dd, table, blockquote, h1, h2, h3, h4, h5, h6, hr, details, summary, address, center, fieldset, form, hgroup, legend";
    private static final Set<String> NAMES = Set.of(BLOCKS.split(", "));

    private final Outline outline;
    private final String page;
    /** Inside a list, a table or a quotation nothing begins a section. */
    private final boolean nested;
    private final List<String> blocks = new ArrayList<>();
    private int level = 1;

    Blocks(Outline outline, String page) {
        this(outline, page, false);
    }

    private Blocks(Outline outline, String page, boolean nested) {
        this.outline = outline;
        this.page = page;
        this.nested = nested;
    }

    List<String> of(Element element) {
        children(element);
        return blocks;
    }

    /** The blocks of something that stands inside another. */
    List<String> within(Element element) {
        return new Blocks(outline, page, true).of(element);
    }

    static boolean isBlock(Node node) {
        return node instanceof Element element && (NAMES.contains(element.normalName()) || element.selectFirst(BLOCKS) != null);
    }

    private void children(Element parent) {
        var line = new ArrayList<Node>();
        for (Node child : parent.childNodes()) {
            if (isBlock(child)) {
                paragraph(line);
                block((Element) child);
            } else {
                line.add(child);
            }
        }
        paragraph(line);
    }

    private void paragraph(List<Node> line) {
        if (!line.isEmpty()) {
            add(Inline.paragraph(line, page));
            line.clear();
        }
    }

    private void add(String block) {
        if (!block.isBlank()) {
            blocks.add(block);
        }
    }

    private void block(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
            case "pre" -> add(Code.fenced(element));
            case "ul", "ol", "menu" -> add(list(element));
            case "dl" -> terms(element);
            case "table" -> table(element);
            case "blockquote" -> add(String.join("\n\n", within(element)).lines().map(line -> line.isEmpty() ? ">" : "> " + line)
                    .collect(Collectors.joining("\n")));
            case "summary", "legend" -> bold(element);
            case "p" -> {
                // The titles of DocBook's boxes, figures and tables.
                if (element.hasClass("title")) {
                    bold(element);
                } else {
                    children(element);
                }
            }
            case "hr" -> {
                // A line says nothing.
            }
            default -> children(element);
        }
    }

    private void heading(Element heading) {
        if (outline.isTitle(heading)) {
            return;
        }
        if (nested || outline.anchor(heading).isEmpty()) {
            bold(heading);
            return;
        }
        level = outline.levelOf(heading);
        section(level, Inline.line(heading, page), outline.anchor(heading).get());
    }

    private void section(int depth, String title, String anchor) {
        add("#".repeat(depth) + " " + title + " {#" + Characters.escaped(anchor) + "}");
    }

    private void bold(Element element) {
        String words = Inline.plainLine(element, page);
        add(words.isBlank() ? "" : "**" + words + "**");
    }

    private String list(Element list) {
        int number = list.attr("start").matches("\\d{1,8}") ? Integer.parseInt(list.attr("start")) : 1;
        var items = new ArrayList<List<String>>();
        for (Element child : list.children()) {
            List<String> item = within(child.normalName().equals("li") ? child : new Element("li").appendChild(child.clone()));
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items(items, list.normalName().equals("ol"), number);
    }

    private static String items(List<List<String>> items, boolean ordered, int first) {
        boolean tight = items.stream().allMatch(item -> item.size() == 1 && item.getFirst().indexOf('\n') < 0);
        int number = first;
        var lines = new ArrayList<String>();
        for (List<String> item : items) {
            String mark = ordered ? number++ + ". " : "- ";
            lines.add(mark + indented(String.join("\n\n", item), mark.length()));
        }
        return String.join(tight ? "\n" : "\n\n", lines);
    }

    private static String indented(String text, int by) {
        return text.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(by));
    }

    private void terms(Element list) {
        if (!nested && outline.isListOfSections(list)) {
            sections(list);
            return;
        }
        var items = new ArrayList<List<String>>();
        for (Element child : flat(list)) {
            if (child.normalName().equals("dt")) {
                String term = Inline.plainLine(child, page);
                items.add(new ArrayList<>(term.isBlank() ? List.of() : List.of("**" + term + "**")));
            } else {
                if (items.isEmpty()) {
                    items.add(new ArrayList<>());
                }
                items.getLast().addAll(within(child));
            }
        }
        items.removeIf(List::isEmpty);
        add(items(items, false, 1));
    }

    /** HTML allows a {@code div} around each entry. */
    private static List<Element> flat(Element list) {
        return list.children().stream()
                .flatMap(child -> child.normalName().equals("div") ? child.children().stream() : java.util.stream.Stream.of(child))
                .toList();
    }

    private void sections(Element list) {
        int above = level;
        var terms = new ArrayList<Element>();
        for (Element child : list.children()) {
            if (child.normalName().equals("dt")) {
                terms.add(child);
                continue;
            }
            if (!terms.isEmpty()) {
                entry(terms, above);
            }
            children(child);
        }
        if (!terms.isEmpty()) {
            entry(terms, above);
        }
        level = above;
    }

    private void entry(List<Element> terms, int above) {
        level = Math.min(6, above + 1);
        section(level, terms.stream().map(term -> Inline.line(term, page)).distinct().collect(Collectors.joining(", ")),
                outline.anchor(terms.getFirst()).orElseThrow());
        terms.clear();
    }

    private void table(Element table) {
        if (Tables.isLayout(table)) {
            table.select("td, th, caption").stream().filter(cell -> cell.closest("table") == table).forEach(this::children);
            return;
        }
        Element caption = table.selectFirst("caption");
        if (caption != null && caption.closest("table") == table) {
            bold(caption);
        }
        if (Tables.isOneColumn(table)) {
            add(items(Tables.cells(table).stream().map(this::within).filter(item -> !item.isEmpty()).toList(), false, 1));
        } else {
            add(new Tables(page).write(table));
        }
    }
}

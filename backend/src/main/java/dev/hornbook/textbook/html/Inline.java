package dev.hornbook.textbook.html;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Words with their emphasis, code, links and pictures, as one paragraph of Markdown. */
final class Inline {
    private final String page;
    /** In a heading, a cell or a term: no line ends, no links. */
    private final boolean oneLine;
    private final boolean emphasis;
    private final StringBuilder out = new StringBuilder();
    private boolean inLink;

    private Inline(String page, boolean oneLine, boolean emphasis) {
        this.page = page;
        this.oneLine = oneLine;
        this.emphasis = emphasis;
    }

    static String paragraph(List<Node> nodes, String page) {
        var inline = new Inline(page, false, true);
        nodes.forEach(inline::node);
        String text = inline.out.toString().strip();
        if (text.endsWith("\\") && !text.endsWith("\\\\")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return String.join("\n", text.lines().map(String::strip).map(Characters::lineStart).toList());
    }

    /** An element's words in one line, without links. */
    static String line(Element element, String page) {
        return line(element, page, true);
    }

    /** As {@link #line}, without emphasis too, so that the whole can be set in bold. */
    static String plainLine(Element element, String page) {
        return line(element, page, false);
    }

    private static String line(Element element, String page, boolean emphasis) {
        var inline = new Inline(page, true, emphasis);
        inline.inLink = true;
        inline.children(element);
        return inline.text();
    }

    /** As {@link #line}, but with links. */
    static String cell(Element element, String page) {
        var inline = new Inline(page, true, true);
        inline.children(element);
        return inline.text();
    }

    private String text() {
        return out.toString().strip();
    }

    private void children(Element element) {
        for (Node child : element.childNodes()) {
            if (oneLine && Blocks.isBlock(child)) {
                part();
                node(child);
                part();
            } else {
                node(child);
            }
        }
    }

    /** Where a block ended inside a line. */
    private void part() {
        if (!text().isEmpty() && !text().endsWith(";")) {
            boolean stop = ".:!?,".indexOf(text().charAt(text().length() - 1)) >= 0;
            out.setLength(out.toString().stripTrailing().length());
            out.append(stop ? " " : "; ");
        }
    }

    private void node(Node node) {
        if (node instanceof TextNode text) {
            words(Characters.collapsed(text.getWholeText()));
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void words(String words) {
        boolean blankBefore = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(Characters.escaped(blankBefore ? words.stripLeading() : words));
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "br" -> lineEnd();
            case "code", "kbd", "samp", "tt" -> code(element);
            case "em", "i", "cite", "var", "dfn" -> marked(element, "*");
            case "strong", "b" -> marked(element, "**");
            case "a" -> link(element);
            case "img" -> picture(element);
            case "q" -> {
                out.append('“');
                children(element);
                out.append('”');
            }
            case "sup" -> raised(element);
            case "pre" -> append(Code.span(Characters.oneLine(element.wholeText())));
            case "wbr" -> {
                // Where a line may be broken.
            }
            default -> children(element);
        }
    }

    private void lineEnd() {
        if (text().isEmpty()) {
            return;
        }
        out.setLength(out.toString().stripTrailing().length());
        out.append(oneLine ? " " : "\\\n");
    }

    private void code(Element element) {
        append(Code.span(Characters.oneLine(element.wholeText())));
    }

    /** Two spans of code side by side are one, or their marks would be read as others. */
    private void append(String span) {
        boolean touches = !span.isEmpty() && !out.isEmpty() && out.charAt(out.length() - 1) == '`' && !out.toString().endsWith("\\`");
        if (touches && isPlain(span) && out.charAt(Math.max(0, out.length() - 2)) != '`') {
            out.setLength(out.length() - 1);
            out.append(span, 1, span.length());
        } else {
            out.append(touches ? " " : "").append(span);
        }
    }

    private static boolean isPlain(String span) {
        return span.length() > 2 && span.charAt(1) != '`';
    }

    /** Only where CommonMark is sure to read the marks as marks: around letters and digits, beside no other mark. */
    private void marked(Element element, String mark) {
        int from = out.length();
        children(element);
        String inner = out.substring(from);
        String words = inner.strip();
        boolean sure = emphasis && !words.isEmpty() && words.indexOf('\n') < 0 && Character.isLetterOrDigit(words.codePointAt(0))
                && Character.isLetterOrDigit(words.codePointBefore(words.length())) && (from == 0 || out.charAt(from - 1) != '*');
        if (sure) {
            int start = from + inner.indexOf(words);
            out.insert(start + words.length(), mark).insert(start, mark);
        }
    }

    private void link(Element element) {
        int from = out.length();
        Optional<String> target = inLink || !element.hasAttr("href") ? Optional.empty() : Links.target(element.attr("href"), page);
        if (target.isEmpty()) {
            children(element);
            return;
        }
        inLink = true;
        children(element);
        inLink = false;
        String inner = out.substring(from);
        String words = inner.strip();
        if (!words.isEmpty() && words.indexOf('\n') < 0) {
            int start = from + inner.indexOf(words);
            out.insert(start + words.length(), "](" + target.get() + ")").insert(start, "[");
        }
    }

    private void picture(Element image) {
        String alt = Characters.escaped(Characters.oneLine(image.attr("alt")));
        Optional<String> source = oneLine ? Optional.empty() : Links.picture(image.attr("src"));
        if (!alt.isEmpty()) {
            out.append(source.map(address -> "![" + alt + "](" + address + ")").orElse(alt));
        }
    }

    /** 10 with a raised 6 is not 106. A raised link is a footnote's number, which says nothing here. */
    private void raised(Element element) {
        if (element.closest("a") != null || element.selectFirst("a") != null) {
            return;
        }
        boolean power = element.text().strip().matches("[-+−]?[\\p{L}\\p{N}]{1,4}") && !out.isEmpty()
                && Character.isLetterOrDigit(out.charAt(out.length() - 1));
        out.append(power && !element.text().matches("(?i)st|nd|rd|th|tm|er|e") ? "^" : "");
        children(element);
    }
}

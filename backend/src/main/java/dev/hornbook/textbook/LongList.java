package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/**
 * Cuts a list that is too long for one passage between its items. An item that is too long by itself is cut as a section would
 * be, code and tables in it whole; its number or sign stays with its first part.
 */
final class LongList {
    /** Cuts up what an item holds. */
    @FunctionalInterface
    interface Cutting {
        List<String> parts(String markdown);
    }

    private final TokenCounter tokens;
    private final int room;
    private final Cutting cutting;

    LongList(TokenCounter tokens, int room, Cutting cutting) {
        this.tokens = tokens;
        this.room = room;
        this.cutting = cutting;
    }

    List<String> parts(ListBlock list, String markdown) {
        var parts = new ArrayList<String>();
        int from = -1;
        int to = 0;
        int used = 0;
        for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
            var item = (ListItem) node;
            int count = tokens.count(PlainText.of(item));
            if (from >= 0 && used + count > Math.min(room, Cutter.FULL)) {
                parts.add(markdown.substring(from, to).stripTrailing());
                from = -1;
            }
            if (count > room) {
                parts.addAll(ofItem(item, markdown));
                continue;
            }
            used = from < 0 ? count : used + count;
            from = from < 0 ? Markdown.start(markdown, item) : from;
            to = Markdown.end(item);
        }
        if (from >= 0) {
            parts.add(markdown.substring(from, to).stripTrailing());
        }
        return parts;
    }

    private List<String> ofItem(ListItem item, String markdown) {
        String source = Markdown.source(markdown, item);
        int indent = Math.min(item.getContentIndent(), source.length());
        String mark = source.substring(0, indent);
        UnaryOperator<String> outdented = line -> line.isBlank() ? "" : line.replaceFirst("^ {0," + indent + "}", "");
        String content = source.substring(indent).lines().map(outdented).reduce((a, b) -> a + "\n" + b).orElse("");
        var parts = new ArrayList<>(cutting.parts(content));
        if (!parts.isEmpty() && mark.matches("\\s*(?:[-*+]|\\d{1,9}[.)])\\s*")) {
            parts.set(0, mark + parts.getFirst().replaceAll("\n(?=[^\n])", "\n" + " ".repeat(indent)));
        }
        return parts;
    }
}

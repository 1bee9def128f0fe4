package dev.hornbook.answer;

import dev.hornbook.textbook.Markdown;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.PlainText;
import dev.hornbook.textbook.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * The sentences of a passage that can be quoted by themselves: those of paragraphs and list items, and the rows of tables.
 * Headings, code and images are none; nor are questions, and lines that only lead to what follows them.
 */
final class Quotables {
    private static final int LONGEST_CELL = 120;

    /** A sentence that shows an address leads elsewhere instead of answering. */
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S{12,}");

    private final Place place;
    private final List<Quotable> sentences = new ArrayList<>();
    private int paragraph;

    private Quotables(Place place) {
        this.place = place;
    }

    static List<Quotable> of(Place place) {
        var quotables = new Quotables(place);
        Markdown.parsePiece(place.passage().markdown()).accept(quotables.new Blocks());
        return quotables.sentences;
    }

    private void add(String words, String markdown) {
        if (!words.isBlank()) {
            sentences.add(new Quotable(place, sentences.size(), paragraph, words.strip(), markdown.strip()));
        }
    }

    private final class Blocks extends AbstractVisitor {
        @Override
        public void visit(Paragraph node) {
            paragraph++;
            if (node.getFirstChild() instanceof Link && node.getFirstChild() == node.getLastChild()) {
                // An entry of a list of contents, a badge: it says nothing by itself.
                return;
            }
            String words = PlainText.of(node).replaceAll("\\s+", " ");
            String markdown = QuotedMarkdown.of(node).replaceAll("\\s+", " ");
            List<String> plain = Sentences.split(words);
            List<String> marked = Sentences.split(markdown);
            boolean item = node.getParent() instanceof ListItem;
            for (int i = 0; i < plain.size(); i++) {
                // Where the marks make the ends of sentences look different, the words alone are quoted.
                String shown = plain.size() == marked.size() ? marked.get(i) : QuotedMarkdown.escaped(plain.get(i));
                String sentence = plain.get(i).strip();
                if (isQuotable(sentence, item)) {
                    add(sentence, item && !endsAsSentence(sentence) ? shown.strip() + "." : shown);
                }
            }
        }

        @Override
        public void visit(CustomBlock node) {
            if (node instanceof TableBlock table) {
                table(table);
            } else {
                visitChildren(node);
            }
        }
    }

    private static boolean isQuotable(String sentence, boolean item) {
        int words = sentence.split("\\s+").length;
        return words >= 3 && !ADDRESS.matcher(sentence).find() && !sentence.endsWith("?") && !sentence.endsWith(":")
                && (item || endsAsSentence(sentence));
    }

    private static boolean endsAsSentence(String sentence) {
        return sentence.matches("(?s).*[.!…。][\"'”’)\\]]*");
    }

    /** A row reads "First cell – second column: second cell; …". */
    private void table(TableBlock table) {
        List<String> names = List.of();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    List<String> cells = cells(row);
                    if (part instanceof TableBody) {
                        row(names, cells);
                    } else {
                        names = cells;
                    }
                }
            }
        }
    }

    private void row(List<String> names, List<String> cells) {
        if (cells.size() < 2 || cells.stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
            return;
        }
        var rest = new ArrayList<String>();
        for (int i = 1; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                String name = i < names.size() && !names.get(i).isBlank() ? names.get(i) + ": " : "";
                rest.add(name + cells.get(i));
            }
        }
        String first = cells.getFirst().isBlank() ? "" : cells.getFirst() + " – ";
        paragraph++;
        add(String.join(" | ", cells), capital(QuotedMarkdown.escaped(first + String.join("; ", rest))) + ".");
    }

    private static String capital(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                        + text.substring(text.offsetByCodePoints(0, 1));
    }

    private static List<String> cells(Node row) {
        var cells = new ArrayList<String>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(PlainText.of(cell).replaceAll("\\s+", " "));
        }
        return cells;
    }
}

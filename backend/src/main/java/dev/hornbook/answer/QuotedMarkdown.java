package dev.hornbook.answer;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * A paragraph as it may stand in an answer: names of code stay code; emphasis, links and images leave their words; what would
 * read as a mark is escaped, and a number in square brackets, which would read as a citation, is put in round ones.
 */
final class QuotedMarkdown extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    private QuotedMarkdown() {}

    static String of(Node paragraph) {
        var quoted = new QuotedMarkdown();
        paragraph.accept(quoted);
        return quoted.text.toString();
    }

    /** Plain words, so that they read in Markdown as they are. */
    static String escaped(String words) {
        return words.replaceAll("\\[(\\d+)\\]", "($1)")
                .replaceAll("[\\\\`*\\[\\]]|<(?=[A-Za-z/!?])|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\$0");
    }

    @Override
    public void visit(Text node) {
        text.append(escaped(node.getLiteral()));
    }

    @Override
    public void visit(Code node) {
        String code = node.getLiteral();
        text.append(code.contains("`") ? "`` " + code + " ``" : "`" + code + "`");
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(Image node) {
        // A picture cannot be quoted.
    }

    @Override
    public void visit(HtmlInline node) {
        // Tags say nothing.
    }
}

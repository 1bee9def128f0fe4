package dev.hornbook.textbook;

import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * The words of a piece of Markdown, as they are read aloud or searched: no marks, no addresses of links, an image as its
 * description, code as it stands. Blocks are parted by a line end.
 */
public final class PlainText {
    private PlainText() {}

    /** The words of a text. */
    public static String of(String markdown) {
        return of(Markdown.parse(markdown));
    }

    /** The words of a node and all beneath it. */
    public static String of(Node node) {
        var words = new Words();
        node.accept(words);
        return words.text.toString().strip();
    }

    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        private void line() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            text.append(node.getLiteral());
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
        public void visit(Paragraph node) {
            line();
            visitChildren(node);
            line();
        }

        @Override
        public void visit(Heading node) {
            line();
            visitChildren(node);
            line();
        }

        @Override
        public void visit(ListItem node) {
            line();
            visitChildren(node);
            line();
        }

        @Override
        public void visit(FencedCodeBlock node) {
            line();
            text.append(node.getLiteral());
            line();
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            line();
            text.append(node.getLiteral());
            line();
        }

        @Override
        public void visit(Image node) {
            visitChildren(node);
        }

        @Override
        public void visit(HtmlInline node) {
            // Tags say nothing.
        }

        @Override
        public void visit(HtmlBlock node) {
            // Tags say nothing.
        }

        @Override
        public void visit(LinkReferenceDefinition node) {
            // An address is not read aloud.
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                line();
                for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                    text.append(cell.getPrevious() == null ? "" : " | ");
                    cell.accept(this);
                }
                line();
            } else {
                visitChildren(node);
            }
        }
    }
}

package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkResult;

/** The one Markdown parser: CommonMark with GitHub's tables, knowing where in the source each block stands. */
public final class Markdown {
    // Nesting is bounded (100 by default) in blocks and inlines, so that no input overflows a visitor's stack.
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    private static final Parser PIECES = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            // Where [words][label] leads stands at the end of the page; that it is a link can be seen all the same.
            .linkProcessor((link, scanner, _) -> link.destination() == null && link.label() != null && !link.label().isEmpty()
                    ? LinkResult.wrapTextIn(new Link("", null), scanner.position())
                    : LinkResult.none())
            .build();

    private Markdown() {}

    /** Parses; every text is some Markdown, so it never fails. */
    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** Parses a part of a page, which may lack the definitions of its links: those lead nowhere, and are links still. */
    public static Node parsePiece(String markdown) {
        return PIECES.parse(markdown);
    }

    /** The blocks of a document's outermost level, in order. */
    public static List<Block> blocks(Node document) {
        var blocks = new ArrayList<Block>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Block block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** The block's own source, whole lines, without the line end after it. */
    public static String source(String markdown, Block block) {
        return markdown.substring(start(markdown, block), end(block));
    }

    /** Where the block's first line begins. */
    static int start(String markdown, Block block) {
        int index = block.getSourceSpans().getFirst().getInputIndex();
        return markdown.lastIndexOf('\n', index - 1) + 1;
    }

    /** Where the block's last line ends. */
    static int end(Block block) {
        SourceSpan last = block.getSourceSpans().getLast();
        return last.getInputIndex() + last.getLength();
    }
}

package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;

/**
 * Cuts a section into passages. Neighbouring blocks are put together up to {@value #FULL} tokens; none is above {@value #MOST},
 * counted with the heading path in front, as the embedding model sees it (its window is 512). Code and tables stay whole unless
 * one alone is above that; then it is cut between its lines.
 *
 * <p>A passage never reaches over a heading, so a citation leads to the very section that holds the sentence (docs/decisions/0005). Sizes after
 * facts/retrieval.md: 200 to 350 tokens.
 */
final class Cutter {
    /** The model's own two marks around a text are counted in. */
    static final int MOST = 480;
    static final int FULL = 350;
    static final int SMALL = 120;

    private final TokenCounter tokens;

    Cutter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    /** What is put in front of a passage for both engines, and shown as a citation's title. */
    static String heading(List<String> path) {
        return String.join(" > ", path);
    }

    List<Cut> cut(List<String> path, String markdown) {
        if (markdown.isBlank()) {
            return List.of();
        }
        String heading = heading(path);
        // A heading of unreasonable length must leave room for the text.
        int room = MOST - 2 - Math.min(tokens.count(heading), MOST / 2);
        int full = Math.min(FULL, room);
        var pieces = new ArrayList<Piece>();
        for (Piece piece : pieces(markdown, room)) {
            Piece last = pieces.isEmpty() ? null : pieces.getLast();
            if (last != null && (last.tokens() + piece.tokens() <= full
                    || (last.tokens() < SMALL || piece.tokens() < SMALL) && last.tokens() + piece.tokens() <= room)) {
                pieces.set(pieces.size() - 1, joined(last, piece));
            } else {
                pieces.add(piece);
            }
        }
        return pieces.stream().map(piece -> new Cut(piece.source(), PlainText.of(piece.source()), Fingerprint.of(heading, piece.source())))
                .filter(cut -> !cut.text().isBlank())
                .toList();
    }

    private record Piece(String source, int tokens) {}

    private Piece piece(String source) {
        return new Piece(source, tokens.count(source));
    }

    private Piece joined(Piece first, Piece second) {
        return new Piece(first.source() + "\n\n" + second.source(), first.tokens() + second.tokens());
    }

    /** The section's blocks, those above {@code room} already cut. */
    private List<Piece> pieces(String markdown, int room) {
        var pieces = new ArrayList<Piece>();
        for (Block block : Markdown.blocks(Markdown.parse(markdown))) {
            if (block instanceof LinkReferenceDefinition || block.getSourceSpans().isEmpty()) {
                continue;
            }
            Piece whole = piece(Markdown.source(markdown, block));
            if (whole.tokens() <= room) {
                pieces.add(whole);
            } else {
                parts(block, whole.source(), room).forEach(part -> pieces.add(piece(part)));
            }
        }
        return pieces;
    }

    private List<String> parts(Block block, String source, int room) {
        return switch (block) {
            case FencedCodeBlock fenced -> LongBlock.code(source, room, tokens);
            case IndentedCodeBlock indented -> LongBlock.lines(source, room, tokens);
            case TableBlock table -> LongBlock.table(source, room, tokens);
            default -> LongBlock.prose(source, room, tokens);
        };
    }
}

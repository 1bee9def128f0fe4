package dev.hornbook.textbook;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;

/**
 * Cuts a section into passages. Neighbouring blocks are put together up to {@value #FULL} tokens; none is above {@value #MOST},
 * counted as the embedding model sees it: its words, with the heading path in front (the model's window is 512). Code and
 * tables stay whole unless one alone is above that; then it is cut between its lines, and a list between its items. What only
 * leads up to the next block, such as a table's title, goes with it.
 *
 * <p>A passage never reaches over a heading, so a citation leads to the very section that holds the sentence (docs/decisions/0005). Sizes after
 * facts/retrieval.md: 200 to 350 tokens.
 */
final class Cutter {
    /** The model's own two marks around a text are counted in. */
    static final int MOST = 480;
    static final int FULL = 350;
    static final int SMALL = 120;
    /** No word of a heading gives more tokens than it has characters, so that at least half of a passage is its text. */
    private static final int LONGEST_HEADING = 220;
    private static final int LEAD = 60;

    private final TokenCounter tokens;

    Cutter(TokenCounter tokens) {
        this.tokens = tokens;
    }

    /**
     * What is put in front of a passage for both engines, and shown as a citation's title. Of titles of unreasonable length what
     * they begin with.
     */
    static String heading(List<String> path) {
        String whole = String.join(" > ", path);
        if (weight(whole) <= LONGEST_HEADING) {
            return whole;
        }
        int each = LONGEST_HEADING / 2 - 5;
        return path.size() == 1
                ? begun(whole, LONGEST_HEADING - 1)
                : begun(path.getFirst(), each) + (path.size() > 2 ? " > … > " : " > ") + begun(path.getLast(), each);
    }

    /** In the characters that the model sees: accents by themselves. */
    private static int weight(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).length();
    }

    private static String begun(String text, int most) {
        if (weight(text) <= most) {
            return text;
        }
        var begun = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += weight(Character.toString(c));
            if (used > most - 1) {
                break;
            }
            begun.appendCodePoint(c);
        }
        return begun.toString().strip() + "…";
    }

    List<Cut> cut(List<String> path, String markdown) {
        if (markdown.isBlank()) {
            return List.of();
        }
        String heading = heading(path);
        int room = MOST - 2 - tokens.count(heading);
        return grouped(pieces(markdown, room), Math.min(FULL, room), room).stream().map(Group::source)
                .map(source -> new Cut(source, PlainText.of(source), Fingerprint.of(heading, source)))
                .filter(cut -> !cut.text().isBlank())
                .toList();
    }

    /** @param lead whether it says nothing by itself, but what comes next */
    private record Piece(String source, int tokens, boolean lead) {}

    /** Pieces that become a passage. */
    private static final class Group {
        private final List<Piece> pieces = new ArrayList<>();
        private int tokens;

        void add(Piece piece) {
            pieces.add(piece);
            tokens += piece.tokens();
        }

        /** Takes out what leads up to a piece that begins the next group; never all of it. */
        List<Piece> leadsTo(Piece next, int room) {
            int from = pieces.size();
            int taken = next.tokens();
            while (from > 1 && pieces.get(from - 1).lead() && taken + pieces.get(from - 1).tokens() <= room) {
                taken += pieces.get(--from).tokens();
            }
            List<Piece> leads = List.copyOf(pieces.subList(from, pieces.size()));
            pieces.subList(from, pieces.size()).clear();
            tokens -= taken - next.tokens();
            return leads;
        }

        String source() {
            return String.join("\n\n", pieces.stream().map(Piece::source).toList());
        }
    }

    private static List<Group> grouped(List<Piece> pieces, int full, int room) {
        var groups = new ArrayList<Group>();
        for (Piece piece : pieces) {
            Group last = groups.isEmpty() ? null : groups.getLast();
            if (last != null && (last.tokens + piece.tokens() <= full
                    || (last.tokens < SMALL || piece.tokens() < SMALL) && last.tokens + piece.tokens() <= room)) {
                last.add(piece);
                continue;
            }
            var next = new Group();
            if (last != null) {
                last.leadsTo(piece, room).forEach(next::add);
            }
            next.add(piece);
            groups.add(next);
        }
        return groups;
    }

    /** The section's blocks, those above {@code room} already cut. */
    private List<Piece> pieces(String markdown, int room) {
        var pieces = new ArrayList<Piece>();
        for (Block block : Markdown.blocks(Markdown.parse(markdown))) {
            if (block instanceof LinkReferenceDefinition || block.getSourceSpans().isEmpty()) {
                continue;
            }
            String source = Markdown.source(markdown, block);
            String words = PlainText.of(block);
            int count = tokens.count(words);
            if (count <= room) {
                boolean lead = count <= LEAD && (words.endsWith(":") || source.startsWith("**") && source.endsWith("**"));
                pieces.add(new Piece(source, count, lead));
            } else {
                parts(block, markdown, room).forEach(part -> pieces.add(new Piece(part, tokens.count(PlainText.of(part)), false)));
            }
        }
        return pieces;
    }

    private List<String> parts(Block block, String markdown, int room) {
        String source = Markdown.source(markdown, block);
        return switch (block) {
            case FencedCodeBlock fenced -> LongBlock.code(source, room, tokens);
            case IndentedCodeBlock indented -> LongBlock.lines(source, room, tokens);
            case TableBlock table -> LongBlock.table(source, room, tokens);
            case ListBlock list ->
                new LongList(tokens, room, part -> pieces(part, room).stream().map(Piece::source).toList()).parts(list, markdown);
            default -> LongBlock.prose(source, room, tokens);
        };
    }
}

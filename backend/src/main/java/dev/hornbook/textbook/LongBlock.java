package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;

/** Cuts a block that is too long for one passage, at the best places it has: sentences, lines, at the worst anywhere. */
final class LongBlock {
    /** How far from the middle a blank is looked for, in characters. */
    private static final int FAR = 500;

    private LongBlock() {}

    /** A paragraph, list or quotation: at line ends and sentences. */
    static List<String> prose(String source, int room, TokenCounter tokens) {
        var parts = new ArrayList<String>();
        for (String line : source.split("(?<=\n)")) {
            parts.addAll(tokens.count(line) <= room ? List.of(line) : Sentences.split(line));
        }
        return packed(parts, room, tokens);
    }

    /** Code by indentation, or any text by lines. */
    static List<String> lines(String source, int room, TokenCounter tokens) {
        return packed(List.of(source.split("(?<=\n)")), room, tokens);
    }

    /** Fenced code: each part is fenced as the whole was. */
    static List<String> code(String source, int room, TokenCounter tokens) {
        String[] lines = source.split("\n", -1);
        String open = lines[0];
        String fence = open.strip().replaceFirst("^([`~]+).*$", "$1");
        boolean closed = lines.length > 1 && lines[lines.length - 1].strip().startsWith(fence);
        String code = String.join("\n", List.of(lines).subList(1, closed ? lines.length - 1 : lines.length));
        int fences = tokens.count(open + "\n" + fence);
        return lines(code, Math.max(1, room - fences), tokens).stream().map(part -> open + "\n" + part + "\n" + fence).toList();
    }

    /** A table: its first two lines, names and rule, stand above each part. */
    static List<String> table(String source, int room, TokenCounter tokens) {
        String[] lines = source.split("\n", 3);
        String head = lines[0] + "\n" + lines[1] + "\n";
        // The bars around a row are no words, and neither is the rule.
        TokenCounter cells = row -> tokens.count(row.strip().replaceAll("^\\||\\|$", ""));
        int space = room - cells.count(lines[0]);
        if (lines.length < 3 || space < room / 4) {
            return lines(source, room, tokens);
        }
        return lines(lines[2], space, cells).stream().map(part -> head + part).toList();
    }

    private static List<String> packed(List<String> parts, int room, TokenCounter tokens) {
        var packed = new ArrayList<String>();
        var current = new StringBuilder();
        int used = 0;
        for (String part : parts) {
            for (String bearable : bearable(part, room, tokens)) {
                int count = tokens.count(bearable);
                if (!current.isEmpty() && used + count > room) {
                    packed.add(current.toString().stripTrailing());
                    current.setLength(0);
                    used = 0;
                }
                current.append(bearable);
                used += count;
            }
        }
        packed.add(current.toString().stripTrailing());
        packed.removeIf(String::isBlank);
        return packed;
    }

    /** Not inside of code, emphasis or a link's address, as far as their marks tell. */
    private static boolean isBetweenMarks(String part, int at) {
        String before = part.substring(0, at);
        long marks = before.chars().filter(c -> c == '`' || c == '*').count();
        return marks % 2 == 0 && before.lastIndexOf("](") <= before.lastIndexOf(')');
    }

    /** A blank in the middle third; failing that the middle, but never between the halves of a character. */
    private static int middle(String part) {
        int middle = part.offsetByCodePoints(0, Math.max(1, part.codePointCount(0, part.length()) / 2));
        for (int away = 0; away <= Math.min(part.length() / 6, FAR); away++) {
            for (int at : new int[]{middle - away, middle + away}) {
                if (at > 0 && at < part.length() && Character.isWhitespace(part.charAt(at - 1)) && isBetweenMarks(part, at)) {
                    return at;
                }
            }
        }
        return middle;
    }

    /** One endless line, such as minified code, is halved until it fits. */
    private static List<String> bearable(String part, int room, TokenCounter tokens) {
        if (part.length() < 2 || tokens.count(part) <= room) {
            return List.of(part);
        }
        int middle = middle(part);
        if (middle >= part.length()) {
            return List.of(part);
        }
        var halves = new ArrayList<>(bearable(part.substring(0, middle), room, tokens));
        halves.addAll(bearable(part.substring(middle), room, tokens));
        return halves;
    }
}

package dev.hornbook.textbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes plain Markdown of MDX and of Markdown with HTML in it: import and export lines, tags, comments, scripts and styles go,
 * the text between tags stays, an {@code <img>} becomes an image, a {@code :::note} a bold line. Code, fenced, indented or
 * between backticks, stays as it is. Nothing is evaluated.
 */
final class MdxText {
    private static final Pattern FENCE = Pattern.compile("[ \\t>]*(?:[-*+][ \\t]+|\\d{1,9}[.)][ \\t]+)?(`{3,}|~{3,})(.*)");
    private static final Pattern ESM = Pattern.compile("import\\s+(?:\\{[^}]*(?:\\}\\s*from\\b.*)?|\\*\\s+as\\b.*|['\"].*"
            + "|[\\w$]+\\s+from\\s+['\"].*|[\\w$]+\\s*,\\s*\\{.*)"
            + "|export\\s+(?:default|const|let|var|function|async|class|\\{|\\*).*");
    private static final Pattern ADMONITION = Pattern
            .compile("([ \\t>]*):{3,}[ \\t]*([A-Za-z][\\w-]*)?[ \\t]*(?:\\[(.*)\\]|(.*?))[ \\t]*(?:\\{.*\\})?[ \\t]*");
    private static final int MAX_ESM_LINES = 300;

    private final String[] lines;
    private final boolean mdx;
    private final StringBuilder out = new StringBuilder();
    /** Prose lines gathered until code or the end, so that tags and comments may span lines. */
    private final StringBuilder prose = new StringBuilder();

    private MdxText(String text, boolean mdx) {
        this.lines = text.split("\n", -1);
        this.mdx = mdx;
    }

    /** @param mdx whether the file is MDX, which knows no code by indentation */
    static String toMarkdown(String text, boolean mdx) {
        return new MdxText(text, mdx).strip();
    }

    private String strip() {
        boolean blankBefore = true;
        boolean indentedCode = false;
        int i = 0;
        while (i < lines.length) {
            String line = lines[i];
            Matcher fence = FENCE.matcher(line);
            boolean blank = line.isBlank();
            indentedCode = !mdx && !blank && (blankBefore || indentedCode) && (line.startsWith("    ") || line.startsWith("\t"));
            if (fence.matches() && !(fence.group(1).charAt(0) == '`' && fence.group(2).indexOf('`') >= 0)) {
                i = fenced(i, fence.group(1));
                blankBefore = false;
                continue;
            }
            if (indentedCode) {
                flush();
                out.append(line).append('\n');
            } else if (blankBefore && ESM.matcher(line).matches()) {
                i = afterModuleLines(i);
                continue;
            } else {
                prose.append(admonition(line)).append('\n');
            }
            blankBefore = blank;
            i++;
        }
        flush();
        // Each line got an end; the text had one less.
        out.setLength(Math.max(0, out.length() - 1));
        return out.toString();
    }

    private void flush() {
        out.append(TagStripper.strip(prose.toString()));
        prose.setLength(0);
    }

    private int fenced(int start, String fence) {
        flush();
        Pattern close = Pattern.compile("[ \\t>]*" + Pattern.quote(fence.substring(0, 1)) + "{" + fence.length() + ",}[ \\t]*");
        int i = start;
        do {
            out.append(lines[i]).append('\n');
            i++;
        } while (i < lines.length && !close.matcher(lines[i]).matches());
        if (i < lines.length) {
            out.append(lines[i]).append('\n');
            i++;
        }
        return i;
    }

    /** Module code goes on to the next empty line outside its braces. */
    private int afterModuleLines(int start) {
        int depth = 0;
        int i = start;
        while (i < lines.length && i - start < MAX_ESM_LINES) {
            String line = lines[i];
            if (line.isBlank() && depth <= 0) {
                break;
            }
            for (int c = 0; c < line.length(); c++) {
                switch (line.charAt(c)) {
                    case '{', '(', '[' -> depth++;
                    case '}', ')', ']' -> depth--;
                    default -> {
                        // Only brackets tell where the code ends.
                    }
                }
            }
            i++;
        }
        return i;
    }

    /** {@code :::tip Title} opens a box and {@code :::} closes it; what is left is its title. */
    private static String admonition(String line) {
        if (line.indexOf(":::") < 0) {
            return line;
        }
        Matcher box = ADMONITION.matcher(line);
        if (!box.matches()) {
            return line;
        }
        if (box.group(2) == null) {
            return "";
        }
        String title = box.group(3) != null ? box.group(3) : box.group(4);
        String kind = box.group(2);
        String shown = title == null || title.isBlank() ? Character.toUpperCase(kind.charAt(0)) + kind.substring(1) : title.strip();
        return box.group(1) + "**" + shown.replace("*", "") + "**\n" + box.group(1);
    }
}

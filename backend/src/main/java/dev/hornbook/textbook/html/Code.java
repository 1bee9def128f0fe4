package dev.hornbook.textbook.html;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;

/** Code, as it stands on the page: between fences, or in a line. */
final class Code {
    private static final Pattern LANGUAGE = Pattern
            .compile("(?:^|\\s)(?:language|lang|highlight-source|highlight|brush:)-?([A-Za-z0-9+#]{1,20})(?:\\s|$)");

    private Code() {}

    /** A {@code <pre>}, its language from the classes that highlighters use. */
    static String fenced(Element pre) {
        String code = text(pre);
        if (code.isBlank()) {
            return "";
        }
        String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
        return fence + language(pre).orElse("") + "\n" + code + "\n" + fence;
    }

    /** Code inside a line; nothing for none. */
    static String span(String code) {
        if (code.isBlank()) {
            return "";
        }
        String ticks = "`".repeat(longestRun(code) + 1);
        boolean apart = code.startsWith("`") || code.endsWith("`");
        return ticks + (apart ? " " + code + " " : code) + ticks;
    }

    private static String text(Element pre) {
        var text = new StringBuilder();
        NodeTraversor.traverse((Node node, int _) -> {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element element && element.normalName().equals("br")) {
                text.append('\n');
            } else if (node instanceof Element element && element.normalName().equals("img")) {
                // DocBook numbers what it explains below the code by little pictures.
                text.append(element.attr("alt").matches("\\d{1,2}") ? "(" + element.attr("alt") + ")" : "");
            } else if (node instanceof Element element && element.normalName().equals("div") && !text.isEmpty()
                    && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }, pre);
        return Characters.clean(text.toString().replace('\u00a0', ' ')).replaceAll("[ \\t]+(?=\n|$)", "").replaceFirst("\\A\n+", "")
                .stripTrailing();
    }

    private static Optional<String> language(Element pre) {
        Element code = pre.selectFirst("code");
        for (Element each : new Element[]{code, pre, pre.parent(), pre.parent() == null ? null : pre.parent().parent()}) {
            Matcher named = LANGUAGE.matcher(each == null ? "" : each.className());
            if (named.find() && !named.group(1).matches("default|none|text|plaintext|notranslate")) {
                return Optional.of(named.group(1));
            }
        }
        return Optional.empty();
    }

    private static int longestRun(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}

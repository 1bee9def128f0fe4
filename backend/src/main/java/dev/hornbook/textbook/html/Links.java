package dev.hornbook.textbook.html;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Targets of links and pictures as they may stand in Markdown. */
final class Links {
    private Links() {}

    /** What stands between a link's round brackets; empty where the words alone are to stay. */
    static Optional<String> target(String href, String page) {
        String trimmed = href.strip();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("mailto:")) {
            return Optional.of(safe(trimmed));
        }
        return Reference.of(trimmed, page).map(Reference::written);
    }

    /** A picture's address, as it is on the page; what is inside the page itself, as {@code data:}, is left out. */
    static Optional<String> picture(String source) {
        String trimmed = source.strip();
        boolean scheme = trimmed.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
        return trimmed.isEmpty() || scheme && !trimmed.toLowerCase(Locale.ROOT).startsWith("http")
                ? Optional.empty()
                : Optional.of(safe(trimmed));
    }

    /** Percent signs in the place of every character that could end the target or mean a mark. */
    static String safe(String target) {
        var safe = new StringBuilder();
        target.codePoints().forEach(c -> {
            if (c <= ' ' || "<>()[]\\\"'`*|".indexOf(c) >= 0) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    safe.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
                }
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}

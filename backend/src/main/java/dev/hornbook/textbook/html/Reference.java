package dev.hornbook.textbook.html;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link from one page of a site to another, which can be written only when all of them are read. Until then it stands in a
 * page's Markdown, in the place of the link's target, as path and fragment between two characters that no page's text holds.
 *
 * <p>A path has {@code /} between its parts and no {@code .} or {@code ..} in it; one that begins with {@code /} is relative to
 * wherever the site's server has its root.
 */
public record Reference(String path, String fragment) {
    /** Two of Unicode's characters for private use; {@link Characters#clean} takes them out of what is read. */
    static final char OPEN = '\uf8f0';
    static final char CLOSE = '\uf8f1';
    private static final Pattern WRITTEN = Pattern.compile(OPEN + "([^" + OPEN + CLOSE + "#]*)#([^" + OPEN + CLOSE + "]*)" + CLOSE);
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final int LONGEST = 1_000;

    /** What an {@code href} on the page at {@code from} means; empty where it leads out of the site, or to no page. */
    static Optional<Reference> of(String href, String from) {
        String trimmed = href.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST || trimmed.startsWith("//") || SCHEME.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        int hash = trimmed.indexOf('#');
        String fragment = hash < 0 ? "" : decoded(trimmed.substring(hash + 1));
        String target = (hash < 0 ? trimmed : trimmed.substring(0, hash)).replaceFirst("\\?.*$", "");
        if (target.isEmpty()) {
            return Optional.of(new Reference(from, fragment));
        }
        boolean rooted = target.startsWith("/");
        String folder = rooted || from.indexOf('/') < 0 ? "" : from.substring(0, from.lastIndexOf('/'));
        return normalized(folder + "/" + decoded(target)).map(path -> new Reference((rooted ? "/" : "") + path, fragment));
    }

    /** Empty for a path that leads above the site. */
    private static Optional<String> normalized(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts) + (path.endsWith("/") && !parts.isEmpty() ? "/" : ""));
    }

    private static String decoded(String text) {
        try {
            return Characters.clean(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    String written() {
        return OPEN + path + "#" + fragment + CLOSE;
    }

    /** The Markdown with a target in the place of each reference; {@code target} is given path and fragment. */
    public static String resolve(String markdown, BinaryOperator<String> target) {
        return WRITTEN.matcher(markdown).replaceAll(
                reference -> Matcher.quoteReplacement(Links.safe(target.apply(reference.group(1), reference.group(2)))));
    }
}

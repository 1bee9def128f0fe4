package dev.hornbook.textbook;

import java.text.Normalizer;
import java.util.Locale;

/** Slugs and, where a book or page has no title, titles made of names. */
final class Titles {
    private static final int MAX_BOOK_SLUG = 80;

    private Titles() {}

    /** A chapter's slug: the path without its extension. */
    static String slug(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    /** {@code part/03-zero_moment-point.md} is called "Zero moment point"; an index page after its folder. */
    static String ofName(String path) {
        String slug = slug(path);
        String name = slug.substring(slug.lastIndexOf('/') + 1);
        if (isIndex(name) && slug.indexOf('/') >= 0) {
            String folder = slug.substring(0, slug.lastIndexOf('/'));
            name = folder.substring(folder.lastIndexOf('/') + 1);
        }
        String words = name.replaceFirst("^\\d+\\s*[-_.)]+\\s*", "").replaceAll("[-_]+", " ").strip();
        String shown = words.isEmpty() ? name : words;
        return Character.toUpperCase(shown.charAt(0)) + shown.substring(1);
    }

    /** A book's slug: ASCII letters, digits and single hyphens, at most 80; "book" when nothing is left. */
    static String bookSlug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String bounded = slug.length() > MAX_BOOK_SLUG ? slug.substring(0, MAX_BOOK_SLUG).replaceAll("-$", "") : slug;
        return bounded.isEmpty() ? "book" : bounded;
    }

    /** Whether a file's name says that it is HTML. */
    static boolean isHtml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".xhtml");
    }

    static boolean isIndex(String nameWithoutExtension) {
        String name = nameWithoutExtension.toLowerCase(Locale.ROOT);
        return name.equals("index") || name.equals("readme");
    }
}

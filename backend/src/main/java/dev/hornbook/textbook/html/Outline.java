package dev.hornbook.textbook.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/**
 * Which headings of a page are its title and its sections, and what each is called in addresses. A heading's anchor is its own
 * id; failing that one inside it, that of the section or {@code div} that it opens, or that of an empty {@code <a>} before it;
 * failing all, one is made of its words. An entry of a list of terms that has an id is a section too, where that list is the
 * last thing under its heading: manuals keep their settings and functions so.
 */
final class Outline {
    private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
    private static final Set<String> BOXES = Set.of("note", "tip", "warning", "caution", "important", "danger", "info", "hint",
            "admonition",
            "alert", "callout", "sidebar", "example", "informalexample", "figure", "table", "abstract", "topic");
    /** What sites call the element around any page's text. */
    private static final Set<String> LAYOUT = Set.of("content", "main", "main-content", "maincontent", "doccontent", "page", "body", "root",
            "app");
    private static final int LONGEST_BOX = 5_000;

    private final Element content;
    private final Optional<Element> title;
    private final String opening;
    private final Map<Element, String> anchors = new IdentityHashMap<>();
    private final Map<Element, Integer> levels = new IdentityHashMap<>();
    private final Map<Element, Boolean> termLists = new IdentityHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    Outline(Element content) {
        this.content = content;
        content.select("[id]").forEach(element -> ids.add(element.id()));
        List<Element> headings = content.select(HEADINGS).stream().filter(heading -> heading.hasText() && isSection(heading)).toList();
        this.title = headings.stream().filter(heading -> heading.normalName().equals("h1")).findFirst()
                .or(() -> headings.stream().findFirst().filter(heading -> claims(heading).opensPage()));
        this.opening = title.map(this::name).orElseGet(() -> unique("top"));
        // From the last to the first, because each asks the one behind it.
        content.select("dl").reversed().forEach(this::isListOfSections);
        // The sections are one level below the title, whatever the page's author began with.
        int highest = headings.stream().filter(heading -> !isTitle(heading)).mapToInt(Outline::level).min().orElse(2);
        int shift = title.isPresent() ? highest - 2 : Math.max(0, highest - 2);
        for (Element element : content.select(HEADINGS + ", dt")) {
            if (element.normalName().equals("dt")) {
                if (isTerm(element)) {
                    anchors.put(element, name(element));
                }
            } else if (!isTitle(element) && element.hasText() && isSection(element)) {
                anchors.put(element, name(element));
                levels.put(element, Math.clamp(level(element) - shift, 2, 6));
            }
        }
        locate();
    }

    Optional<Element> title() {
        return title;
    }

    /** The anchor of what stands before the first section. */
    String opening() {
        return opening;
    }

    boolean isTitle(Element heading) {
        return title.isPresent() && title.get() == heading;
    }

    /** The anchor of a heading or term that begins a section. */
    Optional<String> anchor(Element heading) {
        return Optional.ofNullable(anchors.get(heading));
    }

    /** 2 to 6, of a heading that begins a section. */
    int levelOf(Element heading) {
        return levels.get(heading);
    }

    /** The other ids, and the anchor of the section that each is in. */
    Map<String, String> places() {
        return places;
    }

    private static int level(Element heading) {
        return heading.normalName().charAt(1) - '0';
    }

    private boolean isSection(Element heading) {
        for (Element around = heading.parent(); around != null && around != content; around = around.parent()) {
            boolean inside = switch (around.normalName()) {
                case "li", "dt", "dd", "blockquote", "pre", "figure", "summary", "caption", "th" -> true;
                case "table" -> !Tables.isLayout(around);
                default -> around.classNames().stream().anyMatch(BOXES::contains) && isBox(around, heading);
            };
            if (inside || around.hasClass("titlepage") && !heading.hasClass("title") && !heading.normalName().equals("h1")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBox(Element around, Element heading) {
        return around.select(HEADINGS).first() == heading && around.text().length() < LONGEST_BOX && !heading.normalName().equals("h1");
    }

    /** Whether this is the first term of an entry that is a section. */
    boolean isTerm(Element term) {
        Element list = term.closest("dl");
        return list != null && isListOfSections(list) && !term.id().isEmpty() && term.hasText()
                && (term.previousElementSibling() == null || term.previousElementSibling().normalName().equals("dd"));
    }

    /** Whether each entry of a list of terms is a section. */
    boolean isListOfSections(Element list) {
        Boolean known = termLists.get(list);
        if (known == null) {
            termLists.put(list, false);
            known = everyEntryHasAnId(list) && isOutside(list) && isLast(list);
            termLists.put(list, known);
        }
        return known;
    }

    private static boolean everyEntryHasAnId(Element list) {
        Elements children = list.children();
        boolean entered = false;
        String before = "dd";
        for (Element child : children) {
            String tag = child.normalName();
            if (!tag.equals("dt") && !tag.equals("dd")
                    || tag.equals("dt") && before.equals("dd") && (child.id().isEmpty() || !child.hasText())
                    || tag.equals("dd") && !entered) {
                return false;
            }
            entered = true;
            before = tag;
        }
        return entered;
    }

    private boolean isOutside(Element list) {
        for (Element around = list.parent(); around != null && around != content; around = around.parent()) {
            switch (around.normalName()) {
                case "li", "td", "th", "blockquote", "figure", "details" -> {
                    return false;
                }
                case "dd" -> {
                    return around.parent() != null && around.parent().normalName().equals("dl") && isListOfSections(around.parent());
                }
                default -> {
                    if (around.classNames().stream().anyMatch(BOXES::contains)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Whether nothing comes after it that would seem to belong to its last entry. */
    private boolean isLast(Element list) {
        for (Element around = list; around != content && !around.normalName().equals("dd"); around = around.parent()) {
            for (Node after = around.nextSibling(); after != null; after = after.nextSibling()) {
                if (after instanceof TextNode text && !text.isBlank()) {
                    return false;
                }
                if (after instanceof Element element && (element.hasText() || element.selectFirst("img") != null)) {
                    return opensWithSection(element);
                }
            }
        }
        return true;
    }

    private boolean opensWithSection(Element element) {
        Element heading = element.is(HEADINGS) ? element : element.selectFirst(HEADINGS);
        if (heading != null && isSection(heading) && !textBefore(element, heading)) {
            return true;
        }
        Element list = element.normalName().equals("dl") ? element : element.selectFirst("dl");
        return list != null && !textBefore(element, list) && isListOfSections(list);
    }

    private static boolean textBefore(Element around, Element inner) {
        for (Element each = inner; each != around; each = each.parent()) {
            for (Node before = each.previousSibling(); before != null; before = before.previousSibling()) {
                if (hasText(before)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasText(Node node) {
        return node instanceof TextNode text && !text.isBlank() || node instanceof Element element && element.hasText();
    }

    /** The ids that mean a heading, nearest first, and whether no word of the page stands before it. */
    private record Claims(List<String> ids, boolean opensPage) {}

    private Claims claims(Element heading) {
        var found = new ArrayList<String>();
        add(found, heading);
        heading.select("[id], a[name]").forEach(inner -> add(found, inner));
        for (Element each = heading; each != content; each = each.parent()) {
            for (Node before = each.previousSibling(); before != null; before = before.previousSibling()) {
                if (hasText(before)) {
                    return new Claims(found, false);
                }
                if (before instanceof Element empty && empty.normalName().matches("a|span")) {
                    add(found, empty);
                }
            }
            if (each.parent() != content || !LAYOUT.contains(content.id().toLowerCase(Locale.ROOT))) {
                add(found, each.parent());
            }
        }
        return new Claims(found, true);
    }

    private static void add(List<String> ids, Element element) {
        String id = element.id().isEmpty() && element.normalName().equals("a") ? element.attr("name") : element.id();
        if (id.matches("[^\\s{}<>\"'`\\\\]{1,200}")) {
            ids.add(id);
        }
    }

    private String name(Element heading) {
        List<String> claimed = claims(heading).ids();
        Optional<String> free = claimed.stream().filter(taken::add).findFirst();
        String anchor = free.orElseGet(() -> unique(slug(heading.text())));
        claimed.forEach(id -> places.putIfAbsent(id, anchor));
        return anchor;
    }

    private static String slug(String words) {
        String slug = words.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty()
                ? "section"
                : slug.substring(0, slug.offsetByCodePoints(0, Math.min(60, slug.codePointCount(0, slug.length()))));
    }

    private String unique(String wanted) {
        String anchor = wanted;
        for (int i = 1; ids.contains(anchor) || taken.contains(anchor); i++) {
            anchor = wanted + "-" + i;
        }
        taken.add(anchor);
        return anchor;
    }

    private void locate() {
        String current = opening;
        for (Element element : content.select("*")) {
            current = anchors.getOrDefault(element, current);
            String id = element.normalName().equals("a") && element.id().isEmpty() ? element.attr("name") : element.id();
            if (!id.isEmpty() && id.length() <= 200) {
                places.putIfAbsent(id, current);
            }
        }
        taken.forEach(places::remove);
    }
}

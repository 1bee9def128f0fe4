package dev.hornbook.textbook;

import dev.hornbook.textbook.html.HtmlPage;
import dev.hornbook.textbook.html.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The HTML pages of a book, taken together: which page a link means, which section of it, the order in which they are read, and
 * what the windows' titles have in common and say of no page.
 */
final class Site {
    private final Map<String, HtmlPage> pages = new HashMap<>();
    private final Set<String> slugs = new HashSet<>();
    private final WindowTitles titles;

    /** @param texts all pages of the book; those of Markdown may be linked to */
    Site(Collection<PageText> texts) {
        texts.forEach(text -> {
            slugs.add(text.slug());
            text.html().ifPresent(page -> pages.put(text.slug(), page));
        });
        this.titles = new WindowTitles(pages.values().stream().map(HtmlPage::windowTitle).toList());
    }

    /** A page of HTML with its title and links as they are to stand; a page of Markdown as it is. */
    PageText finished(PageText text) {
        return text.html().map(page -> {
            String own = titles.own(page.windowTitle());
            String title = page.title().orElseGet(() -> HtmlPage.escaped(own.isEmpty() ? Titles.ofName(text.path()) : own));
            String markdown = "# " + title + " {#" + HtmlPage.escaped(page.anchor()) + "}\n\n"
                    + Reference.resolve(page.markdown(), (path, fragment) -> target(text, path, fragment));
            return new PageText(text.path(), text.front(), markdown, text.html());
        }).orElse(text);
    }

    private String target(PageText from, String path, String fragment) {
        Optional<String> slug = path.equals(from.path()) ? Optional.of(from.slug()) : slug(path);
        String place = slug.map(pages::get).map(page -> page.places().getOrDefault(fragment, fragment)).orElse(fragment);
        String hash = place.isEmpty() ? "" : "#" + place;
        if (slug.isPresent() && slug.get().equals(from.slug())) {
            return hash.isEmpty() ? "#" + from.html().map(HtmlPage::anchor).orElse("") : hash;
        }
        String to = slug.orElse(path);
        return (to.startsWith("/") ? to : relative(from.slug(), to)) + hash;
    }

    private static String relative(String from, String to) {
        List<String> here = List.of(from.split("/"));
        List<String> there = List.of(to.split("/"));
        int common = 0;
        while (common < here.size() - 1 && common < there.size() - 1 && here.get(common).equals(there.get(common))) {
            common++;
        }
        return "../".repeat(here.size() - 1 - common) + String.join("/", there.subList(common, there.size()));
    }

    /** Servers show a folder's index page under the folder's name, and often a page without its extension. */
    private Optional<String> slug(String path) {
        var places = new ArrayList<String>();
        if (path.startsWith("/")) {
            // A site is often served below a first folder of its own, which its files do not have.
            places.add(path.substring(1));
            places.add(path.substring(1).replaceFirst("^[^/]*(/|$)", ""));
        } else {
            places.add(path);
        }
        return places.stream().flatMap(place -> {
            String bare = place.replaceFirst("/$", "");
            String page = bare.replaceFirst("(?i)\\.(x?html?|mdx?)$", "");
            return java.util.stream.Stream.of(page, bare, bare.isEmpty() ? "index" : bare + "/index");
        }).filter(slugs::contains).findFirst();
    }

    /** Where each page stands, for {@link ReadingOrder}; a folder stands where its first page does. */
    Map<String, OptionalDouble> positions() {
        Map<String, OptionalDouble> positions = new HashMap<>();
        int position = 0;
        for (String slug : order()) {
            for (int slash = slug.indexOf('/'); slash >= 0; slash = slug.indexOf('/', slash + 1)) {
                positions.putIfAbsent(slug.substring(0, slash), OptionalDouble.of(position));
            }
            positions.put(slug, OptionalDouble.of(position++));
        }
        return positions;
    }

    /** As each page names the next, where that leads through half of the book; otherwise as the index page lists them. */
    private Collection<String> order() {
        Set<String> led = pages.values().stream().flatMap(page -> page.next().flatMap(this::slug).stream())
                .collect(HashSet::new, Set::add, Set::addAll);
        List<String> starts = pages.keySet().stream().filter(slug -> slug.equals("index") || !led.contains(slug) && next(slug).isPresent())
                .sorted().toList();
        var longest = new LinkedHashSet<String>();
        for (String start : starts) {
            LinkedHashSet<String> chain = chain(start);
            longest = chain.size() > longest.size() ? chain : longest;
        }
        if (longest.size() * 2 >= pages.size()) {
            return longest;
        }
        var listed = new LinkedHashSet<String>();
        Optional.ofNullable(pages.get("index")).ifPresent(index -> {
            listed.add("index");
            index.links().forEach(link -> slug(link).filter(pages::containsKey).ifPresent(listed::add));
        });
        return listed;
    }

    private Optional<String> next(String slug) {
        return pages.get(slug).next().flatMap(this::slug).filter(pages::containsKey);
    }

    private LinkedHashSet<String> chain(String start) {
        var chain = new LinkedHashSet<String>();
        Optional<String> at = Optional.of(start);
        while (at.isPresent() && chain.add(at.get())) {
            at = next(at.get());
        }
        return chain;
    }
}

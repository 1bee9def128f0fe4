package dev.hornbook.textbook.html;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Tells a page's text from what frames it on every page of a site. What HTML itself marks as navigation goes, and what the
 * programs that make most manuals (DocBook, Sphinx, Docusaurus, MkDocs, mdBook, Hugo, Javadoc) call so by a class; what could be
 * either, such as a {@code sidebar}, goes when it is made of links.
 */
final class Frame {
    /** What is hidden till a script shows it, but for the tabs that are not open: each holds the text for some readers. */
    private static final String NEVER_TEXT = "script, style, noscript, template, iframe, frame, object, embed, applet, svg, canvas, audio, video, "
            + "button, input, select, textarea, dialog, link, base, [hidden]:not([role=tabpanel]), [aria-hidden=true]:not([role=tabpanel])";
    private static final String NAVIGATION = "nav, [role=navigation], [role=search], [role=contentinfo], [role=menu], [role=menubar], [role=toolbar]";

    /** Classes and ids of what is never a page's own text. */
    private static final Set<String> FRAMES = Set.of("navheader", "navfooter", "docnav", "toc", "list-of-figures", "list-of-tables",
            "list-of-examples", "breadcrumb", "breadcrumbs", "theme-doc-breadcrumbs", "theme-doc-toc-mobile", "theme-doc-toc-desktop",
            "theme-doc-footer", "theme-doc-version-badge", "theme-doc-version-banner", "theme-edit-this-page", "theme-last-updated",
            "table-of-contents", "tableofcontents", "page-toc", "toctree-wrapper", "pagination", "pagination-nav", "pager", "prev-next",
            "prev-next-area", "prev-next-footer", "prevnext", "page-nav", "nav-wrapper", "nav-chapters", "edit-this-page", "edit-page",
            "edit-link",
            "editlink", "edit-page-link", "mw-editsection", "mw-jump-link", "headerlink", "hash-link", "anchor-link", "anchorjs-link",
            "header-anchor",
            "heading-anchor", "permalink", "skip-link", "skip-to-content", "skip-nav", "sr-only", "visually-hidden", "screen-reader-text",
            "sphinxsidebar", "sphinxsidebarwrapper", "wy-nav-side", "rst-footer-buttons", "rst-versions", "bd-sidebar-primary",
            "bd-sidebar-secondary", "bd-header-article", "md-source-file", "md-feedback", "md-content__button", "last-updated", "copybtn",
            "copy-button", "linenos", "lineno", "linenodiv", "line-numbers", "cookie-banner", "searchbox", "indexterm");
    /** Navigation on one page and a box of the text on another. */
    private static final Set<String> PERHAPS = Set.of("sidebar", "side-bar", "menu", "nav", "navbar", "navigation", "related", "banner",
            "header",
            "footer", "topnav", "links", "contents", "local-toc", "sidenav");

    private static final Pattern ABOUT_THE_PAGE = Pattern.compile(
            "(?:edit (?:this|on|source)\\b|improve this|suggest (?:an )?edit|report (?:a|an) (?:bug|issue)|view (?:page )?source|show source|"
                    + "view on git|back to top|skip to |copy link|permalink|download the e-?book).{0,30}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ONWARDS = Pattern.compile(
            "[«‹←<\\s]*(?:prev|previous|next)(?: (?:page|chapter|section|topic|post))?(?:\\s*[:»›→>].{0,100})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIGN = Pattern.compile("[¶#§🔗\\s]*");

    private static final List<String> CONTENT = List.of("main article", "article", "[role=main]", "main", "[itemprop=articleBody]",
            ".markdown-body", "#main-content", "#content", "#main");
    /** What is found by name must hold this share of the page's text. */
    private static final double ENOUGH = 0.25;

    private Frame() {}

    /** Whether a page is none to read: a register of terms, a form for searching, a redirection, the whole book for a printer. */
    static boolean isNoReading(Document document, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replaceFirst("\\.x?html?$", "");
        if (Set.of("genindex", "genindex-all", "py-modindex", "search", "404").contains(name) || name.startsWith("genindex-")) {
            return true;
        }
        return document.selectFirst("meta[http-equiv~=(?i)^refresh$], frameset, .indexdiv, table.genindextable") != null
                || name.equals("print") && document.select("script").stream().anyMatch(script -> script.data().contains("window.print"));
    }

    /** The element that holds the page's text; everything else in it is taken out. */
    static Element content(Document document) {
        formulas(document);
        document.select(NEVER_TEXT).remove();
        document.select(NAVIGATION).remove();
        Element content = found(document);
        for (Element element : content.select("*")) {
            if (element != content && element.parent() != null && isFrame(element)) {
                leaveId(element);
                element.remove();
            }
        }
        return content;
    }

    /** A sign beside a heading may be what carries its id. */
    private static void leaveId(Element element) {
        Element heading = element.parent();
        if (!element.id().isEmpty() && heading.normalName().matches("h[1-6]") && heading.id().isEmpty()) {
            heading.attr("id", element.id());
        }
    }

    private static Element found(Document document) {
        Element body = document.body();
        int all = body.text().length();
        for (String selector : CONTENT) {
            Elements candidates = document.select(selector);
            if (candidates.size() == 1 && candidates.first().text().length() >= all * ENOUGH) {
                return candidates.first();
            }
        }
        return body;
    }

    private static boolean isFrame(Element element) {
        String tag = element.normalName();
        if (tag.equals("header") || tag.equals("footer")) {
            return element.selectFirst("h1, h2, h3, h4, h5, h6") == null && element.closest("blockquote, figure") == null;
        }
        if (tag.equals("a")) {
            String words = element.text().strip();
            boolean sign = SIGN.matcher(words).matches() && element.selectFirst("img") == null;
            return sign && element.hasAttr("href") || ABOUT_THE_PAGE.matcher(words).matches()
                    || named(element, FRAMES) && (sign || element.closest("h1, h2, h3, h4, h5, h6") == null);
        }
        if (named(element, FRAMES)) {
            return true;
        }
        if (named(element, PERHAPS) || tag.equals("aside")) {
            return isMadeOfLinks(element, 0.5);
        }
        return Set.of("p", "ul", "ol", "table", "div").contains(tag) && (isPager(element) || isOnlyPictureLinks(element));
    }

    private static boolean named(Element element, Set<String> names) {
        return element.classNames().stream().anyMatch(names::contains) || names.contains(element.id());
    }

    private static boolean isMadeOfLinks(Element element, double share) {
        int all = element.text().length();
        int linked = element.select("a[href]").stream().mapToInt(link -> link.text().length()).sum();
        return all == 0 || linked >= all * share;
    }

    /** A line of links of which one leads to the page before or behind. */
    private static boolean isPager(Element element) {
        Elements links = element.select("a[href]");
        return !links.isEmpty() && links.size() <= 8 && element.text().length() < 400
                && links.stream().anyMatch(link -> ONWARDS.matcher(link.text().strip()).matches()) && isMadeOfLinks(element, 0.7);
    }

    /** Logos and badges. */
    private static boolean isOnlyPictureLinks(Element element) {
        return !element.hasText() && element.selectFirst("a[href] img") != null && element.selectFirst("figure, pre") == null;
    }

    /** Formulas that a script draws, or that are drawn beside their source: the source stays. */
    private static void formulas(Document document) {
        for (Element script : document.select("script[type^=math/tex]")) {
            script.replaceWith(new Element("span").text("$" + script.data().strip() + "$"));
        }
        for (Element drawn : document.select(".katex, mjx-container, math")) {
            Element source = drawn.selectFirst("annotation[encoding=application/x-tex]");
            if (source != null && drawn.parent() != null) {
                drawn.replaceWith(new Element("span").text("$" + source.text().strip() + "$"));
            }
        }
    }
}

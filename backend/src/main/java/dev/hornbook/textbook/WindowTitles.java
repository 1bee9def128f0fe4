package dev.hornbook.textbook;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code <title>}s of a site have in common, such as "— The Manual 3.1 documentation", says nothing of a page. */
final class WindowTitles {
    private static final Pattern LAST = Pattern.compile("\\s+[-–—|·•:»«~]{1,2}\\s+(?:(?!\\s[-–—|·•:»«~]{1,2}\\s).)+$");
    private static final Pattern FIRST = Pattern.compile("^(?:(?!\\s[-–—|·•:»«~]{1,2}\\s).)+?(?:\\s+[-–—|·•»«~]{1,2}|\\s*:)\\s+");
    private static final int FEW = 3;

    private final Optional<String> end;
    private final Optional<String> beginning;

    WindowTitles(Collection<String> titles) {
        this.end = common(titles, title -> found(LAST, title));
        this.beginning = end.isPresent() ? Optional.empty() : common(titles, title -> found(FIRST, title));
    }

    /** The page's own part of its title. */
    String own(String title) {
        String shorter = end.filter(title::endsWith).map(common -> title.substring(0, title.length() - common.length()))
                .or(() -> beginning.filter(title::startsWith).map(common -> title.substring(common.length()))).orElse(title);
        return shorter.isBlank() ? title : shorter.strip();
    }

    private static Optional<String> found(Pattern pattern, String title) {
        Matcher part = pattern.matcher(title);
        return part.find() ? Optional.of(part.group()) : Optional.empty();
    }

    private static Optional<String> common(Collection<String> titles, Function<String, Optional<String>> part) {
        Map<String, Integer> counts = new HashMap<>();
        titles.forEach(title -> part.apply(title).ifPresent(found -> counts.merge(found, 1, Integer::sum)));
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= FEW && entry.getValue() * 2 > titles.size())
                .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}

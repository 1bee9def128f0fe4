package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a page says of itself between {@code ---} lines at its head, in YAML. Keys are Docusaurus's; unknown ones are ignored.
 *
 * @param title {@code title}
 * @param position {@code sidebar_position}, lower first; also {@code position} of a {@code _category_} file
 * @param questions {@code questions}: what a reader might ask first; read from the book's own index page
 * @param draft {@code draft}: the page is not to be shown
 */
record FrontMatter(Optional<String> title, OptionalDouble position, List<String> questions, boolean draft) {
    static final FrontMatter NONE = new FrontMatter(Optional.empty(), OptionalDouble.empty(), List.of(), false);

    private static final Pattern FENCED = Pattern.compile("\\A---[ \\t]*\\n(.*?)(?:^---[ \\t]*(?:\\n|\\z))",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_TITLE = 300;

    FrontMatter {
        questions = List.copyOf(questions);
    }

    /** A page taken apart. */
    record Split(FrontMatter front, String body) {}

    static Split split(String text) throws UnreadableFileException {
        Matcher fenced = FENCED.matcher(text);
        if (!fenced.find()) {
            return new Split(NONE, text);
        }
        return new Split(parse(fenced.group(1), "front matter"), text.substring(fenced.end()));
    }

    /** Reads YAML (JSON is YAML too). Only plain values come out of it: no tag makes an object. */
    static FrontMatter parse(String yaml, String what) throws UnreadableFileException {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        Object value;
        try {
            value = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            String problem = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
            throw new UnreadableFileException("Its " + what + " is not YAML: " + problem + ". Mend it, or take it out.");
        }
        if (value == null) {
            return NONE;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new UnreadableFileException("Its " + what + " holds no `key: value` lines. Mend it, or take it out.");
        }
        Object position = map.get("sidebar_position") != null ? map.get("sidebar_position") : map.get("position");
        return new FrontMatter(text(map.get("title")), number(position), questions(map.get("questions")),
                Boolean.TRUE.equals(map.get("draft")));
    }

    private static Optional<String> text(Object value) {
        if (!(value instanceof String || value instanceof Number)) {
            return Optional.empty();
        }
        String text = value.toString().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text.length() > MAX_TITLE ? text.substring(0, MAX_TITLE) : text);
    }

    private static OptionalDouble number(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    private static List<String> questions(Object value) {
        var questions = new ArrayList<String>();
        if (value instanceof List<?> list) {
            list.stream().limit(20).forEach(item -> text(item).ifPresent(questions::add));
        }
        return questions;
    }
}

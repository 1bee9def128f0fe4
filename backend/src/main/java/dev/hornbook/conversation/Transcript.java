package dev.hornbook.conversation;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation as a Markdown file to keep: what the reader wrote stays text, answers are the Markdown that they are, with the
 * sources under them. Moments are told in UTC.
 */
public final class Transcript {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Supplier<URI> page;

    /** @param page the address of the page that citations lead to */
    public Transcript(Supplier<URI> page) {
        this.page = page;
    }

    public String markdown(Conversation conversation, List<Message> messages) {
        var file = new StringBuilder("# " + escaped(conversation.title()) + "\n\n" + MOMENT.format(conversation.createdAt()));
        conversation.textbook().ifPresent(slug -> file.append(", about ").append(escaped(slug)));
        file.append('\n');
        for (Message message : messages) {
            file.append('\n').append(switch (message.role()) {
                case READER -> "## Question, " + moment(message.createdAt()) + "\n\n" + quoted(message.text());
                case BOOK -> "## Answer\n\n" + answer(message);
            });
        }
        return file.toString();
    }

    private static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** The reader's words between lines that nothing in them can end. */
    private static String quoted(String words) {
        return words.lines().map(line -> ("> " + escaped(line)).stripTrailing()).collect(Collectors.joining("  \n")) + "\n";
    }

    private String answer(Message message) {
        String text = message.text().isBlank() ? "" : message.text().strip() + "\n";
        String end = switch (message.status()) {
            case STREAMING -> "*It is being written.*\n";
            case FAILED -> "*It broke off.*\n";
            case STOPPED -> "*It was stopped.*\n";
            case COMPLETE -> "";
        };
        String sources = message.citations().isEmpty()
                ? ""
                : "Sources:\n\n" + message.citations().stream().map(this::source).collect(Collectors.joining());
        String feedback = message.judgement()
                .map(judgement -> "My feedback: thumb " + judgement.thumb().wireName() + "\n"
                        + judgement.words().map(words -> "\n" + quoted(words)).orElse(""))
                .orElse("");
        return Stream.of(text, end, sources, feedback).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    }

    private String source(Citation citation) {
        return citation.number() + ". [" + escaped(citation.title()) + "](" + address(citation) + "): “"
                + escaped(citation.quote().strip().replaceAll("\\s+", " ")) + "”\n";
    }

    /** The page's address of a passage, as its links have it: {@code /books/BOOK/CHAPTER?passage=ID#ANCHOR}. */
    private String address(Citation citation) {
        String[] place = citation.anchor().split("#", 2);
        String chapter = Stream.of(place[0].split("/")).filter(part -> !part.isEmpty()).map(Transcript::encoded)
                .collect(Collectors.joining("/"));
        return page.get().toString().replaceFirst("/+$", "") + "/books/" + encoded(citation.textbook()) + "/" + chapter + "?passage="
                + citation.passage() + (place.length > 1 ? "#" + encoded(place[1]) : "");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Text on one line that Markdown shows as it is. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]<&~|]", "\\\\$0").replaceFirst("^(\\s*)([#>+=-]|\\d+(?=[.)]))", "$1\\\\$2")
                .replaceFirst("^(\\s*)\\\\(\\d+)", "$1$2\\\\");
    }
}

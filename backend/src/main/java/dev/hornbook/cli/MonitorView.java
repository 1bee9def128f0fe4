package dev.hornbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./hornbook monitor} shows, made of the status that an instance tells: at most {@value #HEIGHT} lines of {@value #WIDTH} characters,
 * in ASCII but for what the instance says itself. It remembers the last minutes' states and waits; a refresh that nobody answered is one of them.
 */
final class MonitorView {
    static final int WIDTH = 80;
    static final int HEIGHT = 24;
    private static final int STRIP = 60;
    private static final int CHANGES = 4;
    private static final int ROUTES = 5;
    private static final String ROW = "%-34s %8s %6s %6s %6s %7s %7s";

    private final Console console;
    private final String address;
    private final DateTimeFormatter clock;
    private final Deque<Character> states = new ArrayDeque<>();
    private final Deque<Character> waits = new ArrayDeque<>();
    private Optional<JsonNode> last = Optional.empty();
    private Optional<String> silence = Optional.empty();

    /** @param zone whose clock the times are told by */
    MonitorView(Console console, String address, ZoneId zone) {
        this.console = console;
        this.address = address;
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    }

    /** The instance told how it is. */
    void told(JsonNode status) {
        last = Optional.of(status);
        silence = Optional.empty();
        int waiting = status.at("/pool/waiting").asInt();
        remember(letter(status.path("state").asText()), waiting > 9 ? '+' : (char) ('0' + waiting));
    }

    /** Nobody answered, and why. */
    void silent(String why) {
        silence = Optional.of(why);
        remember('-', '-');
    }

    private void remember(char state, char waiting) {
        states.addLast(state);
        waits.addLast(waiting);
        if (states.size() > STRIP) {
            states.removeFirst();
            waits.removeFirst();
        }
    }

    /** The lines to show now. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        JsonNode status = last.orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
        String state = silence.isPresent() ? "NO ANSWER" : status.path("state").asText();
        String head = last.map(told -> clock.format(at(told.path("at")))).orElse("").concat("  " + state);
        lines.add(console.bold(padded("Hornbook at " + address, WIDTH - head.length() - 1) + " ") + painted(state, head));
        lines.addAll(wrapped(silence.map(why -> why + " Trying on; what stands below is the last that was told.")
                .orElseGet(() -> status.path("inWords").asText())));
        if (last.isPresent()) {
            figures(status, lines);
        }
        return lines;
    }

    private void figures(JsonNode status, List<String> lines) {
        Instant now = at(status.path("at"));
        lines.add(cut("%s for %s; up %s; %s".formatted(status.path("state").asText(), lasting(at(status.path("since")), now),
                lasting(at(status.path("startedAt")), now), status.at("/awakeToday/inWords").asText())));
        lines.add("");
        JsonNode pool = status.path("pool");
        lines.add(cut("Connections  open %d, lent out %d, free %d, opening %d, at most %d; waiting %d".formatted(pool.path("total").asInt(),
                pool.path("active").asInt(), pool.path("idle").asInt(), pool.path("opening").asInt(), pool.path("maximum").asInt(),
                pool.path("waiting").asInt())));
        lines.add(cut("So far       opened %d, failed %d, lost %d, retired %d".formatted(pool.path("opened").asLong(),
                pool.path("failed").asLong(), pool.path("lost").asLong(), pool.path("retired").asLong())));
        lines.add(cut("Refused      " + pool.path("refused").asLong() + refusals(pool.path("refusals"))));
        lines.add("State        " + strip(states));
        lines.add("Waiting      " + strip(waits));
        lines.add(console.faint("             R ready, z asleep, w waking, s starting, D down, - no answer"));
        lines.add("");
        lines.add(console.bold(padded("Last states", 30) + "Who woke the compute"));
        for (int i = 0; i < CHANGES; i++) {
            lines.add(cut(padded(change(status.path("states").path(i)), 30) + wake(status.path("wakes").path(i))).stripTrailing());
        }
        lines.add("");
        lines.add(console.bold(ROW.formatted("Routes lately, milliseconds", "requests", "failed", "p50", "p95", "waited", "worked")));
        for (int i = 0; i < Math.min(ROUTES, status.path("routes").size()); i++) {
            lines.add(route(status.path("routes").path(i)));
        }
    }

    private static String refusals(JsonNode reasons) {
        var parts = new ArrayList<String>();
        reasons.properties().stream().filter(reason -> reason.getValue().asLong() > 0)
                .forEach(reason -> parts.add(reason.getKey() + " " + reason.getValue().asLong()));
        parts.sort(null);
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }

    private String change(JsonNode change) {
        return change.isMissingNode()
                ? ""
                : clock.format(at(change.path("at"))) + " " + change.path("state").asText()
                        + (change.has("reason") ? " " + change.at("/reason/kind").asText() : "");
    }

    private String wake(JsonNode wake) {
        return wake.isMissingNode() ? "" : clock.format(at(wake.path("at"))) + " " + wake.path("by").asText();
    }

    private static String route(JsonNode route) {
        return ROW.formatted(padded(route.path("route").asText(), 34), route.path("requests").asInt(), route.path("failed").asInt(),
                millis(route.at("/took/p50")), millis(route.at("/took/p95")), millis(route.at("/acquire/p95")),
                millis(route.at("/execute/p95")));
    }

    private static String millis(JsonNode time) {
        return "%.0f".formatted(time.asDouble());
    }

    private String painted(String state, String text) {
        return switch (state) {
            case "READY", "ASLEEP" -> console.green(text);
            case "WAKING", "STARTING" -> console.yellow(text);
            default -> console.red(text);
        };
    }

    private static char letter(String state) {
        return switch (state) {
            case "READY" -> 'R';
            case "ASLEEP" -> 'z';
            case "WAKING" -> 'w';
            case "STARTING" -> 's';
            default -> 'D';
        };
    }

    private static String strip(Deque<Character> samples) {
        var text = new StringBuilder();
        samples.forEach(text::append);
        return text.toString();
    }

    private static String lasting(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return time.toMinutes() < 1
                ? Math.max(0, time.toSeconds()) + " s"
                : time.toHours() < 1
                        ? time.toMinutes() + " min"
                        : time.toDays() < 2 ? time.toHours() + " h " + time.toMinutesPart() + " min" : time.toDays() + " days";
    }

    private static Instant at(JsonNode time) {
        return Instant.parse(time.asText("1970-01-01T00:00:00Z"));
    }

    /** On two lines at most, at words' ends. */
    private static List<String> wrapped(String text) {
        String shown = plain(text);
        if (shown.length() <= WIDTH) {
            return List.of(shown);
        }
        int end = shown.lastIndexOf(' ', WIDTH);
        int first = end < 0 ? WIDTH : end;
        return List.of(shown.substring(0, first), cut(shown.substring(first).strip()));
    }

    private static String padded(String text, int width) {
        String shown = plain(text);
        return shown.length() > width ? shown.substring(0, width - 1) + "~" : shown + " ".repeat(width - shown.length());
    }

    private static String cut(String text) {
        return text.length() > WIDTH ? padded(text, WIDTH) : plain(text);
    }

    /** What an instance tells moves no cursor and changes no colour here. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

package dev.hornbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hornbook.cli.Attack.Expected;
import dev.hornbook.testing.Contract;
import dev.hornbook.testing.Contract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Everything there is to try on an operation, as the contract names its parameters and fields. */
final class Attacks {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final int NO_LIMIT = 300;
    /** Beyond it a request is none any more. */
    private static final int LONG_URL = 4_000;

    private final Random random;

    Attacks(Random random) {
        this.random = random;
    }

    List<Attack> on(Operation operation) {
        List<Attack> attacks = new ArrayList<>();
        operation.parameters().forEach(parameter -> parameter(operation, parameter).forEach(attacks::add));
        headers(operation).forEach(attacks::add);
        JsonNode content = operation.body().at("/content/application~1json");
        if (!content.isMissingNode()) {
            fields(operation, content.path("schema"), content.path("example")).forEach(attacks::add);
            bodies(operation, content.path("schema")).forEach(attacks::add);
        }
        return attacks;
    }

    private Stream<Attack> parameter(Operation operation, JsonNode parameter) {
        String name = parameter.path("name").asText();
        JsonNode form = Contract.here().resolved(parameter.path("schema"));
        Stream<String> texts = HostileText.all(random, form.path("maxLength").asInt(NO_LIMIT));
        return switch (parameter.path("in").asText()) {
            case "path" -> Stream.concat(texts.map(text -> new Attack(operation, name + " " + shown(text),
                    good -> good.inPath(name, encoded(text)),
                    text.strip().isEmpty() || text.contains("/") || text.contains("..") || encoded(text).length() > LONG_URL
                            ? Expected.ELSEWHERE
                            : judged(form, text))),
                    HostileBytes.inUrls().map(raw -> new Attack(operation, name + " written " + shown(raw), good -> good.inPath(name, raw),
                            Expected.ELSEWHERE)));
            case "query" -> Stream.of(
                    texts.map(text -> new Attack(operation, name + "=" + shown(text), good -> good.query(name, name + "=" + encoded(text)),
                            text.strip().isEmpty()
                                    ? blank(form, parameter)
                                    : encoded(text).length() > LONG_URL ? Expected.ELSEWHERE : judged(form, text.strip()))),
                    Stream.of(new Attack(operation, "no " + name, good -> good.query(name), missing(parameter)),
                            new Attack(operation, name + " twice", good -> good.query(name, name + "=1", name + "=2"), Expected.EITHER),
                            new Attack(operation, name + "[]", good -> good.query(name, name + "%5B%5D=1"), missing(parameter))),
                    HostileBytes.inUrls()
                            .map(raw -> new Attack(operation, name + " written " + shown(raw), good -> good.query(name, name + "=" + raw),
                                    Expected.ELSEWHERE)))
                    .flatMap(each -> each);
            case "header" -> texts.filter(text -> text.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f)).map(
                    text -> new Attack(operation, name + ": " + shown(text), good -> good.header(name, name + ": " + text),
                            text.strip().isEmpty() ? Expected.EITHER : judged(form, text.strip())));
            default -> throw new AssertionError(parameter);
        };
    }

    /** Where no text will do it is none. */
    private static Expected blank(JsonNode form, JsonNode parameter) {
        return Contract.here().faults(form, TextNode.valueOf("")).isEmpty() ? Expected.EITHER : missing(parameter);
    }

    private static Expected missing(JsonNode parameter) {
        return parameter.path("required").asBoolean() ? Expected.REFUSED : Expected.EITHER;
    }

    private static Expected judged(JsonNode form, String text) {
        JsonNode value = form.path("type").asText().equals("integer") && text.matches("-?\\d{1,18}")
                ? LongNode.valueOf(Long.parseLong(text))
                : TextNode.valueOf(text);
        return Contract.here().faults(form, value).isEmpty() ? Expected.EITHER : Expected.REFUSED;
    }

    private static Stream<Attack> headers(Operation operation) {
        Stream<Attack> lines = HostileBytes.headers()
                .map(line -> new Attack(operation, "the header " + shown(line), good -> good.header(line.split(":")[0], line),
                        Expected.ELSEWHERE));
        return Stream.concat(lines, operation.body().isMissingNode()
                ? Stream.empty()
                : HostileBytes.types().map(
                        type -> new Attack(operation, "the type " + shown(type),
                                good -> good.header("Content-Type", "Content-Type: " + type), Expected.EITHER)));
    }

    /** Each field that the form names, and one that it does not. */
    private Stream<Attack> fields(Operation operation, JsonNode form, JsonNode good) {
        JsonNode whole = Contract.here().resolved(form);
        ObjectNode example = good.deepCopy();
        List<String> names = new ArrayList<>();
        whole.path("properties").fieldNames().forEachRemaining(names::add);
        names.add("surprise");
        return names.stream().flatMap(name -> {
            ObjectNode without = example.deepCopy();
            without.remove(name);
            int limit = limit(Contract.here().resolved(whole.at("/properties/" + name)));
            Stream<String> values = Stream.concat(HostileBytes.values(), HostileText.all(random, limit).map(Attacks::quoted));
            Stream<Attack> other = values.map(value -> body(operation, form, name + " " + shown(value), with(without, name, value)));
            return Stream.concat(other, Stream.of(body(operation, form, "no " + name, without.toString()),
                    body(operation, form, name + " twice", with(example, name, "\"x\""))));
        });
    }

    private static Stream<Attack> bodies(Operation operation, JsonNode form) {
        Stream<Attack> texts = HostileBytes.bodies().map(text -> body(operation, form, "the body " + shown(text), text));
        Stream<Attack> bytes = HostileBytes.noText().map(raw -> new Attack(operation, "a body of " + raw.length + " bytes that are no text",
                good -> good.body(raw), raw.length == 0 ? Expected.EITHER : Expected.REFUSED));
        Stream<Attack> tooLarge = Stream.of(new Attack(operation, "a megabyte", good -> good.body(" ".repeat(1 << 20)), Expected.REFUSED),
                new Attack(operation, "three megabytes", good -> good.body("x".repeat(3 << 20)), Expected.ELSEWHERE),
                new Attack(operation, "200 KB in chunks", good -> good.header("Transfer-Encoding", "Transfer-Encoding: chunked")
                        .body("10000\r\n" + "\"".repeat(0x10000) + "\r\n" + "20000\r\n" + " ".repeat(0x20000) + "\r\n0\r\n\r\n"),
                        Expected.REFUSED));
        return Stream.of(texts, bytes, tooLarge).flatMap(each -> each);
    }

    private static Attack body(Operation operation, JsonNode form, String what, String text) {
        JsonNode value = json(text);
        boolean none = text.isEmpty() && !operation.body().path("required").asBoolean();
        boolean taken = none || value != null && Contract.here().faults(form, value).isEmpty();
        return new Attack(operation, what, good -> good.body(text), taken ? Expected.EITHER : Expected.REFUSED);
    }

    private static int limit(JsonNode field) {
        JsonNode one = field.has("anyOf") ? Contract.here().resolved(field.at("/anyOf/0")) : field;
        return one.path("maxLength").asInt(NO_LIMIT);
    }

    private static String with(ObjectNode object, String name, String value) {
        String rest = object.toString();
        return rest.substring(0, rest.length() - 1) + (object.isEmpty() ? "" : ",") + "\"" + name + "\":" + value + "}";
    }

    /** As JSON, with everything but plain letters escaped: that is how halves of pairs and NUL are written. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> json.append(c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? Character.toString(c) : "\\u%04x".formatted(c)));
        return json.append('"').toString();
    }

    /** Null where it is none. */
    private static JsonNode json(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read.isMissingNode() ? null : read;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shown(String text) {
        String start = text.length() <= 60 ? text : text.substring(0, 40) + "… (" + text.length() + ")";
        StringBuilder visible = new StringBuilder();
        start.chars().forEach(c -> visible.append(c >= ' ' && c < 0x7f || c == '…' ? Character.toString(c) : "\\u%04x".formatted(c)));
        return visible.toString();
    }
}

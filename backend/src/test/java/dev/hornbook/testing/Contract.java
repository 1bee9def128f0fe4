package dev.hornbook.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docs/contracts/openapi.yaml: what it says of each operation, and whether something has the form that it says. */
public final class Contract {
    private static final Path FILE = Path.of(System.getProperty("hornbook.root"), "docs", "contracts", "openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final Contract HERE = new Contract();

    private final String text;
    private final ObjectNode document;
    private final List<Operation> operations;
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Contract() {
        try {
            text = Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Where a lone schema looks for others.
        String rooted = text.replace("#/components/schemas/", "#/$defs/");
        document = new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(rooted));
        document.set("$defs", document.at("/components/schemas"));
        close(document.path("$defs"));
        close(document.at("/components/responses"));
        close(document.path("paths"));
        operations = document.path("paths").propertyStream().flatMap(path -> path.getValue().propertyStream()
                .filter(member -> METHODS.contains(member.getKey()))
                .map(member -> operation(path.getKey(), path.getValue(), member.getKey(), member.getValue()))).toList();
    }

    public static Contract here() {
        return HERE;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that a request's path leads to; one without parameters before those with. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream().filter(each -> each.method().equals(method) && each.form().matcher(path).matches())
                .reduce((one, other) -> one.path().indexOf('{') < 0 ? one : other.path().indexOf('{') < 0 ? other : one);
    }

    /** What stands where a reference leads; the node itself where it is none. */
    public JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.path("$ref").isTextual()) {
            at = document.at(at.path("$ref").textValue().substring(1));
        }
        return at;
    }

    /** A schema among the components. */
    public JsonNode component(String name) {
        return document.at("/$defs/" + name);
    }

    /** What in a value does not have the form of a schema. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream().map(Object::toString).toList();
    }

    /** References lead to the document's schemas, so they come along. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = schema.isObject() ? schema.deepCopy() : new ObjectMapper().createObjectNode();
        whole.set("$defs", document.path("$defs"));
        return registry.getSchema(whole);
    }

    /**
     * Answers may gain fields, and whoever reads them must bear that; but what is answered today stands here. So an object that names fields
     * and does not say of others takes no others.
     */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")
                && object.path("type").asText().equals("object")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode node) {
        List<JsonNode> parameters = new ArrayList<>();
        Stream.of(item, node).forEach(each -> each.path("parameters").forEach(parameter -> parameters.add(resolved(parameter))));
        Map<Integer, JsonNode> responses = new HashMap<>();
        node.path("responses").propertyStream()
                .forEach(response -> responses.put(Integer.parseInt(response.getKey()), resolved(response.getValue())));
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, List.copyOf(parameters), resolved(node.path("requestBody")),
                Map.copyOf(responses), node.has("security") ? node.path("security") : document.path("security"));
    }

    /**
     * One of its operations.
     *
     * @param path with its parameters in braces
     * @param body of the request; missing where there is none
     * @param responses by status, references resolved
     */
    public record Operation(String method, String path, List<JsonNode> parameters, JsonNode body, Map<Integer, JsonNode> responses,
            JsonNode security) {

        private Pattern form() {
            return Pattern.compile(Pattern.quote(path).replace("{chapter}", "\\E.+\\Q").replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}

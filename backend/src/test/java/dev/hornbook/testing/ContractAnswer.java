package dev.hornbook.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hornbook.testing.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An answer, judged by the contract.
 *
 * @param mediaType the {@code Content-Type}; empty for none
 */
public record ContractAnswer(int status, String mediaType, String body) {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** What of it the contract does not say; nothing where all is as it should be. */
    public List<String> faults(Operation operation) {
        JsonNode response = operation.responses().get(status);
        if (response == null) {
            return List.of(operation + " answers " + status + ", which openapi.yaml does not name");
        }
        String type = mediaType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of(operation + " " + status + " has a body, which openapi.yaml does not name");
        }
        if (!content.has(type)) {
            return List.of(operation + " " + status + " is '" + type + "', which openapi.yaml does not name");
        }
        JsonNode schema = content.path(type).path("schema");
        List<String> faults = switch (type) {
            case "application/json", "application/problem+json" -> Contract.here().faults(schema, json(body));
            case "text/event-stream" -> body.isEmpty() ? List.of() : events();
            default -> List.of();
        };
        return faults.stream().map(fault -> operation + " " + status + ": " + fault).toList();
    }

    /** Each event's data has the form that goes with its name. */
    private List<String> events() {
        List<String> faults = new ArrayList<>();
        for (String event : body.split("\n\n")) {
            String name = after("event: ", event);
            JsonNode schema = Contract.here()
                    .component(name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Event");
            if (schema.isMissingNode()) {
                faults.add("the event '" + name + "' is not named");
            } else {
                faults.addAll(Contract.here().faults(schema, json(after("data: ", event))));
            }
        }
        return faults;
    }

    private static String after(String prefix, String event) {
        return Stream.of(event.split("\n")).filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).findFirst()
                .orElse("");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

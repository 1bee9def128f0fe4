package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.Contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each operation of the contract a request that it takes, from its examples, and a reader to send it. */
final class GoodRequests {
    private final RunningService service;
    private final String operatorToken;
    private SignedInReader reader;
    private String conversation;
    private String answer;
    private String invitation;
    private int sent;

    GoodRequests(RunningService service, String operatorToken) {
        this.service = service;
        this.operatorToken = operatorToken;
        begin();
    }

    /** With a guest who has never been here before. */
    void begin() {
        reader = service.guest("X-Forwarded-For", nextAddress());
        conversation = null;
        answer = null;
        invitation = null;
    }

    private String invitation() {
        if (invitation == null) {
            invitation = service.sendJson("POST", "/api/v1/operator/invitations", "{}", "Authorization", "Bearer " + operatorToken).json()
                    .path("id").asText();
        }
        return invitation;
    }

    private String conversation() {
        if (conversation == null) {
            conversation = reader.newConversation();
        }
        return conversation;
    }

    private String answer() {
        if (answer == null) {
            Reply asked = reader.ask(conversation(), "What does a gyroscope measure?", "key", "Accept", "application/json");
            assertThat(asked.status()).as(asked.body()).isEqualTo(200);
            answer = asked.json().at("/message/id").asText();
        }
        return answer;
    }

    /** By a reader whose own it is. */
    RawRequest of(Operation operation) {
        Map<String, String> inPath = new LinkedHashMap<>();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                inPath.put(name, switch (name) {
                    case "id" -> operation.path().startsWith("/api/v1/operator")
                            ? invitation()
                            : operation.path().startsWith("/api/v1/messages") ? answer() : conversation();
                    case "file" -> "try.js";
                    default -> parameter.path("example").asText();
                });
            } else if (parameter.path("required").asBoolean()) {
                query.add(name + "=" + parameter.path("example").asText().replace(" ", "%20"));
            }
        }
        List<String> headers = new ArrayList<>(List.of("X-Forwarded-For: " + nextAddress()));
        if (operation.security().findValue("operatorToken") != null) {
            headers.add("Authorization: Bearer " + operatorToken);
        } else if (!operation.security().isEmpty()) {
            headers.add("Cookie: " + reader.cookie());
            headers.add("Origin: " + service.origin());
        }
        JsonNode page = operation.body().at("/content/text~1markdown");
        if (!page.isMissingNode()) {
            headers.add("Content-Type: text/markdown");
            return new RawRequest(operation.method(), operation.path(), inPath, query, headers, null).body(example(page).asText());
        }
        JsonNode content = operation.body().at("/content/application~1json");
        if (content.isMissingNode()) {
            return new RawRequest(operation.method(), operation.path(), inPath, query, headers, null);
        }
        headers.add("Content-Type: application/json");
        return new RawRequest(operation.method(), operation.path(), inPath, query, headers, null).body(example(content).toString());
    }

    private static JsonNode example(JsonNode content) {
        assertThat(content.has("example")).as("The contract has an example of each body: " + content).isTrue();
        return content.path("example");
    }

    /** So that one class behind one address is not what is measured. */
    private String nextAddress() {
        int n = sent++;
        return "10." + (n >> 16) + "." + (n >> 8 & 255) + "." + (n & 255);
    }

    /** Somebody else's cookie. */
    String another() {
        return "Cookie: " + service.guest("X-Forwarded-For", nextAddress()).cookie();
    }
}

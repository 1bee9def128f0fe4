package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.testing.Contract;
import dev.hornbook.testing.Contract.Operation;
import dev.hornbook.testing.ContractAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the service answered, whole. */
record Reply(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One server-sent event. */
    record Event(long id, String name, JsonNode data) {
        private static Event of(String block) {
            List<String> lines = block.lines().toList();
            assertThat(lines).as("the lines of an event").hasSize(3);
            return new Event(Long.parseLong(after("id: ", lines.get(0))), after("event: ", lines.get(1)),
                    json(after("data: ", lines.get(2))));
        }

        private static String after(String prefix, String line) {
            assertThat(line).startsWith(prefix);
            return line.substring(prefix.length());
        }
    }

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    JsonNode json() {
        return json(body());
    }

    /** Which operation of the contract was asked for; empty where there is none. */
    Optional<Operation> operation() {
        return Contract.here().find(response.request().method(), response.uri().getRawPath());
    }

    ContractAnswer asAnswer() {
        return new ContractAnswer(status(), header("content-type").orElse(""), body());
    }

    /** The body's events, each of which must be a well-formed one. */
    List<Event> events() {
        assertThat(header("content-type").orElse("")).as(body()).startsWith("text/event-stream");
        return Arrays.stream(body().split("\n\n")).filter(block -> !block.isEmpty()).map(Event::of).toList();
    }

    /** Asserts that this is a problem document of that status, whole, with nothing of our insides in it. */
    Reply isProblem(int status) {
        String all = this + "\n" + body();
        assertThat(status()).as(all).isEqualTo(status);
        assertThat(header("content-type")).as(all).hasValue("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).as(all).isEqualTo(status);
        for (String field : List.of("type", "title", "detail", "code")) {
            assertThat(problem.path(field).asText()).as(field + " of " + all).isNotBlank();
        }
        assertThat(body()).doesNotContain("Exception").doesNotContain("\\tat ").doesNotContain("dev.hornbook").doesNotContain("io.helidon");
        return this;
    }

    String code() {
        return json().path("code").asText();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.uri() + " " + status();
    }
}

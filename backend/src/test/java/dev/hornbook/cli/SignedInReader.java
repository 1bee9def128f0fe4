package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A reader's program: every request carries the reader's JWT.
 *
 * @param cookie the session's cookies, for tests that speak as a browser does
 */
record SignedInReader(RunningService service, String cookie, String token) {

    Reply get(String path, String... headers) {
        return service.get(path, signed(headers));
    }

    Reply send(String method, String path, String... headers) {
        return service.send(method, path, signed(headers));
    }

    Reply sendJson(String method, String path, String json, String... headers) {
        return service.sendJson(method, path, json, signed(headers));
    }

    /** A new conversation's id. */
    String newConversation() {
        Reply created = sendJson("POST", "/api/v1/conversations", "{}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    /** Asks; the answer comes in the form that the headers ask for, a stream if they ask for none. */
    Reply ask(String conversation, String text, String key, String... headers) {
        return sendJson("POST", "/api/v1/conversations/" + conversation + "/messages",
                "{\"text\":\"%s\",\"key\":\"%s\"}".formatted(text, key), headers);
    }

    /** The texts of a conversation's messages, in order. */
    List<String> texts(String conversation) {
        Reply messages = get("/api/v1/conversations/" + conversation + "/messages");
        assertThat(messages.status()).as(messages.body()).isEqualTo(200);
        return StreamSupport.stream(messages.json().path("messages").spliterator(), false)
                .map(message -> message.path("text").asText())
                .toList();
    }

    String[] signed(String... headers) {
        return Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers)).toArray(String[]::new);
    }
}

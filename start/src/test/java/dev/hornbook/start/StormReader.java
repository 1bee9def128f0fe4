package dev.hornbook.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A guest who asks and reads, at whichever instance there is, and does what the page does when something fails: asks again under the same key.
 * It remembers what it was told is kept, and compares in the end.
 */
final class StormReader implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Each reader keeps to one subject, so that an answer to somebody else's question is seen. */
    private static final List<Subject> SUBJECTS = List.of(new Subject("gyroscope", "What does a gyroscope measure?"),
            new Subject("capture point", "How is the capture point of a walking robot computed?"));

    /** @param word that its answer must hold */
    private record Subject(String word, String question) {}

    private final int number;
    private final List<URI> instances;
    private final SplittableRandom random;
    private final Subject subject;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int refused;
    private int cutOff;
    private int asked;
    private volatile boolean stopped;
    private String token;
    private String conversation;

    StormReader(int number, List<URI> instances, long seed) {
        this.number = number;
        this.instances = instances;
        this.random = new SplittableRandom(seed);
        this.subject = SUBJECTS.get(number % SUBJECTS.size());
    }

    void stop() {
        stopped = true;
    }

    List<String> wrong() {
        return wrong;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int refused() {
        return refused;
    }

    int cutOff() {
        return cutOff;
    }

    @Override
    public void run() {
        try {
            token = insist("POST", "/api/auth/sign-in/anonymous", "").path("token").asText();
            conversation = insist("POST", "/api/v1/conversations", "{}").path("id").asText();
            while (!stopped) {
                ask();
                pause(random.nextInt(1_500));
                insist("GET", "/api/v1/conversations", "");
                insist("GET", "/api/v1/search?q=" + subject.word().replace(' ', '+'), "");
            }
            compare(insist("GET", "/api/v1/conversations/" + conversation + "/messages", "").path("messages"));
        } catch (RuntimeException | Error e) {
            wrong.add("reader " + number + ": " + e);
        }
    }

    private void ask() {
        String question = "%s (%d, %d)".formatted(subject.question(), number, asked++);
        String body = json(Map.of("text", question, "key", question));
        JsonNode message = insist("POST", "/api/v1/conversations/" + conversation + "/messages", body).path("message");
        acknowledged.add(question);
        String told = message.path("text").asText();
        // The numbers that make a question the reader's own are words that the book does not have, and may outweigh the rest.
        if (message.path("status").asText().equals("complete") && !told.toLowerCase(Locale.ROOT).contains(subject.word())
                && !told.startsWith("The book does not say")) {
            wrong.add("reader " + number + " asked for the " + subject.word() + " and was told: " + told);
        }
    }

    /** Asks until there is an answer that is no refusal. */
    private JsonNode insist(String method, String path, String body) {
        long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < limit) {
            try {
                HttpResponse<String> response = CLIENT.send(request(method, path, body), BodyHandlers.ofString());
                if (response.statusCode() < 300) {
                    return JSON.readTree(response.body());
                }
                JsonNode failed = judge(method + " " + path, response);
                if (!failed.isMissingNode()) {
                    return failed;
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(method + " " + path + " was answered with no JSON", e);
            } catch (IOException e) {
                cutOff++;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            pause(200 + random.nextInt(400));
        }
        throw new IllegalStateException(method + " " + path + " was refused for three minutes");
    }

    /** A refusal has its reason; an answer that failed has one too, and its question is kept. That one is returned. */
    private JsonNode judge(String what, HttpResponse<String> response) throws JsonProcessingException {
        JsonNode problem = JSON.readTree(response.body());
        if (response.statusCode() == 502 && problem.path("code").asText().startsWith("answer-")) {
            return problem;
        }
        boolean reason = problem.hasNonNull("code") && (problem.hasNonNull("detail") || problem.hasNonNull("message"));
        if (response.statusCode() != 503 || !reason) {
            throw new IllegalStateException(what + " was answered " + response.statusCode() + " " + response.body());
        }
        refused++;
        return MissingNode.getInstance();
    }

    private HttpRequest request(String method, String path, String body) {
        URI instance = instances.get(random.nextInt(instances.size()));
        var request = HttpRequest.newBuilder(instance.resolve(path)).timeout(PATIENCE)
                .header("X-Forwarded-For", "10.0.%d.%d".formatted(number / 250, number % 250 + 1))
                .header("Accept", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private void compare(JsonNode messages) {
        List<String> kept = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("reader")) {
                kept.add(message.path("text").asText());
            } else if (message.path("status").asText().equals("streaming")) {
                wrong.add("reader " + number + ": an answer is still streaming");
            }
        }
        if (!kept.equals(acknowledged)) {
            wrong.add("reader " + number + " was told that " + acknowledged + " are kept, and finds " + kept);
        }
    }

    private void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

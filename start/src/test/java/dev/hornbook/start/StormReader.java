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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A guest who asks and reads, at whichever instance there is, and does what the page does when something fails: asks again under the same key.
 * It remembers what it was told is kept, and compares in the end.
 */
final class StormReader implements Runnable {
    /** Half of what a conversation holds. */
    private static final int FILLED = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration ANSWER_TIME = Duration.ofMinutes(5);
    private static final List<String> QUESTIONS = List.of("What does a gyroscope measure?",
            "How is the capture point of a walking robot computed?");
    /** While the database is away nobody's questions can be counted, and the book answers instead of the model. */
    private static final String UNCOUNTED = "*Questions to the language model cannot be counted just now";

    private final int number;
    private final List<URI> instances;
    private final SplittableRandom random;
    private final String question;
    /** In this conversation. */
    private final List<String> acknowledged = new ArrayList<>();
    private int before;
    private final List<String> wrong = new ArrayList<>();
    private int refused;
    private int cutOff;
    private int asked;
    private volatile boolean stopped;
    private volatile String doing = "nothing";
    private volatile String told = "nothing";
    private String token;
    private String conversation;

    StormReader(int number, List<URI> instances, long seed) {
        this.number = number;
        this.instances = instances;
        this.random = new SplittableRandom(seed);
        this.question = QUESTIONS.get(number % QUESTIONS.size());
    }

    void stop() {
        stopped = true;
    }

    List<String> wrong() {
        return wrong;
    }

    /** What it is about, and what it was last told. */
    @Override
    public String toString() {
        return "reader " + number + ": " + doing + ", last told: " + told;
    }

    int acknowledged() {
        return before + acknowledged.size();
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
            begin();
            while (!stopped) {
                if (acknowledged.size() == FILLED) {
                    compare();
                    begin();
                }
                ask();
                pause(random.nextInt(1_500));
                insist("GET", "/api/v1/conversations", "");
                insist("GET", "/api/v1/search?q=gyroscope", "");
            }
            compare();
        } catch (RuntimeException | Error e) {
            wrong.add("reader " + number + ": " + e);
        }
    }

    private void begin() {
        conversation = insist("POST", "/api/v1/conversations", "{}").path("id").asText();
        before += acknowledged.size();
        acknowledged.clear();
    }

    private void ask() {
        String text = question + " " + mark(number) + mark(asked++);
        String body = json(Map.of("text", text, "key", text));
        JsonNode message = insist("POST", "/api/v1/conversations/" + conversation + "/messages", body).path("message");
        acknowledged.add(text);
        judgeAnswer(message, text);
    }

    /** A number in signs that no search takes for a word. */
    private static String mark(int number) {
        return Integer.toBinaryString(1 << 12 | number).replace('0', '!').replace('1', '?');
    }

    /** The model repeats its question, so an answer to somebody else's is seen. */
    private void judgeAnswer(JsonNode message, String asked) {
        String told = message.path("text").asText();
        if (message.path("status").asText().equals("complete") && !told.equals(asked) && !told.startsWith(UNCOUNTED)) {
            wrong.add("reader " + number + " asked " + asked + " and was told: " + told);
        }
    }

    /** Asks until there is an answer that is no refusal. */
    private JsonNode insist(String method, String path, String body) {
        long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < limit) {
            try {
                HttpRequest request = request(method, path, body);
                doing = method + " " + request.uri() + " since " + Instant.now();
                HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
                told = response.statusCode() + " " + response.body();
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
                told = e.toString();
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

    private void compare() {
        JsonNode messages = insist("GET", "/api/v1/conversations/" + conversation + "/messages", "").path("messages");
        List<String> kept = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("reader")) {
                kept.add(message.path("text").asText());
                continue;
            }
            judgeAnswer(message, kept.isEmpty() ? "" : kept.getLast());
            // One whose instance was killed, or could not store it, is left alone until nobody can be writing it any more.
            if (message.path("status").asText().equals("streaming")
                    && Instant.parse(message.path("createdAt").asText()).plus(ANSWER_TIME).isBefore(Instant.now())) {
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

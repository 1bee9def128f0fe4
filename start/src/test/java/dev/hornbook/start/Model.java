package dev.hornbook.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A model on loopback that speaks OpenAI's wire, and misbehaves. */
final class Model implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION = "The question: ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private interface Behaviour {
        void answer(HttpExchange exchange, JsonNode asked) throws IOException, InterruptedException;
    }

    private Model(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                behaviour.answer(exchange, JSON.readTree(exchange.getRequestBody()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Refuses the key and quotes it, as some do. */
    static Model quotingTheKeyItRefuses() {
        return new Model((exchange, _) -> {
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = "{\"error\":{\"message\":\"Incorrect API key provided: %s\",\"code\":\"invalid_api_key\"}}".formatted(key)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** Answers whatever is asked with this. */
    static Model saying(String answer) {
        return new Model((exchange, _) -> say(exchange, answer));
    }

    /** Answers with the question, a word at a time. */
    static Model repeatingTheQuestion() {
        return new Model((exchange, asked) -> {
            String prompt = asked.path("messages").path(asked.path("messages").size() - 1).path("content").asText();
            say(exchange, prompt.substring(prompt.lastIndexOf(QUESTION) + QUESTION.length()).split("(?<= )"));
        });
    }

    private static void say(HttpExchange exchange, String... words) throws IOException {
        begin(exchange);
        for (String each : words) {
            write(exchange, chunk(each, false));
        }
        write(exchange, chunk("", true), "[DONE]");
    }

    private static String chunk(String words, boolean last) throws IOException {
        return """
               {"id":"c1","object":"chat.completion.chunk","created":1,"model":"scripted","choices":\
               [{"index":0,"delta":{"role":"assistant","content":%s},"finish_reason":%s}]}\
               """.formatted(JSON.writeValueAsString(words), last ? "\"stop\"" : "null");
    }

    /** Says these words, and then nothing more, without ending. */
    static Model fallingSilentAfter(String words) {
        var model = new Model[1];
        model[0] = new Model((exchange, _) -> {
            begin(exchange);
            write(exchange, chunk(words, false));
            model[0].closed.await();
        });
        return model[0];
    }

    /** Says these words, and the rest once told to go on. */
    static Model waitingAfter(String words, String rest) {
        var model = new Model[1];
        model[0] = new Model((exchange, _) -> {
            begin(exchange);
            write(exchange, chunk(words, false));
            model[0].goOn.await();
            write(exchange, chunk(rest, false), chunk("", true), "[DONE]");
        });
        return model[0];
    }

    void goOn() {
        goOn.countDown();
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void write(HttpExchange exchange, String... events) throws IOException {
        for (String each : events) {
            exchange.getResponseBody().write(("data: " + each + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    /** The environment that has Hornbook ask this model, with this key. */
    Map<String, String> environment(String key) {
        return Map.of("OPENAI_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "OPENAI_API_KEY", key);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.hornbook.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that speaks OpenAI's wire and says what a test tells it to. */
public final class ScriptedModel implements AutoCloseable {
    /** What it says that every whole answer took. */
    public static final int INPUT_TOKENS = 1_200;
    public static final int OUTPUT_TOKENS = 80;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private volatile Script script = Script.saying("Nothing.");

    /** What the server does with a request. */
    public interface Script {
        void play(Stage stage) throws IOException, InterruptedException;

        /** A whole answer in the given pieces. */
        static Script saying(String... pieces) {
            return stage -> {
                stage.begin();
                for (String piece : pieces) {
                    stage.say(piece);
                }
                stage.end();
            };
        }

        /** Waits for the latch before the first word. */
        static Script after(CountDownLatch latch, Script script) {
            return stage -> {
                latch.await();
                script.play(stage);
            };
        }

        /** A refusal before anything is said. */
        static Script refusing(int status, String body) {
            return stage -> stage.refuse(status, body);
        }

        /** A refusal that says when to come back. */
        static Script refusing(int status, String body, String retryAfter) {
            return stage -> {
                stage.exchange.getResponseHeaders().set("Retry-After", retryAfter);
                stage.refuse(status, body);
            };
        }
    }

    /** One request's answer. */
    public static final class Stage {
        private final HttpExchange exchange;
        private OutputStream out;

        private Stage(HttpExchange exchange) {
            this.exchange = exchange;
        }

        public void begin() throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            out = exchange.getResponseBody();
        }

        public void say(String piece) throws IOException {
            event(Map.of("role", "assistant", "content", piece), null);
        }

        /** The end that a whole answer has. */
        public void end() throws IOException {
            end("stop");
        }

        /** An end for another reason, such as {@code length}. */
        public void end(String reason) throws IOException {
            event(Map.of(), reason);
            line(JSON.writeValueAsString(Map.of("id", "c1", "object", "chat.completion.chunk", "created", 1, "model", "scripted", "choices",
                    List.of(), "usage", Map.of("prompt_tokens", INPUT_TOKENS, "completion_tokens", OUTPUT_TOKENS, "total_tokens",
                            INPUT_TOKENS + OUTPUT_TOKENS))));
            line("[DONE]");
            out.close();
        }

        /** The end of an answer that is cut: the connection goes in mid-stream. */
        public void cut() throws IOException {
            exchange.close();
        }

        /** Something that is no event of this wire. */
        public void line(String data) throws IOException {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** No word, only a sign that the connection stands, as some servers send it while they think. */
        public void sign() throws IOException {
            out.write(": thinking\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void refuse(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        private void event(Map<String, Object> delta, String reason) throws IOException {
            var choice = new java.util.HashMap<String, Object>(Map.of("index", 0, "delta", delta));
            choice.put("finish_reason", reason);
            line(JSON.writeValueAsString(Map.of("id", "c1", "object", "chat.completion.chunk", "created", 1, "model", "scripted", "choices",
                    List.of(choice))));
        }
    }

    public ScriptedModel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            script.play(new Stage(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public ScriptedModel plays(Script next) {
        script = next;
        return this;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The bodies of the requests so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The keys they brought. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

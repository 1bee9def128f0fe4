package dev.hornbook.sim.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A simulator's state, counters and faults over HTTP on 127.0.0.1, in JSON. docs/simulator.md lists what can be asked for.
 *
 * <p>It tells no password. Whoever is on this machine may give it orders, but no web page: a request that a browser sends
 * for one carries its origin, or another name for this host, and is refused.
 */
public final class ControlPort implements AutoCloseable {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final Pattern OUR_NAMES = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    private static final String ROUTES = "GET /state, /counters, /refusals; POST /suspend, /wake, /restart, /reset, /faults, /clear";

    private final Simulator simulator;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectMapper json = new ObjectMapper();

    private ControlPort(Simulator simulator, HttpServer server) {
        this.simulator = simulator;
        this.server = server;
    }

    /**
     * Opens it.
     *
     * @param port 0 takes a free one
     * @throws SimulatorException when the port is taken
     */
    public static ControlPort open(Simulator simulator, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port), 0);
            ControlPort control = new ControlPort(simulator, server);
            server.setExecutor(control.workers);
            server.createContext("/", control::serve);
            server.start();
            return control;
        } catch (IOException e) {
            throw new SimulatorException("the control port " + port + " of 127.0.0.1 cannot be listened on: " + e.getMessage()
                    + ". Choose another one, or 0 for any that is free.", e);
        }
    }

    /** Where it is: {@code http://localhost:PORT}. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private record Answer(int status, Object body) {}

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (exchange.getRequestHeaders().containsKey("Origin") || host == null || !OUR_NAMES.matcher(host).matches()) {
            return wrong(403, "Web pages give no orders here. Ask http://localhost:PORT from a program of your own.");
        }
        try {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
            return route(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), body);
        } catch (UnrecognizedPropertyException e) {
            return wrong(400, e.getPropertyName() + " is not known here; known are " + e.getKnownPropertyIds());
        } catch (JsonProcessingException e) {
            return wrong(400, "The body is no JSON of the kind wanted: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return wrong(400, e.getMessage());
        } catch (SimulatorException e) {
            return wrong(503, e.getMessage());
        }
    }

    private static Answer wrong(int status, String what) {
        return new Answer(status, Map.of("error", what));
    }

    private Answer route(String asked, byte[] body) throws IOException {
        switch (asked) {
            case "GET /", "GET /state" -> {
                return state();
            }
            case "GET /counters" -> {
                return new Answer(200, Reports.counters(simulator.counters()));
            }
            case "GET /refusals" -> {
                return new Answer(200, Reports.refusals());
            }
            case "POST /suspend" -> simulator.suspend();
            case "POST /wake" -> simulator.wake();
            case "POST /restart" -> read(body, RestartOrder.class).carryOut(simulator);
            case "POST /reset" -> {
                return new Answer(200, Map.of("reset", simulator.faults().resetAll()));
            }
            case "POST /faults" -> read(body, FaultOrder.class).set(simulator.faults());
            case "POST /clear" -> simulator.faults().clear();
            default -> {
                return wrong(404, "There is no " + asked + ". There are: " + ROUTES + ".");
            }
        }
        return state();
    }

    private Answer state() {
        return new Answer(200, Reports.state(simulator));
    }

    private <T> T read(byte[] body, Class<T> type) throws IOException {
        return json.readValue(body.length == 0 ? new byte[]{'{', '}'} : body, type);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

package dev.hornbook.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A {@code text/event-stream} answer, each event sent as it comes. Data is always JSON, so it is one line and no trailing newline can be lost.
 * Helidon's own sink refuses readers whose Accept names something else as well; this one leaves that to the route.
 */
final class EventStream implements AutoCloseable {
    private final OutputStream out;

    /** Begins the answer: the status and headers go out with the first event. */
    EventStream(ServerResponse response) {
        response.status(200)
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .header("X-Accel-Buffering", "no");
        this.out = response.outputStream();
    }

    /**
     * Sends one event.
     *
     * @param id what a reader who was cut off names as {@code Last-Event-ID}
     * @throws UncheckedIOException when the reader is gone
     */
    void send(long id, String name, Object data) {
        String event = "id: " + id + "\nevent: " + name + "\ndata: " + Json.write(data) + "\n\n";
        try {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException _) {
            // The reader is gone; the answer goes on without one.
        }
    }
}

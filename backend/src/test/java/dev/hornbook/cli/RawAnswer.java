package dev.hornbook.cli;

import dev.hornbook.testing.ContractAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came back over a plain socket, for requests that no HTTP client would send.
 *
 * @param headers by name in lower case; of several the last
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Sends the bytes over a connection of their own, and reads until the server closes it. */
    static RawAnswer of(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException refusedBeforeTheEnd) {
                // The answer is there all the same.
            }
            return parsed(socket.getInputStream().readAllBytes());
        }
    }

    ContractAnswer asAnswer() {
        return new ContractAnswer(status, headers.getOrDefault("content-type", ""), body);
    }

    private static RawAnswer parsed(byte[] answer) throws IOException {
        String bytes = new String(answer, StandardCharsets.ISO_8859_1);
        int end = bytes.indexOf("\r\n\r\n");
        if (!bytes.startsWith("HTTP/1.1 ") || end < 0) {
            throw new IOException("No answer in HTTP: " + bytes.substring(0, Math.min(200, bytes.length())));
        }
        List<String> head = bytes.substring(0, end).lines().toList();
        Map<String, String> headers = new HashMap<>();
        head.stream().skip(1).forEach(
                line -> headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip()));
        String body = bytes.substring(end + 4);
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        return new RawAnswer(Integer.parseInt(head.getFirst().substring(9, 12)), headers,
                new String((chunked ? unchunked(body) : body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String unchunked(String body) {
        var whole = new ByteArrayOutputStream();
        for (int at = 0; at < body.length();) {
            int line = body.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(body.substring(at, line).split(";")[0], 16);
            if (size == 0) {
                break;
            }
            whole.writeBytes(body.substring(line + 2, line + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
            at = line + 2 + size + 2;
        }
        return whole.toString(StandardCharsets.ISO_8859_1);
    }
}

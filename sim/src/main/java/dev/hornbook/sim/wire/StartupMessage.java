package dev.hornbook.sim.wire;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The packets that have no type byte: what a client may say first. */
public sealed interface StartupMessage {

    /** Protocol 3.0, the only one Neon's proxy speaks; newer minor versions are negotiated down to it. */
    int VERSION_3_0 = 3 << 16;

    /** Asks for TLS. */
    record SslRequest() implements StartupMessage {}

    /** Asks for GSSAPI encryption. */
    record GssEncRequest() implements StartupMessage {}

    /** Asks to cancel the query of another session. */
    record CancelRequest(BackendKey key) implements StartupMessage {}

    /**
     * Opens a session.
     *
     * @param version major in the upper sixteen bits, minor in the lower
     * @param parameters what the client sent, in its order
     */
    record Start(int version, Map<String, String> parameters) implements StartupMessage {}

    /**
     * Reads a packet's body (what follows its length).
     *
     * @throws ProtocolException when it is none of the four
     */
    static StartupMessage parse(byte[] body) throws ProtocolException {
        if (body.length < 4) {
            throw new ProtocolException("a start-up packet of " + body.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(body);
        int code = buffer.getInt();
        return switch (code) {
            case Codes.SSL -> new SslRequest();
            case Codes.GSS -> new GssEncRequest();
            case Codes.CANCEL -> new CancelRequest(key(buffer));
            default -> {
                if (code >>> 16 != 3) {
                    throw new ProtocolException("protocol version " + (code >>> 16) + "." + (code & 0xffff));
                }
                yield new Start(code, parameters(buffer));
            }
        };
    }

    /** The packet, length included, that opens a session with these parameters under protocol 3.0. */
    static byte[] start(Map<String, String> parameters) {
        var body = new ByteArrayOutputStream();
        parameters.forEach((name, value) -> {
            body.writeBytes(Message.terminated(name));
            body.writeBytes(Message.terminated(value));
        });
        body.write(0);
        return ByteBuffer.allocate(8 + body.size()).putInt(8 + body.size()).putInt(VERSION_3_0).put(body.toByteArray()).array();
    }

    /** The packet, length included, that cancels the query of the session this key belongs to. */
    static byte[] cancel(BackendKey key) {
        int length = 12 + key.secret().length;
        return ByteBuffer.allocate(length).putInt(length).putInt(Codes.CANCEL).putInt(key.process()).put(key.secret()).array();
    }

    private static BackendKey key(ByteBuffer buffer) throws ProtocolException {
        if (buffer.remaining() < 8) {
            throw new ProtocolException("a cancel request without its key");
        }
        int process = buffer.getInt();
        byte[] secret = new byte[buffer.remaining()];
        buffer.get(secret);
        return new BackendKey(process, secret);
    }

    private static Map<String, String> parameters(ByteBuffer buffer) throws ProtocolException {
        Map<String, String> parameters = new LinkedHashMap<>();
        while (true) {
            String name = text(buffer);
            if (name.isEmpty()) {
                return parameters;
            }
            parameters.put(name, text(buffer));
        }
    }

    private static String text(ByteBuffer buffer) throws ProtocolException {
        int start = buffer.position();
        while (buffer.hasRemaining()) {
            if (buffer.get() == 0) {
                return new String(buffer.array(), start, buffer.position() - 1 - start, StandardCharsets.UTF_8);
            }
        }
        throw new ProtocolException("a start-up parameter without its end");
    }

    /** The request codes of the protocol. */
    final class Codes {
        static final int CANCEL = 80877102;
        static final int SSL = 80877103;
        static final int GSS = 80877104;

        private Codes() {}
    }
}

package dev.hornbook.sim.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message of protocol 3 after the start-up packet.
 *
 * @param type the message's type byte
 * @param body what follows the length, not copied
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message Formats</a>
 */
public record Message(char type, byte[] body) {

    /** {@code AuthenticationOk}. */
    public static Message authenticationOk() {
        return authentication(0, new byte[0]);
    }

    /** {@code AuthenticationSASL}: the mechanisms offered, the preferred one first. */
    public static Message saslMechanisms(List<String> mechanisms) {
        var names = new ByteArrayOutputStream();
        for (String mechanism : mechanisms) {
            names.writeBytes(terminated(mechanism));
        }
        names.write(0);
        return authentication(10, names.toByteArray());
    }

    /** {@code AuthenticationSASLContinue}. */
    public static Message saslContinue(String data) {
        return authentication(11, data.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code AuthenticationSASLFinal}. */
    public static Message saslFinal(String data) {
        return authentication(12, data.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code BackendKeyData}. */
    public static Message backendKey(BackendKey key) {
        return new Message('K', ByteBuffer.allocate(4 + key.secret().length).putInt(key.process()).put(key.secret()).array());
    }

    /** {@code Query}: the simple protocol. */
    public static Message query(String sql) {
        return new Message('Q', terminated(sql));
    }

    /** {@code NegotiateProtocolVersion} down to 3.0, naming the protocol extensions that are not spoken. */
    public static Message negotiateVersion(List<String> unsupported) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(8).putInt(StartupMessage.VERSION_3_0).putInt(unsupported.size()).array());
        unsupported.forEach(option -> body.writeBytes(terminated(option)));
        return new Message('v', body.toByteArray());
    }

    private static Message authentication(int code, byte[] data) {
        return new Message('R', ByteBuffer.allocate(4 + data.length).putInt(code).put(data).array());
    }

    static byte[] terminated(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).array();
    }
}

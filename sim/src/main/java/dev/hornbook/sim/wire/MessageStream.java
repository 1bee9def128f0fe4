package dev.hornbook.sim.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;

/**
 * Messages over a pair of streams, buffered. What was read ahead stays readable from {@link #input()}, so a relay
 * takes over without losing a byte. Not for several threads at once in one direction.
 */
public final class MessageStream {

    /** PostgreSQL's own limit for a start-up packet (MAX_STARTUP_PACKET_LENGTH). */
    public static final int STARTUP_LIMIT = 10_000;

    private final InputStream input;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Speaks over these streams. */
    public MessageStream(InputStream input, OutputStream output) {
        this.input = new BufferedInputStream(input);
        this.in = new DataInputStream(this.input);
        this.out = new DataOutputStream(new BufferedOutputStream(output));
    }

    /** The bytes that have not been read as messages yet. */
    public InputStream input() {
        return input;
    }

    /** Where messages go; flush after writing. */
    public OutputStream output() {
        return out;
    }

    /**
     * Reads one message.
     *
     * @param limit the longest body accepted, in bytes
     * @throws ProtocolException when it is longer
     * @throws java.io.EOFException when the other side is gone
     */
    public Message read(int limit) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Message(type, body(in, limit));
    }

    /** Reads one start-up packet, from these buffered streams. */
    public StartupMessage readStartup() throws IOException {
        return StartupMessage.parse(body(in, STARTUP_LIMIT));
    }

    /** Reads one start-up packet and not a byte more, so that TLS can begin right behind it. */
    public static StartupMessage readStartup(InputStream input) throws IOException {
        return StartupMessage.parse(body(new DataInputStream(input), STARTUP_LIMIT));
    }

    private static byte[] body(DataInputStream in, int limit) throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > limit) {
            throw new ProtocolException("a message of " + length + " bytes where at most " + limit + " are taken");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    /** Writes one message into the buffer. */
    public MessageStream write(Message message) throws IOException {
        out.writeByte(message.type());
        out.writeInt(message.body().length + 4);
        out.write(message.body());
        return this;
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        out.flush();
    }
}

package dev.hornbook.sim.compute;

import dev.hornbook.sim.wire.BackendKey;
import dev.hornbook.sim.wire.ErrorResponse;
import dev.hornbook.sim.wire.Message;
import dev.hornbook.sim.wire.MessageStream;
import dev.hornbook.sim.wire.StartupMessage;
import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One connection to PostgreSQL over its Unix socket, opened and ready for queries. Who may use the socket is decided
 * by the mode of its directory, so PostgreSQL itself asks for no password (pg_hba: trust).
 */
public final class Backend implements Closeable {

    private static final int LONGEST_MESSAGE = 1 << 26;

    private final Path socket;
    private final SocketChannel channel;
    private final MessageStream stream;
    private final List<Message> greeting = new ArrayList<>();
    private BackendKey key = new BackendKey(0, new byte[4]);

    private Backend(Path socket, SocketChannel channel) {
        this.socket = socket;
        this.channel = channel;
        this.stream = new MessageStream(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    /**
     * Opens a session.
     *
     * @param socket PostgreSQL's socket, or PgBouncer's
     * @param parameters the start-up parameters, {@code user} and {@code database} among them
     * @throws ServerRefusal when PostgreSQL refuses it
     * @throws IOException when it cannot be reached
     */
    public static Backend open(Path socket, Map<String, String> parameters) throws IOException {
        SocketChannel channel = connect(socket);
        try {
            Backend backend = new Backend(socket, channel);
            backend.start(parameters);
            return backend;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Asks whoever serves this session to cancel its query. */
    public void cancel() throws IOException {
        try (SocketChannel asking = connect(socket)) {
            asking.write(ByteBuffer.wrap(StartupMessage.cancel(key)));
            // PostgreSQL closes when the signal is sent; waiting for that keeps the order "cancelled, then answered".
            asking.read(ByteBuffer.allocate(1));
        }
    }

    private static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void start(Map<String, String> parameters) throws IOException {
        stream.output().write(StartupMessage.start(parameters));
        stream.flush();
        while (true) {
            Message message = stream.read(LONGEST_MESSAGE);
            switch (message.type()) {
                case 'R' -> {
                    if (ByteBuffer.wrap(message.body()).getInt() != 0) {
                        throw new ProtocolException("PostgreSQL asks for a password on its private socket; its pg_hba.conf was changed");
                    }
                }
                case 'E' -> throw new ServerRefusal(ErrorResponse.parse(message.body()));
                case 'K' -> {
                    ByteBuffer body = ByteBuffer.wrap(message.body());
                    int process = body.getInt();
                    byte[] secret = new byte[body.remaining()];
                    body.get(secret);
                    key = new BackendKey(process, secret);
                }
                case 'Z' -> {
                    return;
                }
                default -> greeting.add(message);
            }
        }
    }

    /** What PostgreSQL said on the way to being ready: its parameters and notices, in order. */
    public List<Message> greeting() {
        return Collections.unmodifiableList(greeting);
    }

    /** What cancels a query of this session. */
    public BackendKey key() {
        return key;
    }

    /** The bytes that go on from here. */
    public MessageStream stream() {
        return stream;
    }

    /**
     * Runs statements by the simple protocol.
     *
     * @return the rows of all of them, each column as text, null where it is null
     * @throws ServerRefusal at the first that fails; the connection stays usable
     */
    public synchronized List<List<String>> query(String sql) throws IOException {
        stream.write(Message.query(sql)).flush();
        List<List<String>> rows = new ArrayList<>();
        ErrorResponse error = null;
        while (true) {
            Message message = stream.read(LONGEST_MESSAGE);
            switch (message.type()) {
                case 'D' -> rows.add(row(ByteBuffer.wrap(message.body())));
                case 'E' -> error = ErrorResponse.parse(message.body());
                case 'Z' -> {
                    if (error != null) {
                        throw new ServerRefusal(error);
                    }
                    return rows;
                }
                default -> {
                    // Row descriptions, command tags, notices: nothing here needs them.
                }
            }
        }
    }

    private static List<String> row(ByteBuffer body) {
        int columns = body.getShort();
        List<String> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = body.getInt();
            if (length < 0) {
                row.add(null);
                continue;
            }
            byte[] bytes = new byte[length];
            body.get(bytes);
            row.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

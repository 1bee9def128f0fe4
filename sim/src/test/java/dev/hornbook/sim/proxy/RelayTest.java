package dev.hornbook.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.compute.Backend;
import dev.hornbook.sim.wire.Message;
import dev.hornbook.sim.wire.MessageStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

    @TempDir
    private Path directory;

    @Test
    @Timeout(20)
    void aComputesLastWordsArriveThoughItTakesNoQuestionAnyMore() throws Exception {
        Path path = directory.resolve("s");
        try (ServerSocketChannel compute = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
                ServerSocket listening = new ServerSocket(0);
                Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            Thread greeting = Thread.ofVirtual().start(() -> greetAndLeave(compute));
            try (Backend backend = Backend.open(path, Map.of("user", "reader"))) {
                greeting.join();
                client.getOutputStream().write(new byte[]{'Q', 0, 0, 0, 5, 0});
                var words = new SlowOutput(accepted);
                ClientChannel channel = new ClientChannel(accepted, new MessageStream(accepted.getInputStream(), words), Optional.empty(),
                        new byte[0], null);
                Thread relay = Thread.ofPlatform().start(() -> run(new Relay(channel, backend)));
                // It waits for the answers only once it has tried to pass the question on.
                while (relay.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                words.go.countDown();
                relay.join();
                assertThat(words.arrived.toString(StandardCharsets.US_ASCII)).contains("FATAL");
                assertThat(accepted.isClosed()).isTrue();
            }
        }
    }

    private static void run(Relay relay) {
        try {
            relay.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void greetAndLeave(ServerSocketChannel compute) {
        try (SocketChannel session = compute.accept()) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(session));
            in.skipNBytes(in.readInt() - 4);
            new MessageStream(in, Channels.newOutputStream(session))
                    .write(new Message('Z', new byte[]{'I'}))
                    .write(new Message('E', "SFATAL\0C57P01\0\0".getBytes(StandardCharsets.US_ASCII)))
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A way to the client that lets nothing through before it is told to, nor once the client's connection is closed. */
    private static final class SlowOutput extends OutputStream {
        private final CountDownLatch go = new CountDownLatch(1);
        private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        private final Socket client;

        SlowOutput(Socket client) {
            this.client = client;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (client.isClosed()) {
                throw new IOException("closed");
            }
            arrived.write(bytes, offset, length);
        }
    }
}

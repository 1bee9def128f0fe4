package dev.hornbook.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hornbook.sim.wire.StartupMessage.CancelRequest;
import dev.hornbook.sim.wire.StartupMessage.Start;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes a client sends are read as what they are, or refused as no protocol of ours: nothing else is thrown, and nothing is waited or
 * taken memory for beyond the limit. {@code mvn verify} runs it over the corpus beside it and over packets made by chance, {@code mvn -Pfuzz}
 * with Jazzer.
 */
class WireFuzzTest {
    private static final int LIMIT = 4_096;

    @FuzzTest
    void everyPacketIsReadOrRefused(byte[] bytes) throws IOException {
        body(bytes);
        stream(bytes);
        assertThat(ErrorResponse.parse(bytes).message().body()).isNotEmpty();
    }

    @Test
    void soIsEveryPacketMadeByChance() throws IOException {
        Random random = new Random(3);
        int[] codes = {StartupMessage.VERSION_3_0, StartupMessage.VERSION_3_0 + 2, 2 << 16, 80877102, 80877103, 80877104, 0, -1};
        byte[] alphabet = "user\0database\0options\0endpoint=ep-a\0\0\0\u00fc".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            ByteBuffer packet = ByteBuffer.allocate(4 + random.nextInt(60)).putInt(codes[random.nextInt(codes.length)]);
            while (packet.hasRemaining()) {
                packet.put(random.nextInt(20) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)]);
            }
            everyPacketIsReadOrRefused(packet.array());
        }
    }

    private static void body(byte[] bytes) {
        StartupMessage read;
        try {
            read = StartupMessage.parse(bytes);
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        switch (read) {
            case Start start -> {
                byte[] written = StartupMessage.start(start.parameters());
                assertThat(parsed(written)).isEqualTo(new Start(StartupMessage.VERSION_3_0, start.parameters()));
            }
            case CancelRequest cancel -> assertThat(parsed(StartupMessage.cancel(cancel.key()))).isEqualTo(cancel);
            case StartupMessage.SslRequest request -> assertThat(request).isNotNull();
            case StartupMessage.GssEncRequest request -> assertThat(request).isNotNull();
        }
    }

    private static StartupMessage parsed(byte[] packet) {
        try {
            return StartupMessage.parse(Arrays.copyOfRange(packet, 4, packet.length));
        } catch (ProtocolException e) {
            throw new AssertionError("what was written is not read back", e);
        }
    }

    private static void stream(byte[] bytes) throws IOException {
        try {
            assertThat(MessageStream.readStartup(new ByteArrayInputStream(bytes))).isNotNull();
        } catch (ProtocolException | EOFException e) {
            // Refused, or the other side is gone.
        }
        var written = new ByteArrayOutputStream();
        MessageStream stream = new MessageStream(new ByteArrayInputStream(bytes), written);
        try {
            while (true) {
                Message message = stream.read(LIMIT);
                assertThat(message.body().length).isLessThanOrEqualTo(LIMIT);
                stream.write(message);
            }
        } catch (ProtocolException | EOFException e) {
            stream.flush();
            byte[] read = written.toByteArray();
            assertThat(Arrays.copyOf(bytes, read.length)).as("what was read is what was sent").isEqualTo(read);
        }
    }
}

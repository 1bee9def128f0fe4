package dev.hornbook.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupMessageTest {

    @Test
    void aStartIsReadAsItWasWritten() throws Exception {
        Map<String, String> parameters = Map.of("user", "alex", "database", "büchér");
        StartupMessage read = MessageStream.readStartup(new ByteArrayInputStream(StartupMessage.start(parameters)));
        assertThat(read).isEqualTo(new StartupMessage.Start(StartupMessage.VERSION_3_0, parameters));
    }

    @Test
    void aCancelRequestIsReadAsItWasWritten() throws Exception {
        BackendKey key = new BackendKey(4711, new byte[]{1, 2, 3, 4});
        assertThat(MessageStream.readStartup(new ByteArrayInputStream(StartupMessage.cancel(key))))
                .isEqualTo(new StartupMessage.CancelRequest(key));
        assertThat(key.toString()).doesNotContain("secret");
    }

    @Test
    void encryptionRequestsAreTold() throws Exception {
        assertThat(StartupMessage.parse(code(80877103))).isEqualTo(new StartupMessage.SslRequest());
        assertThat(StartupMessage.parse(code(80877104))).isEqualTo(new StartupMessage.GssEncRequest());
    }

    @Test
    void whatIsNoStartupPacketIsAProtocolError() {
        byte[] whole = StartupMessage.start(Map.of("user", "alex"));
        byte[][] bodies = {new byte[0], {1, 2}, code(2 << 16), code(80877102), Arrays.copyOfRange(whole, 4, whole.length - 2)};
        for (byte[] body : bodies) {
            assertThatThrownBy(() -> StartupMessage.parse(body)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void aPacketOfAnAbsurdLengthIsNotWaitedFor() {
        byte[] http = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> MessageStream.readStartup(new ByteArrayInputStream(http))).isInstanceOf(ProtocolException.class);
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(4).putInt(code).array();
    }
}

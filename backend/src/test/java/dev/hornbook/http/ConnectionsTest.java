package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.config.Network;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(120), Duration.ofSeconds(20), 1000);
    private static final String CLIENT = "203.0.113.7";

    private long nanos;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ConnectionContext> served = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> hungUp = new ArrayList<>();
    private final List<Object> closed = new ArrayList<>();
    /** What happens while the server waits for a client: it returns how many bytes came. */
    private Supplier<Integer> client = () -> 0;
    @AutoClose
    private final Connections connections = new Connections(speaking(), 2, List.of(Network.parse("198.51.100.0/24").orElseThrow()),
            PATIENCE,
            () -> nanos, meters);

    @Test
    void theThirdConnectionFromAnAddressIsRefusedUntilOneEnds() throws Exception {
        ServerConnection first = connections.connection(from(CLIENT));
        connections.connection(from(CLIENT));

        assertThatThrownBy(() -> connections.connection(from(CLIENT))).isInstanceOf(CloseConnectionException.class);
        assertThat(written).singleElement().asString().startsWith("HTTP/1.1 429 ").contains("too-many-connections");
        assertThat(refused("too-many")).isOne();

        connections.connection(from("203.0.113.8"));
        first.handle(FixedLimit.create());
        connections.connection(from(CLIENT));
        assertThatThrownBy(() -> connections.connection(from(CLIENT))).isInstanceOf(CloseConnectionException.class);
    }

    @Test
    void anIpv6HomeIsOneAddress() {
        connections.connection(from("2001:db8:1:2::1"));
        connections.connection(from("2001:db8:1:2::2"));

        assertThatThrownBy(() -> connections.connection(from("2001:db8:1:2:3::4"))).isInstanceOf(CloseConnectionException.class);
        connections.connection(from("2001:db8:1:3::1"));
    }

    @Test
    void thisMachineAndTrustedProxiesBringEverybody() {
        for (int i = 0; i < 5; i++) {
            connections.connection(from("127.0.0.1"));
            connections.connection(from("::1"));
            connections.connection(from("198.51.100.9"));
        }

        assertThat(served).hasSize(15);
    }

    @Test
    void aHeadThatDripsIsHungUpOn() {
        ConnectionContext connection = open();
        read(connection, () -> 1);

        read(connection, () -> {
            pass(19);
            assertThat(hungUp).isEmpty();
            return 1;
        });
        read(connection, () -> {
            pass(2);
            assertThat(hungUp).hasSize(1);
            return 0;
        });
        assertThat(refused("too-slow")).isOne();
    }

    @Test
    void aBodyThatMovesFastEnoughMayTakeItsTime() {
        ConnectionContext connection = open();
        for (int second = 0; second < 60; second++) {
            read(connection, () -> {
                pass(1);
                return 1100;
            });
        }

        assertThat(hungUp).isEmpty();
    }

    @Test
    void whatTheServerNeedsForAnAnswerIsNotTheClientsTime() {
        ConnectionContext connection = open();
        read(connection, () -> 1);
        pass(3600);
        read(connection, () -> {
            pass(19);
            return 1;
        });

        assertThat(hungUp).isEmpty();
    }

    @Test
    void betweenTwoRequestsAConnectionMayRest() {
        ConnectionContext connection = open();
        for (int request = 0; request < 3; request++) {
            read(connection, () -> {
                pass(119);
                return 100;
            });
            client = () -> 0;
            connection.dataWriter().writeNow(BufferData.create("answer"));
        }
        assertThat(hungUp).isEmpty();

        read(connection, () -> {
            pass(121);
            return 0;
        });
        assertThat(hungUp).hasSize(1);
    }

    @Test
    void whoDoesNotTakeTheirAnswerIsHungUpOn() {
        ConnectionContext connection = open();
        client = () -> {
            pass(29);
            assertThat(hungUp).isEmpty();
            pass(2);
            assertThat(hungUp).hasSize(1);
            return 0;
        };

        connection.dataWriter().writeNow(BufferData.create(new byte[10_000]));
    }

    @Test
    void aServerThatEndsTakesTheRequestThatIsOnItsWayAndNoOther() {
        ServerConnection fresh = connections.connection(from(CLIENT));
        ConnectionContext connection = served.getLast();
        fresh.close(false);
        read(connection, () -> 10);
        assertThat(closed).isEmpty();

        client = () -> 0;
        connection.dataWriter().writeNow(BufferData.create("answer"));
        assertThatThrownBy(() -> connection.dataReader().pullData()).isInstanceOf(CloseConnectionException.class);
    }

    @Test
    void aServerThatEndsWaitsASecondForAClientThatSaysNothingAndForAnIdleOneNotAtAll() {
        ServerConnection fresh = connections.connection(from(CLIENT));
        read(served.getLast(), () -> {
            fresh.close(false);
            pass(2);
            assertThat(hungUp).hasSize(1);
            return 0;
        });
        assertThat(closed).isEmpty();

        ServerConnection idle = connections.connection(from(CLIENT));
        client = () -> 0;
        served.getLast().dataWriter().writeNow(BufferData.create("answer"));
        idle.close(false);
        assertThat(closed).containsExactly(false);
    }

    private ConnectionContext open() {
        connections.connection(from(CLIENT));
        return served.getLast();
    }

    private void read(ConnectionContext connection, Supplier<Integer> meanwhile) {
        client = meanwhile;
        try {
            connection.dataReader().pullData();
        } catch (RuntimeException _) {
            // the end of what the client sent
        }
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        connections.endOverdue();
    }

    private double refused(String reason) {
        return meters.get("hornbook.http.connections.refused").tag("reason", reason).counter().count();
    }

    private ServerConnectionSelector speaking() {
        return fake(ServerConnectionSelector.class, Map.of("connection", (_, _, arguments) -> {
            served.add((ConnectionContext) arguments[0]);
            return fake(ServerConnection.class, Map.of("handle", (_, _, _) -> null, "close", (_, _, how) -> closed.add(how[0])));
        }));
    }

    private ConnectionContext from(String address) {
        var peer = fake(PeerInfo.class, Map.of("address", (_, _, _) -> new InetSocketAddress(InetAddress.ofLiteral(address), 50_000)));
        var socket = fake(HelidonSocket.class, Map.of(
                "get", (_, _, _) -> {
                    int bytes = client.get();
                    return bytes == 0 ? null : new byte[bytes];
                },
                "close", (_, _, _) -> hungUp.add(address)));
        var writer = fake(DataWriter.class, Map.of("writeNow", (_, _, arguments) -> {
            var bytes = (BufferData) arguments[0];
            written.add(bytes.readString(bytes.available(), StandardCharsets.UTF_8));
            return client.get();
        }));
        return fake(ConnectionContext.class, Map.of(
                "remotePeer", (_, _, _) -> peer, "serverSocket", (_, _, _) -> socket, "dataWriter", (_, _, _) -> writer));
    }

    /** Helidon's own side of a connection, of which only what is asked for here answers. */
    private static <T> T fake(Class<T> type, Map<String, InvocationHandler> answers) {
        return type
                .cast(Proxy.newProxyInstance(ConnectionsTest.class.getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> {
                    InvocationHandler answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    Object value = answer.invoke(proxy, method, arguments);
                    return method.getReturnType() == void.class ? null : value;
                }));
    }
}

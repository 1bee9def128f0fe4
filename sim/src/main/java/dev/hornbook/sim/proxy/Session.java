package dev.hornbook.sim.proxy;

import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.SimulatorException;
import dev.hornbook.sim.compute.Backend;
import dev.hornbook.sim.wire.BackendKey;
import dev.hornbook.sim.wire.ErrorResponse;
import dev.hornbook.sim.wire.Message;
import dev.hornbook.sim.wire.StartupMessage;
import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, from its first byte to its last: encryption, SCRAM against a stored verifier, and only then the
 * compute, which is woken if it sleeps while the client waits. Every error before ReadyForQuery is {@code ERROR} with
 * {@code XX000}, PostgreSQL's own included, as Neon's proxy has it ({@code proxy/src/stream.rs}).
 */
final class Session implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int LONGEST_PASSWORD_MESSAGE = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Line line;
    private final Conditions.Outlook outlook;
    private final ProxyServer proxy;
    private volatile boolean pooled;
    private volatile Backend backend;

    Session(Socket raw, ProxyServer proxy) {
        this.outlook = proxy.conditions().arrive();
        this.line = new Line(raw, outlook, proxy.tally());
        this.proxy = proxy;
    }

    boolean pooled() {
        return pooled;
    }

    /** Takes its compute away, so that the client reads an end of the connection (EOF) and no word. */
    void cutOff() {
        Backend open = backend;
        if (open != null) {
            closeQuietly(open);
        }
    }

    /** Ends it at once, without TLS's farewell. */
    void abort() {
        closeQuietly(line::cut);
    }

    /** Ends it as a reset of the connection (RST); nothing that the client sends afterwards reaches the compute. */
    void reset() {
        closeQuietly(line::reset);
        // Whoever is just reading from the client's side may have got hold of something still.
        cutOff();
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("closing a connection", e);
        }
    }

    @Override
    public void run() {
        Socket client = line;
        try {
            line.setTcpNoDelay(true);
            line.setSoTimeout((int) proxy.limits().authentication().toMillis());
            ClientChannel channel = ClientChannel.negotiate(line, proxy.identity(), outlook);
            client = channel.socket();
            switch (channel.first()) {
                case StartupMessage.CancelRequest cancel -> proxy.cancel(cancel.key());
                case StartupMessage.Start start -> serve(channel, start);
                case StartupMessage.SslRequest request -> throw new ProtocolException("SSLRequest inside of TLS");
                case StartupMessage.GssEncRequest request -> throw new ProtocolException("GSSENCRequest inside of TLS");
            }
        } catch (IOException | SimulatorException e) {
            LOG.debug("a client's connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(client);
            closeQuietly(line);
            proxy.ended(this);
        }
    }

    private void serve(ClientChannel channel, StartupMessage.Start start) throws IOException, InterruptedException {
        try {
            if (channel.endPoint().length == 0 && proxy.identity().isPresent()) {
                throw Refused.with(Refusal.INSECURE);
            }
            if (start.version() != StartupMessage.VERSION_3_0) {
                channel.stream().write(Message
                        .negotiateVersion(start.parameters().keySet().stream().filter(name -> name.startsWith("_pq_.")).toList()));
            }
            Target target = Target.of(start, channel.serverName());
            pooled = target.pooled();
            proxy.admission().connect();
            identify(channel, target);
            line.setSoTimeout(0);
            if (outlook.now().refusal().isPresent()) {
                throw Refused.with(outlook.now().refusal().get());
            }
            if (outlook.now().denySuspending() && proxy.suspending()) {
                throw Refused.with(Refusal.CONTROL_PLANE_FAILED);
            }
            try (Backend open = proxy.connect(target)) {
                backend = open;
                relay(channel, open);
            }
        } catch (Refused refusal) {
            proxy.tally().refused(refusal.getMessage());
            channel.stream().write(ErrorResponse.ofProxy(refusal.getMessage()).message()).flush();
        }
    }

    /** Authenticates the client within the time that it has. */
    private void identify(ClientChannel channel, Target target) throws IOException, Refused, InterruptedException {
        Duration limit = proxy.limits().authentication();
        Duration heldUp = outlook.now().authentication();
        outlook.delay(heldUp.compareTo(limit) > 0 ? limit : heldUp);
        if (outlook.now().authentication().compareTo(limit) > 0) {
            throw Refused.with(Refusal.AUTHENTICATION_TIMED_OUT);
        }
        try {
            authenticate(channel, target);
        } catch (SocketTimeoutException e) {
            throw Refused.with(Refusal.AUTHENTICATION_TIMED_OUT);
        }
        proxy.tally().authenticated();
    }

    private void authenticate(ClientChannel channel, Target target) throws IOException, Refused {
        // An endpoint of another name is answered as a wrong password is: nobody learns which endpoints there are.
        Optional<ScramVerifier> verifier = target.endpoint().equals(proxy.endpoint())
                ? proxy.verifiers().find(target.user())
                : Optional.empty();
        byte[] nonce = new byte[18];
        RANDOM.nextBytes(nonce);
        ScramExchange exchange = new ScramExchange(verifier.orElseGet(proxy.verifiers()::doomed), channel.endPoint(),
                Base64.getEncoder().encodeToString(nonce));
        channel.stream().write(Message.saslMechanisms(exchange.mechanisms())).flush();

        ByteBuffer initial = ByteBuffer.wrap(password(channel));
        String mechanism = text(initial);
        if (initial.remaining() < 4 || initial.getInt() != initial.remaining()) {
            throw new ProtocolException("malformed SASLInitialResponse");
        }
        String challenge = exchange.begin(mechanism, StandardCharsets.UTF_8.decode(initial).toString());
        channel.stream().write(Message.saslContinue(challenge)).flush();

        Optional<String> last = exchange.finish(new String(password(channel), StandardCharsets.UTF_8));
        if (last.isEmpty() || verifier.isEmpty()) {
            proxy.tally().refusedLogin();
            throw Refused.with(Refusal.PASSWORD, target.user());
        }
        channel.stream().write(Message.saslFinal(last.get())).write(Message.authenticationOk()).flush();
    }

    private static byte[] password(ClientChannel channel) throws IOException {
        Message message = channel.stream().read(LONGEST_PASSWORD_MESSAGE);
        if (message.type() != 'p') {
            throw new ProtocolException("a password message was expected, not " + message.type());
        }
        return message.body();
    }

    private static String text(ByteBuffer buffer) throws ProtocolException {
        int start = buffer.position();
        while (buffer.hasRemaining()) {
            if (buffer.get() == 0) {
                return new String(buffer.array(), start, buffer.position() - 1 - start, StandardCharsets.UTF_8);
            }
        }
        throw new ProtocolException("malformed SASLInitialResponse");
    }

    private void relay(ClientChannel channel, Backend open) throws IOException, InterruptedException {
        BackendKey key = proxy.cancelKeys().issue(open);
        try {
            for (Message message : open.greeting()) {
                channel.stream().write(message);
            }
            channel.stream().write(Message.backendKey(key)).write(new Message('Z', new byte[]{'I'})).flush();
            proxy.tally().opened(pooled);
            new Relay(channel, open).run();
        } catch (SocketException e) {
            LOG.debug("the client left while its session was opened", e);
        } finally {
            proxy.cancelKeys().forget(key);
        }
    }
}

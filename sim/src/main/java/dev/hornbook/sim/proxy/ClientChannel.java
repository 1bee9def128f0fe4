package dev.hornbook.sim.proxy;

import dev.hornbook.sim.wire.MessageStream;
import dev.hornbook.sim.wire.StartupMessage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client's connection once it is agreed whether it is encrypted, with the first thing the client said on it.
 *
 * @param socket what it came over, TLS or not
 * @param stream messages over it
 * @param serverName the host name the client asked for in its TLS handshake
 * @param endPoint the channel binding of the certificate shown, empty without TLS
 * @param first a start or a cancel request
 */
record ClientChannel(Socket socket, MessageStream stream, Optional<String> serverName, byte[] endPoint, StartupMessage first) {

    /** A TLS handshake's first byte, which no start-up packet begins with. */
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String ALPN = "postgresql";

    /**
     * Agrees on encryption: after SSLRequest, or at once (PostgreSQL 17's direct negotiation). GSSAPI is declined.
     *
     * @param identity what TLS is done with; none answers an SSLRequest with N and goes on in plain text
     * @param outlook the weather, which may hold TLS up
     */
    static ClientChannel negotiate(Socket raw, Optional<TlsIdentity> identity, Conditions.Outlook outlook)
            throws IOException, InterruptedException {
        Set<Class<?>> asked = new HashSet<>();
        while (true) {
            int first = raw.getInputStream().read();
            if (first < 0) {
                throw new ProtocolException("closed before the start-up packet");
            }
            if (first == TLS_HANDSHAKE && identity.isPresent()) {
                holdUp(raw, outlook);
                return encrypted(raw, identity.get(), new byte[]{(byte) first});
            }
            PushbackInputStream input = new PushbackInputStream(raw.getInputStream());
            input.unread(first);
            StartupMessage said = MessageStream.readStartup(input);
            if (!asked.add(said.getClass())) {
                throw new ProtocolException("the same kind of encryption asked for twice");
            }
            switch (said) {
                case StartupMessage.SslRequest request -> {
                    holdUp(raw, outlook);
                    raw.getOutputStream().write(identity.isPresent() ? 'S' : 'N');
                    if (identity.isPresent()) {
                        return encrypted(raw, identity.get(), new byte[0]);
                    }
                }
                case StartupMessage.GssEncRequest request -> raw.getOutputStream().write('N');
                case StartupMessage.Start start -> {
                    return plain(raw, start);
                }
                case StartupMessage.CancelRequest cancel -> {
                    return plain(raw, cancel);
                }
            }
        }
    }

    /** One that is stuck stays so until the client leaves. */
    private static void holdUp(Socket raw, Conditions.Outlook outlook) throws IOException, InterruptedException {
        if (outlook.now().stuck()) {
            raw.setSoTimeout(0);
            raw.getInputStream().transferTo(OutputStream.nullOutputStream());
            throw new EOFException("the client left");
        }
        outlook.delay(outlook.now().tls());
    }

    private static ClientChannel plain(Socket raw, StartupMessage first) throws IOException {
        return new ClientChannel(raw, new MessageStream(raw.getInputStream(), raw.getOutputStream()), Optional.empty(), new byte[0], first);
    }

    private static ClientChannel encrypted(Socket raw, TlsIdentity identity, byte[] consumed) throws IOException {
        SSLSocket tls = (SSLSocket) identity.context().getSocketFactory().createSocket(raw, new ByteArrayInputStream(consumed), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[]{ALPN});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        Optional<String> serverName = ((ExtendedSSLSession) tls.getSession()).getRequestedServerNames().stream().findFirst()
                .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII));
        MessageStream stream = new MessageStream(tls.getInputStream(), tls.getOutputStream());
        return new ClientChannel(tls, stream, serverName, identity.endPoint(), stream.readStartup());
    }
}

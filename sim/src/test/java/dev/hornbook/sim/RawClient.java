package dev.hornbook.sim;

import dev.hornbook.sim.wire.Message;
import dev.hornbook.sim.wire.MessageStream;
import dev.hornbook.sim.wire.StartupMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that hides nothing: messages as they come, and the end of the connection when it comes. */
final class RawClient implements AutoCloseable {

    private static final byte[] SSL_REQUEST = ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();
    private static final int LONGEST = 1 << 16;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final MessageStream stream;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.stream = new MessageStream(socket.getInputStream(), socket.getOutputStream());
    }

    /** A connection over which a request for TLS has been sent, and nothing read yet. */
    static Socket askingForTls(Simulator simulator) throws IOException {
        Socket raw = new Socket("localhost", simulator.port());
        raw.setSoTimeout(PATIENCE_MILLIS);
        raw.getOutputStream().write(SSL_REQUEST);
        return raw;
    }

    /** A connection in TLS, opened under this server name. */
    static RawClient open(Simulator simulator, String serverName) throws IOException, GeneralSecurityException {
        Socket raw = askingForTls(simulator);
        if (raw.getInputStream().read() != 'S') {
            throw new IOException("TLS was declined");
        }
        SSLSocket tls = (SSLSocket) context(simulator).getSocketFactory().createSocket(raw, serverName, simulator.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return new RawClient(tls);
    }

    private static SSLContext context(Simulator simulator) throws IOException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream pem = Files.newInputStream(simulator.rootCertificate())) {
            roots.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** A session, opened with the URL's user and password, at the host that the server name stands for. */
    static RawClient session(Simulator simulator, Client client, boolean pooled, Map<String, String> more) throws Exception {
        String endpoint = client.properties().get("options").substring("endpoint=".length());
        RawClient opened = open(simulator, endpoint + (pooled ? "-pooler" : "") + ".localhost");
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("user", client.properties().get("user"));
        parameters.put("database", "hornbook");
        opened.start(parameters);
        opened.authenticate(client.properties().get("password"));
        return opened;
    }

    void start(Map<String, String> parameters) throws IOException {
        stream.output().write(StartupMessage.start(parameters));
        stream.flush();
    }

    void query(String sql) throws IOException {
        stream.write(Message.query(sql)).flush();
    }

    Message read() throws IOException {
        return stream.read(LONGEST);
    }

    /** The next message, or nothing when the connection ends before a byte of one. */
    Optional<Message> readOrEnd() throws IOException {
        try {
            return Optional.of(read());
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /** Reads up to ReadyForQuery; returns the parameters the server reported. */
    Map<String, String> ready() throws IOException {
        Map<String, String> reported = new LinkedHashMap<>();
        for (Message message = read(); message.type() != 'Z'; message = read()) {
            if (message.type() == 'E') {
                throw new IOException(fields(message).get('M'));
            }
            if (message.type() == 'S') {
                String[] pair = new String(message.body(), StandardCharsets.UTF_8).split("\0");
                reported.put(pair[0], pair.length > 1 ? pair[1] : "");
            }
        }
        return reported;
    }

    /** An error's fields. */
    static Map<Character, String> fields(Message error) {
        Map<Character, String> fields = new LinkedHashMap<>();
        for (String field : new String(error.body(), StandardCharsets.UTF_8).split("\0")) {
            if (!field.isEmpty()) {
                fields.put(field.charAt(0), field.substring(1));
            }
        }
        return fields;
    }

    /** SCRAM-SHA-256 as RFC 7677 has it, without channel binding. */
    private void authenticate(String password) throws Exception {
        read();
        String bare = "n=,r=fixed-nonce-of-a-test";
        byte[] first = ("n,," + bare).getBytes(StandardCharsets.US_ASCII);
        byte[] mechanism = "SCRAM-SHA-256\0".getBytes(StandardCharsets.US_ASCII);
        stream.write(new Message('p', ByteBuffer.allocate(mechanism.length + 4 + first.length).put(mechanism).putInt(first.length)
                .put(first).array())).flush();
        String challenge = new String(read().body(), StandardCharsets.US_ASCII).substring(4);
        String[] parts = challenge.split(",");
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(password.toCharArray(),
                Base64.getDecoder().decode(parts[1].substring(2)), Integer.parseInt(parts[2].substring(2)), 256)).getEncoded();
        String last = "c=biws," + parts[0];
        byte[] key = hmac(salted, "Client Key");
        byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(key), bare + "," + challenge + "," + last);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        String proof = last + ",p=" + Base64.getEncoder().encodeToString(key);
        stream.write(new Message('p', proof.getBytes(StandardCharsets.US_ASCII))).flush();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.hornbook.sim.proxy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of one SCRAM-SHA-256 or SCRAM-SHA-256-PLUS exchange (RFC 5802; PostgreSQL's "SASL Authentication"):
 * {@link #begin} then {@link #finish}.
 *
 * <p>Channel binding is {@code tls-server-end-point} (RFC 5929): the client proves that it saw the very certificate this
 * server showed. A client that could have bound but believes the server cannot ({@code y}) was lied to on the way, and is
 * refused.
 */
final class ScramExchange {

    static final String PLAIN = "SCRAM-SHA-256";
    static final String PLUS = "SCRAM-SHA-256-PLUS";

    private static final String BINDING = "p=tls-server-end-point";

    private final ScramVerifier verifier;
    private final byte[] endPoint;
    private final String serverNonce;

    private String header;
    private String clientFirstBare;
    private String nonce;
    private String serverFirst;

    /**
     * Prepares an exchange.
     *
     * @param verifier of the user who claims to be here
     * @param endPoint the hash of the certificate shown, empty on a connection without TLS
     * @param serverNonce printable, without a comma, never used before
     */
    ScramExchange(ScramVerifier verifier, byte[] endPoint, String serverNonce) {
        this.verifier = verifier;
        this.endPoint = endPoint;
        this.serverNonce = serverNonce;
    }

    /** What this server offers, the preferred one first. */
    List<String> mechanisms() {
        return endPoint.length == 0 ? List.of(PLAIN) : List.of(PLUS, PLAIN);
    }

    /**
     * Takes the client's first message and answers it.
     *
     * @throws ProtocolException when it is malformed, or its channel binding does not go with the mechanism
     */
    String begin(String mechanism, String clientFirst) throws ProtocolException {
        String[] parts = clientFirst.split(",", 4);
        if (!mechanisms().contains(mechanism) || parts.length < 4 || !parts[1].isEmpty()) {
            throw new ProtocolException("malformed SCRAM message");
        }
        boolean binds = parts[0].equals(BINDING);
        boolean plain = parts[0].equals("n") || parts[0].equals("y") && endPoint.length == 0;
        if (mechanism.equals(PLUS) ? !binds : !plain) {
            throw new ProtocolException("SCRAM channel binding negotiation error");
        }
        header = parts[0] + ",,";
        clientFirstBare = parts[2] + "," + parts[3];
        nonce = attribute(parts[3], "r=") + serverNonce;
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(verifier.salt()) + ",i=" + verifier.iterations();
        return serverFirst;
    }

    /**
     * Takes the client's last message.
     *
     * @return the server's last, or nothing when the password, the nonce or the channel is not the right one
     * @throws ProtocolException when it is malformed
     */
    Optional<String> finish(String clientFinal) throws ProtocolException {
        int proofAt = clientFinal.lastIndexOf(",p=");
        String[] parts = clientFinal.split(",");
        if (proofAt < 0 || parts.length < 3) {
            throw new ProtocolException("malformed SCRAM message");
        }
        byte[] binding = decode(attribute(parts[0], "c="));
        byte[] proof = decode(clientFinal.substring(proofAt + 3));
        String authMessage = clientFirstBare + "," + serverFirst + "," + clientFinal.substring(0, proofAt);
        boolean sameChannel = MessageDigest.isEqual(binding, expectedBinding());
        boolean sameNonce = attribute(parts[1], "r=").equals(nonce);
        if (!sameChannel || !sameNonce || !verifier.accepts(proof, authMessage)) {
            return Optional.empty();
        }
        return Optional.of("v=" + Base64.getEncoder().encodeToString(verifier.signature(authMessage)));
    }

    private byte[] expectedBinding() {
        byte[] head = header.getBytes(StandardCharsets.US_ASCII);
        if (!header.startsWith(BINDING)) {
            return head;
        }
        byte[] all = new byte[head.length + endPoint.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(endPoint, 0, all, head.length, endPoint.length);
        return all;
    }

    private static String attribute(String part, String name) throws ProtocolException {
        if (!part.startsWith(name)) {
            throw new ProtocolException("malformed SCRAM message");
        }
        int end = part.indexOf(',');
        return part.substring(name.length(), end < 0 ? part.length() : end);
    }

    private static byte[] decode(String base64) throws ProtocolException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("malformed SCRAM message");
        }
    }
}

package dev.hornbook.account;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An issuer of its own on a port of 127.0.0.1: the JDK makes its keys and signs with them. */
public final class OtherIssuer implements AutoCloseable {

    /** A key pair, and the algorithm that goes with it. */
    public enum Kind {
        EdDSA("Ed25519", 255, "Ed25519"),
        ES256("EC", 256, "SHA256withECDSAinP1363Format"),
        RS256("RSA", 2048, "SHA256withRSA");

        private final String signature;
        final KeyPair pair;

        Kind(String keys, int size, String signature) {
            this.signature = signature;
            this.pair = pair(keys, size);
        }

        JWK jwk() {
            return switch (this) {
                case RS256 -> new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(name()).build();
                case ES256 -> new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).keyID(name()).build();
                case EdDSA -> {
                    // The last 32 bytes of an Ed25519 key's X.509 form are the key itself (RFC 8410).
                    byte[] x509 = pair.getPublic().getEncoded();
                    yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(x509, x509.length - 32, x509.length)))
                            .keyID(name()).build();
                }
            };
        }

        /** A token of that header and those claims, signed by this key whatever the header says. */
        String sign(Map<String, Object> header, Map<String, Object> claims) {
            try {
                String text = part(header) + "." + part(claims);
                Signature signer = Signature.getInstance(signature);
                signer.initSign(pair.getPrivate());
                signer.update(text.getBytes(StandardCharsets.US_ASCII));
                return text + "." + Base64URL.encode(signer.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile CountDownLatch mayEnd = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String body;

    public OtherIssuer() {
        publish(Kind.values());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/elsewhere", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(keys(Kind.values()).getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    /** Where its keys are. */
    public URI keys() {
        return URI.create(name() + "/jwks");
    }

    /** What its tokens say in {@code iss}: the origin of {@link #keys()}. */
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Issuer issuer() {
        return new Issuer(keys(), name(), "hornbook");
    }

    int fetches() {
        return fetches.get();
    }

    void publish(Kind... kinds) {
        body = keys(kinds);
    }

    void answer(int code, String text) {
        status = code;
        body = text;
    }

    /** From now on its answers begin, and do not end. */
    void neverEnd() {
        mayEnd = new CountDownLatch(1);
    }

    /** A token that is good. */
    public String token(Kind kind, Map<String, Object> claims) {
        return kind.sign(Map.of("alg", kind.name(), "kid", kind.name()), claims);
    }

    /** Claims that are good until {@code seconds} (since 1970), with what a test adds or, by null, leaves out. */
    public Map<String, Object> claims(String subject, String audience, long seconds, Object... more) {
        Map<String, Object> claims = new HashMap<>(Map.of("iss", name(), "aud", audience, "sub", subject, "exp", seconds));
        for (int i = 0; i < more.length; i += 2) {
            claims.put((String) more[i], more[i + 1]);
            claims.values().removeIf(Objects::isNull);
        }
        return claims;
    }

    @Override
    public void close() {
        mayEnd.countDown();
        server.stop(0);
    }

    static String part(Map<String, Object> json) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
    }

    static String keys(Kind... kinds) {
        return Stream.of(kinds).map(kind -> kind.jwk().toJSONString()).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static KeyPair pair(String keys, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

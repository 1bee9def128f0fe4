package dev.hornbook.pool.check;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrl.Verification;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at the server's certificates while they are shown: keeps them, and judges them as the pool's own connections do ({@link
 * NeonUrl#verification}). The handshake goes on either way: no credential follows, and what is wrong is to be told with all that was seen.
 */
final class Chain extends X509ExtendedTrustManager {
    private final Verification verification;
    private final X509ExtendedTrustManager roots;
    private List<X509Certificate> shown = List.of();
    private Connecting fault;

    private Chain(Verification verification, X509ExtendedTrustManager roots) {
        this.verification = verification;
        this.roots = roots;
    }

    /**
     * For a URL.
     *
     * @throws IOException when the file of its root certificates cannot be read as such
     */
    static Chain of(NeonUrl url) throws IOException {
        try {
            Optional<Path> file = url.rootCertificate();
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file.isPresent() ? roots(file.get()) : null);
            return new Chain(url.verification(), (X509ExtendedTrustManager) Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance).findFirst().orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static KeyStore roots(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("root" + store.size(), root);
            }
        }
        return store;
    }

    /** What the server has shown, its own first. */
    List<X509Certificate> shown() {
        return shown;
    }

    /** Why the pool will not trust it; empty where it will. */
    Optional<Connecting> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) {
        shown = List.of(chain);
        if (verification == Verification.NONE || verification == Verification.ENCRYPTED) {
            return;
        }
        try {
            roots.checkServerTrusted(chain, keyType);
        } catch (CertificateException e) {
            fault = causes(e).anyMatch(Chain::isOfTime) ? Connecting.CERTIFICATE_EXPIRED : Connecting.CERTIFICATE_UNTRUSTED;
            return;
        }
        try {
            roots.checkServerTrusted(chain, keyType, socket);
        } catch (CertificateException e) {
            fault = Connecting.CERTIFICATE_NAME;
        }
    }

    private static boolean isOfTime(Throwable cause) {
        return cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException
                || cause instanceof CertPathValidatorException path
                        && (path.getReason() == BasicReason.EXPIRED || path.getReason() == BasicReason.NOT_YET_VALID);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {
        throw new UnsupportedOperationException("Connections are made over sockets.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType) {
        throw new UnsupportedOperationException("Connections are made over sockets.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) {
        throw new UnsupportedOperationException("This is a client.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {
        throw new UnsupportedOperationException("This is a client.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) {
        throw new UnsupportedOperationException("This is a client.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return roots.getAcceptedIssuers();
    }
}

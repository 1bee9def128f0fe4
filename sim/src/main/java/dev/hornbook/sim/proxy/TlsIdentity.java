package dev.hornbook.sim.proxy;

import dev.hornbook.sim.CertificateKind;
import dev.hornbook.sim.SimulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What the server shows of itself, and the root that a client trusts it by.
 *
 * <p>The root and the trusted certificate are made once and kept in the directory (their keys at 0600); the faulty
 * ones are made anew each time.
 *
 * @param root the root's certificate, in a PEM file
 * @param context the server's certificate and key, ready for TLS
 * @param endPoint {@code tls-server-end-point} of RFC 5929: the certificate's SHA-256, as its signature uses SHA-256
 */
public record TlsIdentity(Path root, SSLContext context, byte[] endPoint) {

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final List<String> OUR_NAMES = List.of("localhost", "*.localhost", "127.0.0.1", "::1");
    private static final List<String> ANOTHER_NAME = List.of("ep-somewhere-else-000000.us-east-2.aws.neon.tech");

    /**
     * The identity kept in this directory.
     *
     * @param kind which certificate to show
     * @param rsa an RSA key instead of an ECDSA one
     * @param now the time that validity is counted from
     */
    public static TlsIdentity in(Path directory, CertificateKind kind, boolean rsa, Instant now) {
        Path rootFile = directory.resolve("root.crt");
        try {
            Issuer root = root(directory, rootFile, now);
            Instant yesterday = now.minus(Duration.ofDays(1));
            Issuer.Validity valid = Issuer.Validity.long10Years(now);
            Issuer.Validity ended = new Issuer.Validity(yesterday.minus(Duration.ofDays(90)), yesterday);
            return switch (kind) {
                case TRUSTED -> trusted(directory, rootFile, root, rsa, now);
                case EXPIRED -> shown(rootFile, root, OUR_NAMES, ended, rsa);
                case WRONG_NAME -> shown(rootFile, root, ANOTHER_NAME, valid, rsa);
                case UNKNOWN_ROOT -> shown(rootFile, Issuer.create("A root nobody trusts", valid), OUR_NAMES, valid, rsa);
            };
        } catch (IOException | GeneralSecurityException e) {
            throw new SimulatorException("the simulator's certificates in " + directory + " cannot be made or read: " + e.getMessage(), e);
        }
    }

    private static Issuer root(Path directory, Path rootFile, Instant now) throws IOException, GeneralSecurityException {
        Path keyFile = directory.resolve("root.key");
        if (Files.exists(rootFile) && Files.exists(keyFile) && !endsSoon(Pem.certificate(rootFile), now)) {
            return new Issuer(Pem.certificate(rootFile), Pem.key(keyFile, "EC"));
        }
        Issuer root = Issuer.create("Hornbook simulator root", Issuer.Validity.long10Years(now));
        Pem.write(keyFile, root.key());
        Pem.write(rootFile, root.certificate());
        return root;
    }

    private static TlsIdentity trusted(Path directory, Path rootFile, Issuer root, boolean rsa, Instant now)
            throws IOException, GeneralSecurityException {
        Path certificateFile = directory.resolve(rsa ? "server-rsa.crt" : "server.crt");
        Path keyFile = directory.resolve(rsa ? "server-rsa.key" : "server.key");
        if (!Files.exists(certificateFile) || !Files.exists(keyFile) || !usable(Pem.certificate(certificateFile), root, now)) {
            KeyPair pair = rsa ? Issuer.rsa() : Issuer.ec();
            Pem.write(keyFile, pair.getPrivate());
            Pem.write(certificateFile, root.issue(pair.getPublic(), OUR_NAMES, Issuer.Validity.long10Years(now)));
        }
        return of(rootFile, Pem.certificate(certificateFile), Pem.key(keyFile, rsa ? "RSA" : "EC"));
    }

    private static boolean usable(X509Certificate certificate, Issuer root, Instant now) {
        try {
            certificate.verify(root.certificate().getPublicKey());
            return !endsSoon(certificate, now);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean endsSoon(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now.plus(RENEW_BEFORE));
    }

    private static TlsIdentity shown(Path rootFile, Issuer issuer, List<String> names, Issuer.Validity validity, boolean rsa)
            throws GeneralSecurityException, IOException {
        KeyPair pair = rsa ? Issuer.rsa() : Issuer.ec();
        return of(rootFile, issuer.issue(pair.getPublic(), names, validity), pair.getPrivate());
    }

    private static TlsIdentity of(Path rootFile, X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        // Clients show no certificates, so nobody is trusted; null would load the JVM's whole trust store.
        context.init(new KeyManager[]{new SingleKey(certificate, key)}, new TrustManager[0], null);
        return new TlsIdentity(rootFile, context, ScramVerifier.sha256(certificate.getEncoded()));
    }
}

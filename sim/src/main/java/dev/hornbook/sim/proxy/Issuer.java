package dev.hornbook.sim.proxy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate authority: its own certificate and key (ECDSA P-256).
 *
 * @param certificate self-signed
 * @param key of that certificate
 */
record Issuer(X509Certificate certificate, PrivateKey key) {

    /** When a certificate holds. */
    record Validity(Instant from, Instant to) {

        /** From a day ago, so that a clock set back does no harm, for about ten years. */
        static Validity long10Years(Instant now) {
            return new Validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(3650)));
        }
    }

    /** A new authority. */
    static Issuer create(String name, Validity validity) throws GeneralSecurityException {
        KeyPair pair = ec();
        return new Issuer(X509.ofAuthority(name, pair.getPublic(), pair.getPrivate(), validity), pair.getPrivate());
    }

    /** A server's certificate for these host names and addresses, signed by this authority. */
    X509Certificate issue(PublicKey server, List<String> names, Validity validity) throws GeneralSecurityException {
        return X509.ofServer(server, names, this, validity);
    }

    /** A new P-256 key pair. */
    static KeyPair ec() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A new RSA key pair of 2048 bits. */
    static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Override
    public String toString() {
        return "Issuer[" + certificate.getSubjectX500Principal() + "]";
    }
}

package dev.hornbook.sim.proxy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Writes certificates, which the JDK only reads. The one class of the simulator that needs Bouncy Castle: its jars are signed,
 * and judging them takes a fifth of a second, which a start with certificates already made does not spend.
 */
final class X509 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private X509() {}

    /** An authority's, signed by itself. */
    static X509Certificate ofAuthority(String name, PublicKey key, PrivateKey signer, Issuer.Validity validity)
            throws GeneralSecurityException {
        X500Name subject = new X500Name("CN=" + name);
        try {
            JcaX509v3CertificateBuilder builder = builder(subject, subject, key, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
            return sign(builder, signer);
        } catch (CertIOException e) {
            throw new GeneralSecurityException("an authority's certificate cannot be written", e);
        }
    }

    /**
     * A server's, signed by an authority.
     *
     * @param names host names, and IP addresses of either kind
     */
    static X509Certificate ofServer(PublicKey key, List<String> names, Issuer by, Issuer.Validity validity)
            throws GeneralSecurityException {
        X500Name issuer = new X500Name(by.certificate().getSubjectX500Principal().getName());
        try {
            JcaX509v3CertificateBuilder builder = builder(issuer, new X500Name("CN=Hornbook simulator"), key, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(names.stream().map(X509::name).toArray(GeneralName[]::new)));
            builder.addExtension(Extension.authorityKeyIdentifier, false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(by.certificate()));
            return sign(builder, by.key());
        } catch (CertIOException e) {
            throw new GeneralSecurityException("a server's certificate cannot be written", e);
        }
    }

    private static GeneralName name(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Issuer.Validity validity) {
        return new JcaX509v3CertificateBuilder(issuer, new BigInteger(127, RANDOM), Date.from(validity.from()), Date.from(validity.to()),
                subject, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the JDK cannot sign with ECDSA", e);
        }
    }
}

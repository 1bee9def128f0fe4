package dev.hornbook.pool.check;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrl.Verification;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS: which certificates the server shows, for how long they hold, and how they are verified. It sends user and database, and no password. */
final class Encryption {
    /** Who renews by hand needs a week or two; who has it done by a machine (Let's Encrypt's 90 days, renewed at 30) never comes here. */
    static final Duration SOON = Duration.ofDays(14);
    /** Kind of a DNS name among the alternative names (RFC 5280, section 4.2.1.6). */
    private static final int DNS_NAME = 2;
    private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,]+)");
    private static final String PLUS = "SCRAM-SHA-256-PLUS";

    private final NeonUrl url;
    private final InstantSource clock;

    Encryption(NeonUrl url, InstantSource clock) {
        this.url = url;
        this.clock = clock;
    }

    Finding at(InetSocketAddress address, Duration limit) {
        if (url.verification() == Verification.NONE) {
            return Finding.fine("off, which is allowed towards this machine itself");
        }
        Chain chain;
        try {
            chain = Chain.of(url);
        } catch (IOException e) {
            return Finding.unusable(Connecting.ROOT_UNREADABLE);
        }
        try (Socket socket = new Socket()) {
            int milliseconds = Math.toIntExact(limit.toMillis());
            socket.connect(address, milliseconds);
            socket.setSoTimeout(milliseconds);
            if (Greeting.askForTls(socket) != 'S') {
                return Finding.unusable(Connecting.PLAIN_TEXT_SERVER);
            }
            return over(socket, chain);
        } catch (SocketTimeoutException e) {
            return Finding.unusable("the port is open, but nothing answers the request for TLS",
                    "Something accepts connections and then keeps silent: check that host and port lead to PostgreSQL, and firewalls on the way.");
        } catch (IOException | GeneralSecurityException e) {
            return Finding.unusable(Connecting.TLS);
        }
    }

    private Finding over(Socket socket, Chain chain) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{chain}, null);
        try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, url.host(), url.port(), true)) {
            if (url.verification() == Verification.FULL) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
            }
            tls.startHandshake();
            String seen = tls.getSession().getProtocol() + ", " + described(chain.shown());
            if (chain.fault().isPresent()) {
                Finding told = Finding.unusable(chain.fault().get());
                return new Finding(told.verdict(), told.text() + " (" + seen + ")", told.advice(), told.figures());
            }
            return judged(chain.shown(), seen + "; " + verified() + binding(tls));
        }
    }

    private Finding judged(List<X509Certificate> chain, String words) {
        Instant end = chain.stream().map(certificate -> certificate.getNotAfter().toInstant()).min(Instant::compareTo).orElse(Instant.MAX);
        Duration left = Duration.between(clock.instant(), end);
        Finding found = left.compareTo(SOON) < 0 && url.verification() != Verification.ENCRYPTED
                ? Finding.attention(words, "Renew the certificate: when it ends, every connection is refused.")
                : Finding.fine(words);
        return found.figure("daysLeft", left.toDays()).figure("certificates", chain.size());
    }

    private String described(List<X509Certificate> chain) {
        X509Certificate own = chain.getFirst();
        long days = Duration.between(clock.instant(), own.getNotAfter().toInstant()).toDays();
        String validity = days < 0 ? "over for " + Words.count(-days, "day") : Words.count(days, "day") + " left";
        return "certificate for " + names(own) + " by " + common(own.getIssuerX500Principal().getName()) + ", " + validity;
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
            List<String> dns = names.stream().filter(name -> name.get(0).equals(DNS_NAME)).map(name -> String.valueOf(name.get(1)))
                    .toList();
            if (!dns.isEmpty()) {
                return dns.getFirst() + (dns.size() > 1 ? " and " + Words.count(dns.size() - 1L, "other") : "");
            }
        } catch (CertificateParsingException e) {
            // Its common name, then.
        }
        return common(certificate.getSubjectX500Principal().getName());
    }

    private static String common(String name) {
        Matcher common = COMMON_NAME.matcher(name);
        return common.find() ? common.group(1) : name;
    }

    private String verified() {
        String by = url.rootCertificate().map(file -> "by " + file.getFileName()).orElse("by the roots this JVM trusts");
        return switch (url.verification()) {
            case NONE, ENCRYPTED -> "not verified";
            case CHAIN -> "chain verified " + by + ", name not";
            case FULL -> "chain and name verified " + by;
        };
    }

    /** Whether signing in is bound to this very connection, so that nobody in between can pass it on (RFC 5929). */
    private String binding(Socket tls) {
        try {
            List<String> offered = Greeting.mechanisms(tls, url);
            return offered.isEmpty() ? "" : "; channel binding " + (offered.contains(PLUS) ? "offered" : "not offered");
        } catch (IOException e) {
            // Signing in comes next, and tells what is wrong.
            return "";
        }
    }
}

package dev.hornbook.pool;

import dev.hornbook.pool.internal.WireFactory;

import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.LibPQFactory;

/** What pgjdbc is told, user and password aside. It reads no user or password before the host, and spells some of libpq's parameters its own way. */
final class DriverProperties {
    private DriverProperties() {}

    static Properties of(NeonUrl url) {
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, url.database());
        PGProperty.APPLICATION_NAME.set(properties, url.parameter("application_name").orElse("hornbook-pool"));
        url.parameter("options").ifPresent(options -> PGProperty.OPTIONS.set(properties, options));
        url.parameter("channel_binding").ifPresent(binding -> PGProperty.CHANNEL_BINDING.set(properties, binding));
        // A name outlives its transaction, and the next one may meet another server: PgBouncer carries it over from 1.21 on, and only where
        // max_prepared_statements is set. Nothing on the wire tells, so at the pooled host there are names where the URL asks for them.
        url.parameter("prepareThreshold").or(() -> Optional.of("0").filter(none -> url.isPooled()))
                .ifPresent(count -> PGProperty.PREPARE_THRESHOLD.set(properties, count));
        PGProperty.SOCKET_FACTORY.set(properties, WireFactory.class.getName());
        // The pool has one deadline over all phases and cuts the wire itself; on a thread of the driver's it could not.
        PGProperty.LOGIN_TIMEOUT.set(properties, 0);
        PGProperty.CONNECT_TIMEOUT.set(properties, 0);
        // An error's detail quotes rows ("Key (email)=(…) already exists"), and messages end in logs.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        // Neither end notices a peer that vanished otherwise; keepalives are TCP's and count for no activity of the compute.
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        if (url.isNeon()) {
            // Neon runs nothing older: what is set with the startup message then needs no round trip of its own. The one parameter that its
            // proxy drops, extra_float_digits, makes no difference from PostgreSQL 12 on.
            PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "12");
        }
        encryption(url, properties);
        return properties;
    }

    private static void encryption(NeonUrl url, Properties properties) {
        PGProperty.SSL_MODE.set(properties, switch (url.verification()) {
            case NONE -> "disable";
            case ENCRYPTED -> "require";
            case CHAIN -> "verify-ca";
            case FULL -> "verify-full";
        });
        url.rootCertificate().ifPresent(root -> PGProperty.SSL_ROOT_CERT.set(properties, root.toString()));
        boolean ownRoot = url.rootCertificate().isPresent() || url.verification() == NeonUrl.Verification.ENCRYPTED;
        PGProperty.SSL_FACTORY.set(properties, (ownRoot ? LibPQFactory.class : DefaultJavaSSLFactory.class).getName());
    }
}

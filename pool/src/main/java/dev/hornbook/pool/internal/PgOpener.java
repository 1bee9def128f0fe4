package dev.hornbook.pool.internal;

import dev.hornbook.pool.Credentials;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrl.Verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;

/** Opens real connections with pgjdbc, on the calling thread, over a wire that can be watched and cut. */
final class PgOpener implements Opener {
    private final Driver driver = new Driver();
    private final String address;
    private final boolean tls;
    private final boolean pooled;
    private final Properties properties;
    private final SignIn signIn;
    private final Time time;

    /** @param properties pgjdbc's, user and password aside */
    PgOpener(NeonUrl url, Properties properties, SignIn signIn, Time time) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        // The database goes with the properties: its name may hold what a URL cannot.
        this.address = "jdbc:postgresql://" + host + ":" + url.port() + "/";
        this.tls = url.verification() != Verification.NONE;
        this.pooled = url.isPooled();
        this.properties = properties;
        this.signIn = signIn;
        this.time = time;
    }

    @Override
    public Link open(Attempt attempt) throws SQLException {
        Credentials credentials = signIn.ask(attempt);
        try {
            return open(attempt, credentials);
        } catch (SQLException e) {
            if (Classifier.connecting(e) != Connecting.PASSWORD) {
                throw e;
            }
            // They may have been changed since they were given out: then the new ones are tried at once.
            Credentials latest = signIn.ask(attempt);
            if (latest.equals(credentials)) {
                throw e;
            }
            return open(attempt, latest);
        }
    }

    private Link open(Attempt attempt, Credentials credentials) throws SQLException {
        Properties signed = new Properties();
        signed.putAll(properties);
        PGProperty.USER.set(signed, credentials.user());
        PGProperty.PASSWORD.set(signed, credentials.password());
        Wire wire = new Wire(time, tls);
        attempt.on(wire);
        Connection connection = WireFactory.with(wire, () -> driver.connect(address, signed));
        return new PgLink(connection.unwrap(BaseConnection.class), wire, pooled);
    }
}

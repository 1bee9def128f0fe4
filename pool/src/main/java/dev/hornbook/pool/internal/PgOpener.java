package dev.hornbook.pool.internal;

import dev.hornbook.pool.NeonUrl;
import dev.hornbook.pool.NeonUrl.Verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.core.BaseConnection;

/** Opens real connections with pgjdbc, on the calling thread, over a wire that can be watched and cut. */
final class PgOpener implements Opener {
    private final Driver driver = new Driver();
    private final String address;
    private final boolean tls;
    private final boolean pooled;
    private final Properties properties;
    private final Time time;

    /** @param properties pgjdbc's, with user and password */
    PgOpener(NeonUrl url, Properties properties, Time time) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        // The database goes with the properties: its name may hold what a URL cannot.
        this.address = "jdbc:postgresql://" + host + ":" + url.port() + "/";
        this.tls = url.verification() != Verification.NONE;
        this.pooled = url.isPooled();
        this.properties = properties;
        this.time = time;
    }

    @Override
    public Link open(Attempt attempt) throws SQLException {
        Wire wire = new Wire(time, tls);
        attempt.on(wire);
        Connection connection = WireFactory.with(wire, () -> driver.connect(address, properties));
        return new PgLink(connection.unwrap(BaseConnection.class), wire, pooled);
    }
}

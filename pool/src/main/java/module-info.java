/** A {@link javax.sql.DataSource} made for Neon Serverless PostgreSQL. An independent project, not made or endorsed by Neon. */
module dev.hornbook.pool {
    requires transitive java.sql;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires jdk.jfr;
    // For the metrics alone; whoever uses them has it.
    requires static micrometer.core;

    exports dev.hornbook.pool;
    exports dev.hornbook.pool.check;
    exports dev.hornbook.pool.metrics;
    // The driver makes the socket factory that it is given the name of.
    opens dev.hornbook.pool.internal to org.postgresql.jdbc;
}

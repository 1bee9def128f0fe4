/** A {@link javax.sql.DataSource} made for Neon Serverless PostgreSQL. An independent project, not made or endorsed by Neon. */
module dev.hornbook.pool {
    requires transitive java.sql;
    requires org.postgresql.jdbc;
    requires org.slf4j;

    exports dev.hornbook.pool;
    // The driver makes the socket factory that it is given the name of.
    opens dev.hornbook.pool.internal to org.postgresql.jdbc;
}

/**
 * A {@link javax.sql.DataSource} made for Neon Serverless PostgreSQL. An independent project, not made or endorsed by Neon.
 */
package dev.hornbook.pool;

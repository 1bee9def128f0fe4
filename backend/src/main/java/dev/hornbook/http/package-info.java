/** The server: one routes class a resource, problems, event streams, the page. */
package dev.hornbook.http;

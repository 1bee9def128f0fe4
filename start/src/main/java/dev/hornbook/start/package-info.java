/** The composition root: the service, and the simulator where no database is configured. */
package dev.hornbook.start;

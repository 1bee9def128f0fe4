/** The compute: a real PostgreSQL that is unpacked, initialised, started, watched and stopped. */
package dev.hornbook.sim.compute;

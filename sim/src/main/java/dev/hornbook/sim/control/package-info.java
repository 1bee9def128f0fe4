/** The simulator's control port: its faults, its state and its counters over HTTP, for clients in any language. */
package dev.hornbook.sim.control;

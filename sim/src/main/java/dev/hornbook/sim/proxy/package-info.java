/** The proxy in front of the compute: it ends TLS and SCRAM itself, wakes the compute, and relays. */
package dev.hornbook.sim.proxy;

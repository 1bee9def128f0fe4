/** PostgreSQL's wire protocol 3, as far as a proxy that authenticates and relays has to speak it. */
package dev.hornbook.sim.wire;

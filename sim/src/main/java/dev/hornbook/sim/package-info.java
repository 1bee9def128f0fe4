/** Neon on a laptop: a real PostgreSQL behind a proxy that suspends, wakes and refuses as Neon's does. */
package dev.hornbook.sim;

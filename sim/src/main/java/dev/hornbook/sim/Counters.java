package dev.hornbook.sim;

import java.time.Duration;

/**
 * What a simulator has seen since it was started.
 *
 * @param connects TCP connections accepted
 * @param sessions sessions that reached the compute
 * @param refusedLogins logins refused for the user or the password
 * @param wakes how many times PostgreSQL was started, the first start included
 * @param suspends how many times it was suspended, for idleness or by hand
 * @param awake how long it was awake in all: the compute time that Neon would bill
 */
public record Counters(long connects, long sessions, long refusedLogins, long wakes, long suspends, Duration awake) {}

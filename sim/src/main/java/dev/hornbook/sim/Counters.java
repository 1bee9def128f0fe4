package dev.hornbook.sim;

import java.time.Duration;
import java.util.Map;

/**
 * What a simulator has seen since it was started, all of it at one moment.
 *
 * @param connects TCP connections accepted
 * @param authentications logins that proved who they are
 * @param refusedLogins logins refused for the user or the password
 * @param sessions sessions that became ready, through either host
 * @param pooledSessions of them, those through the pooled host
 * @param refusals how often each text was said in place of a session; after 100 different ones the others count as
 *     {@code (others)}
 * @param wakes how many times PostgreSQL was started, the first start included
 * @param suspends how many times it was suspended, for idleness or by hand
 * @param bytesIn bytes that clients sent, TLS and all
 * @param bytesOut bytes sent to them
 * @param activity at how many looks (every 500 ms unless set) the compute had been used since the look before
 * @param awake how long it was awake in all: the compute time that Neon would bill
 * @param awakeNow how long it is awake this time; zero while it sleeps
 */
public record Counters(long connects, long authentications, long refusedLogins, long sessions, long pooledSessions,
        Map<String, Long> refusals, long wakes, long suspends, long bytesIn, long bytesOut, long activity, Duration awake,
        Duration awakeNow) {

    /** How often this text was said in place of a session. */
    public long refusals(String text) {
        return refusals.getOrDefault(text, 0L);
    }

    /** How often anything was said in place of a session. */
    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }
}

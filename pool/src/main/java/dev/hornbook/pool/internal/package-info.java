/**
 * How the pool works. Nothing here is for users of the library: it changes from one version to the next.
 *
 * <p>Who is who: {@code Pool} joins a {@code WaitQueue} of {@code Waiter}s, the {@code Slot}s that are idle and the {@code Attempt}s that open
 * more; {@code Status} is its state; {@code SlowStart} says how many attempts and when; {@code Generation} is the fate that connections share;
 * {@code Link} is one connection, {@code Wire} its socket, {@code ConnectionHandle} what a caller holds of it. Time, parking and threads come
 * from {@code Time} and {@code Threads}.
 */
package dev.hornbook.pool.internal;

/**
 * How the pool works. Nothing here is for users of the library: it changes from one version to the next.
 *
 * <p>Who is who: {@code Pool} is what callers meet. {@code Stock} has its {@code Slot}s, {@code WaitQueue} the {@code Waiter}s, {@code Growth}
 * opens more by {@code Attempt}s, as many and as often as {@code SlowStart} allows; {@code Status} is the state, {@code Refuser} says what
 * callers are told, {@code Trust} what is believed of connections, whose shared fate is a {@code Generation}. {@code Link} is one connection,
 * {@code Wire} its socket, {@code ConnectionHandle} what a caller holds of it, with its {@code Part}s. Time, parking and threads come from {@code Time} and
 * {@code Threads}.
 */
package dev.hornbook.pool.internal;

package dev.hornbook.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that begin alike, as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or a single one.
 *
 * @param address the first of them, or any
 * @param prefix how many bits they share
 */
public record Network(InetAddress address, int prefix) {
    private static final int HOME = 64;

    /** A network as it is written; empty for anything else, names of hosts too: nothing is looked up. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? bits : Integer.parseUnsignedInt(text.substring(slash + 1));
            return prefix <= bits ? Optional.of(new Network(address, prefix)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whom an address stands for: itself, and for IPv6 its /64, since a home has that many addresses to come from. */
    public static Network home(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return new Network(address, address.getAddress().length * Byte.SIZE);
        }
        try {
            return new Network(InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address.getAddress(), HOME / Byte.SIZE),
                    address.getAddress().length)), HOME);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an address is one of these. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >>> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}

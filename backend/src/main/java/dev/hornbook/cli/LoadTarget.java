package dev.hornbook.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The instance that a load is put on: this machine's own, unless another is named twice. */
record LoadTarget(URI url) {
    /**
     * @param notLoopback whether it is said to be another machine's
     * @param host its host once more; null if not given
     * @throws UnusableException for what is no instance's address, or another machine's that was not named twice
     */
    static LoadTarget of(URI url, boolean notLoopback, String host) {
        if (url.getHost() == null || url.getPort() < 0 && !"https".equals(url.getScheme())
                || !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new UnusableException("--url is an address such as http://localhost:8080, and not " + url + ".");
        }
        if (!isLoopback(url.getHost()) && !(notLoopback && url.getHost().equals(host))) {
            throw new UnusableException(url.getHost() + " is not this machine. A load there takes from its real readers; if it is yours and"
                    + " meant for it, say so twice: --not-loopback --host " + url.getHost());
        }
        return new LoadTarget(url);
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }
}

package dev.hornbook.pool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Host names as the system resolves them, but for those that a test leads elsewhere. The JVM finds it as a service. */
public final class MovedNames extends InetAddressResolverProvider {
    private static final Map<String, InetAddress> LED = new ConcurrentHashMap<>();

    /** From now on the name leads to this address. */
    static void lead(String host, String address) throws UnknownHostException {
        LED.put(host, InetAddress.getByName(address));
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver system = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                InetAddress led = LED.get(host);
                return led == null ? system.lookupByName(host, policy) : Stream.of(led);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "moved names";
    }
}

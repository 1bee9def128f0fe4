package dev.hornbook.http;

import dev.hornbook.account.Identity;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.operations.Health;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The routes as the server's own routing declares them, so that a test which means all of them forgets none. */
public final class ServerRoutes {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    /** What answers for whole subtrees, and what is no route at all. */
    private static final Set<String> OTHERS = Set.of("any", "addFilter", "error");

    private static final List<Route> ALL = declared();

    private final List<Route> routes = new ArrayList<>();

    private ServerRoutes() {}

    /**
     * A route.
     *
     * @param path with its parameters in braces, {@code /api/v1/conversations/{id}}
     */
    public record Route(String method, String path) {}

    /** All of them, in the order in which they are declared. */
    public static List<Route> all() {
        return ALL;
    }

    private static List<Route> declared() {
        ServerRoutes recorded = new ServerRoutes();
        Server.route(recorded.recorder(""), features());
        return List.copyOf(recorded.routes);
    }

    private HttpRouting.Builder recorder(String prefix) {
        return (HttpRouting.Builder) Proxy.newProxyInstance(ServerRoutes.class.getClassLoader(), new Class<?>[]{HttpRouting.Builder.class},
                (proxy, method, arguments) -> {
                    String path = arguments.length > 0 && arguments[0] instanceof String text ? text : "";
                    if (method.getName().equals("register") && arguments[arguments.length - 1] instanceof HttpService[] services) {
                        Stream.of(services).forEach(each -> each.routing(recorder(path.equals("/") ? prefix : prefix + path)));
                    } else if (METHODS.contains(method.getName())) {
                        add(method.getName().toUpperCase(Locale.ROOT), prefix + path);
                    } else if (method.getName().equals("route") && arguments[0] instanceof Method verb
                            && arguments[1] instanceof String at) {
                        add(verb.text(), prefix + at);
                    } else if (!OTHERS.contains(method.getName())) {
                        throw new UnsupportedOperationException("A route is declared by " + method + ", which is not understood here yet.");
                    }
                    return proxy;
                });
    }

    private void add(String method, String path) {
        routes.add(new Route(method, path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
    }

    /** Nothing is asked of any feature while routes are declared, so most of what there is may be absent. */
    private static Features features() {
        return (Features) absent(Features.class);
    }

    private static Object absent(Class<?> type) {
        if (type == PublicAddress.class) {
            return PublicAddress.of(URI.create("http://localhost"));
        }
        if (type == PrometheusMeterRegistry.class) {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
        if (type == Health.class) {
            return new Health(() -> null, () -> 0, Optional::empty, InstantSource.system());
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == int.class) {
            return 0;
        }
        return type == Features.class || type == Identity.class ? record(type) : null;
    }

    private static Object record(Class<?> type) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(Stream.of(types).map(ServerRoutes::absent).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.hornbook.pool.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;

/**
 * What a caller holds of a statement, a result set, metadata or a COPY: it ends with its connection, tells what broke, and leads back to the
 * caller's connection, never past it.
 */
final class Part implements InvocationHandler {
    private final ConnectionHandle connection;
    private final Object target;
    /** Whose result it is, as the caller holds it; null when it is none, or of a statement of the driver's own. */
    private final Object statement;

    Part(ConnectionHandle connection, Object target, Object statement) {
        this.connection = connection;
        this.target = target;
        this.statement = statement;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                close(method);
                yield null;
            }
            case "isClosed" -> connection.isClosed() || (boolean) connection.call(target, method, arguments);
            case "getConnection" -> connection.proxy();
            case "getStatement" -> {
                connection.call(target, method, arguments);
                yield statement;
            }
            case "toString" -> target.toString();
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "unwrap" -> ((Class<?>) arguments[0]).isInstance(self) ? self : connection.call(target, method, arguments);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self) || ((Wrapper) target).isWrapperFor((Class<?>) arguments[0]);
            default -> {
                Object result = connection.call(target, method, arguments);
                yield result instanceof ResultSet
                        ? connection.part(Face.RESULT, result, target instanceof Statement ? self : null)
                        : result;
            }
        };
    }

    /** Does nothing once the connection has gone back, with which all of it was closed. */
    private void close(Method method) throws Throwable {
        if (target instanceof Statement closing) {
            connection.forget(closing);
        }
        if (!connection.isClosed()) {
            connection.call(target, method, null);
        }
    }
}

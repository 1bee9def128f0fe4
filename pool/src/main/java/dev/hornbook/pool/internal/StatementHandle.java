package dev.hornbook.pool.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Statement;

/** What a caller holds of a statement: closed with its connection, and leading back to the caller's connection, never past it. */
final class StatementHandle implements InvocationHandler {
    private final ConnectionHandle connection;
    private final Statement statement;

    StatementHandle(ConnectionHandle connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                connection.forget(statement);
                statement.close();
                yield null;
            }
            case "isClosed" -> connection.isClosed() || statement.isClosed();
            case "getConnection" -> connection.proxy();
            case "toString" -> statement.toString();
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "unwrap" -> ((Class<?>) arguments[0]).isInstance(self) ? self : connection.on(statement, method, arguments);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self) || statement.isWrapperFor((Class<?>) arguments[0]);
            default -> connection.on(statement, method, arguments);
        };
    }
}

package dev.hornbook.pool.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;

/**
 * What a caller holds of a connection: everything a connection of pgjdbc's can do, until it is closed; then the connection goes back, whatever
 * the caller still keeps of it. Its statements are closed with it, because one kept for longer would run on somebody else's connection.
 */
public final class ConnectionHandle implements InvocationHandler {
    /** What a handle can be called for; ours alone, so that its proxy class is made in this package and its constructor is at hand. */
    interface Lent extends Connection, PGConnection {}

    private static final Constructor<?> PROXY;

    static {
        try {
            ClassLoader loader = ConnectionHandle.class.getClassLoader();
            Object any = Proxy.newProxyInstance(loader, new Class<?>[]{Lent.class}, (self, method, arguments) -> null);
            PROXY = any.getClass().getDeclaredConstructor(InvocationHandler.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Pool pool;
    private final Slot slot;
    private final Connection connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Connection proxy;
    private final List<Statement> statements = new ArrayList<>(0);
    private SessionState session;
    private Copies copies;

    private ConnectionHandle(Pool pool, Slot slot) {
        this.pool = pool;
        this.slot = slot;
        this.connection = slot.link.jdbc();
        try {
            this.proxy = (Connection) PROXY.newInstance(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handle on a slot that was just acquired. */
    public static Connection on(Pool pool, Slot slot) {
        return new ConnectionHandle(pool, slot).proxy;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                close();
                yield null;
            }
            case "isClosed" -> closed.get() || connection.isClosed();
            case "isValid" -> !closed.get() && (boolean) call(method, arguments);
            case "toString" -> (closed.get() ? "closed connection of " : "connection of ") + pool;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "unwrap" -> ((Class<?>) arguments[0]).isInstance(self) ? self : call(method, arguments);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self) || (boolean) call(method, arguments);
            case "createStatement" -> statement(method, arguments, Statement.class);
            case "prepareStatement" -> statement(method, arguments, PreparedStatement.class);
            case "prepareCall" -> statement(method, arguments, CallableStatement.class);
            case "getCopyAPI" -> copies();
            default -> {
                note(method.getName());
                yield call(method, arguments);
            }
        };
    }

    private void note(String method) throws SQLException {
        if (method.startsWith("set") && !closed.get()) {
            if (session == null) {
                session = new SessionState(connection);
            }
            session.note(method, connection);
        }
    }

    private Object statement(Method method, Object[] arguments, Class<?> type) throws Throwable {
        Statement statement = (Statement) call(method, arguments);
        synchronized (statements) {
            statements.add(statement);
        }
        return Proxy.newProxyInstance(ConnectionHandle.class.getClassLoader(), new Class<?>[]{type, PGStatement.class},
                new StatementHandle(this, statement));
    }

    Object call(Method method, Object[] arguments) throws Throwable {
        if (closed.get()) {
            // abort and close are harmless afterwards (JDBC 4.3, section 9.4.4); nothing else is.
            if (method.getName().equals("abort")) {
                return null;
            }
            throw returned();
        }
        return on(connection, method, arguments);
    }

    Object on(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                pool.failed(slot, failure);
            }
            throw e.getCause();
        }
    }

    private Copies copies() throws SQLException {
        if (closed.get()) {
            throw returned();
        }
        if (copies == null) {
            copies = new Copies(connection.unwrap(BaseConnection.class));
        }
        return copies;
    }

    private static SQLException returned() {
        return new SQLException("The connection was closed and went back to the pool; take another one.", "08003");
    }

    Connection proxy() {
        return proxy;
    }

    boolean isClosed() {
        return closed.get();
    }

    void forget(Statement statement) {
        synchronized (statements) {
            statements.remove(statement);
        }
    }

    private void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (copies != null && copies.unfinished()) {
                throw new SQLException("A COPY was not brought to its end.", "25000");
            }
            closeStatements();
            if (slot.link.isOpen()) {
                rollBack();
                if (session != null) {
                    session.restore(slot.link, pool.patience());
                }
                connection.clearWarnings();
            }
            pool.giveBack(slot);
        } catch (SQLException | RuntimeException e) {
            // It cannot be made good: others must not get it, and this caller is done with it.
            pool.broken(slot, e);
        }
    }

    private void closeStatements() throws SQLException {
        List<Statement> open;
        synchronized (statements) {
            open = List.copyOf(statements);
        }
        for (Statement statement : open) {
            statement.close();
        }
    }

    private void rollBack() throws SQLException {
        if (slot.link.inTransaction()) {
            pool.rolledBack();
            slot.link.execute("rollback", pool.patience());
        }
    }
}

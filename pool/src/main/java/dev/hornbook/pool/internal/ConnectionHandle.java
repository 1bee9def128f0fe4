package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.postgresql.core.BaseConnection;

/**
 * What a caller holds of a connection: everything a connection of pgjdbc's can do, until it is closed; then the connection goes back, whatever
 * the caller still keeps of it. Its statements are closed with it, because one kept for longer would run on somebody else's connection.
 */
public final class ConnectionHandle implements InvocationHandler {
    private static final VarHandle CLOSED;
    private static final MethodHandle PROXIES = Face.CONNECTION.proxies();

    static {
        try {
            CLOSED = MethodHandles.lookup().findVarHandle(ConnectionHandle.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Pool pool;
    private final Slot slot;
    private final Connection connection;
    private volatile boolean closed;
    private final Connection proxy;
    /** Open ones; null before the first. Guarded by this. */
    private List<Statement> statements;
    private SessionState session;
    private Copies copies;

    private ConnectionHandle(Pool pool, Slot slot) {
        this.pool = pool;
        this.slot = slot;
        this.connection = slot.link.jdbc();
        this.proxy = Face.made(PROXIES, this);
    }

    /** A handle on a slot that was just acquired. */
    public static Connection on(Pool pool, Slot slot) {
        return new ConnectionHandle(pool, slot).proxy;
    }

    /** What has ended the connection under a handle of ours; empty while it is well. */
    public static Optional<Established> loss(Connection connection) {
        return Optional.ofNullable(((ConnectionHandle) Proxy.getInvocationHandler(connection)).slot.loss);
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                close();
                yield null;
            }
            case "isClosed" -> closed || connection.isClosed();
            case "isValid" -> isValid(method, arguments);
            case "abort" -> {
                abort((Executor) arguments[0]);
                yield null;
            }
            case "toString" -> (closed ? "closed connection of " : "connection of ") + pool;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "unwrap" -> ((Class<?>) arguments[0]).isInstance(self) ? self : unwrapped(method, arguments);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(self) || (boolean) call(method, arguments);
            case "createStatement" -> statement(method, arguments, Face.STATEMENT);
            case "prepareStatement" -> statement(method, arguments, Face.PREPARED);
            case "prepareCall" -> statement(method, arguments, Face.CALLABLE);
            case "getMetaData" -> part(Face.META_DATA, call(method, arguments), null);
            case "getCopyAPI" -> copies();
            default -> {
                note(method.getName());
                yield call(method, arguments);
            }
        };
    }

    /** Whoever reaches past this handle may change anything. */
    private Object unwrapped(Method method, Object[] arguments) throws Throwable {
        if (!closed) {
            session();
        }
        return call(method, arguments);
    }

    private void note(String method) throws SQLException {
        if (method.startsWith("set") && !closed) {
            session().note(method, connection);
        }
    }

    private SessionState session() throws SQLException {
        if (session == null) {
            session = new SessionState(connection);
        }
        return session;
    }

    private Object statement(Method method, Object[] arguments, Face face) throws Throwable {
        Statement statement = (Statement) call(method, arguments);
        synchronized (this) {
            if (statements == null) {
                statements = new ArrayList<>();
            }
            statements.add(statement);
        }
        return part(face, statement, null);
    }

    /** What a caller gets in place of something of the driver's that leads to the connection. */
    <T> T part(Face face, Object target, Object statement) {
        return target == null ? null : face.on(new Part(this, target, statement));
    }

    private boolean isValid(Method method, Object[] arguments) throws Throwable {
        boolean valid = !closed && (boolean) call(method, arguments);
        if (!valid && !closed) {
            pool.invalid(slot);
        }
        return valid;
    }

    /** Harmless on a closed connection (JDBC 4.3, section 9.4.4). The pool cuts it on a thread of its own, so that the executor has nothing to do. */
    private void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw new SQLException("Connection.abort needs an executor.", "22023");
        }
        if (CLOSED.compareAndSet(this, false, true)) {
            pool.aborted(slot);
        }
    }

    /** Calls the connection, or something of it, as long as it is lent. */
    Object call(Object target, Method method, Object[] arguments) throws Throwable {
        refuseIfClosed();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof SQLException failure)) {
                throw e.getCause();
            }
            SQLException told = told(failure);
            // The methods that throw this one may throw no other.
            throw failure instanceof SQLClientInfoException ? failure : told;
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        return call(connection, method, arguments);
    }

    /** What a caller is told of a failure of the driver's. */
    SQLException told(SQLException failure) {
        return pool.failed(slot, failure);
    }

    private Copies copies() throws SQLException {
        refuseIfClosed();
        if (copies == null) {
            copies = new Copies(this, connection.unwrap(BaseConnection.class));
        }
        return copies;
    }

    private void refuseIfClosed() throws SQLException {
        if (closed) {
            throw new SQLException("The connection was closed and went back to the pool; take another one.", "08003");
        }
    }

    Connection proxy() {
        return proxy;
    }

    boolean isClosed() {
        return closed;
    }

    void forget(Statement statement) {
        synchronized (this) {
            statements.remove(statement);
        }
    }

    private void close() {
        if (!CLOSED.compareAndSet(this, false, true)) {
            return;
        }
        try {
            if (copies != null && copies.unfinished()) {
                throw new SQLException("A COPY was not brought to its end.", "25000");
            }
            closeStatements();
            if (slot.loss != null || slot.over()) {
                pool.broken(slot, null);
                return;
            }
            boolean heard = slot.heardSinceLent();
            if (heard) {
                rollBack();
            }
            if (session != null) {
                session.restore(slot.link, pool.patience());
            }
            if (heard) {
                putBack();
            }
            if (heard || session != null) {
                connection.clearWarnings();
            }
            pool.giveBack(slot);
        } catch (SQLException | RuntimeException e) {
            // It cannot be made good: others must not get it, and this caller is done with it.
            pool.broken(slot, e);
        }
    }

    /** What SQL has set, as far as the server tells. */
    private void putBack() throws SQLException {
        String resets = slot.link.resets();
        if (resets != null) {
            slot.link.execute(resets, pool.patience());
        }
    }

    private void closeStatements() throws SQLException {
        List<Statement> open;
        synchronized (this) {
            open = statements == null ? List.of() : List.copyOf(statements);
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

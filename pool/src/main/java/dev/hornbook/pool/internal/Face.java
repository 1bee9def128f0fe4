package dev.hornbook.pool.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * What callers see of the driver's objects: for each kind a proxy class, made once. Its interface is ours alone, so that the class is made in
 * this package and its constructor is at hand.
 */
enum Face {
    CONNECTION(LentConnection.class),
    STATEMENT(LentStatement.class),
    PREPARED(LentPrepared.class),
    CALLABLE(LentCallable.class),
    RESULT(LentResult.class),
    META_DATA(LentMetaData.class),
    COPY_IN(LentCopyIn.class),
    COPY_OUT(LentCopyOut.class),
    COPY_DUAL(LentCopyDual.class);

    interface LentConnection extends Connection, PGConnection {}

    interface LentStatement extends Statement, PGStatement {}

    interface LentPrepared extends PreparedStatement, PGStatement {}

    interface LentCallable extends CallableStatement, PGStatement {}

    interface LentResult extends ResultSet {}

    interface LentMetaData extends DatabaseMetaData {}

    interface LentCopyIn extends CopyIn {}

    interface LentCopyOut extends CopyOut {}

    interface LentCopyDual extends CopyDual {}

    private final MethodHandle proxies;

    Face(Class<?> type) {
        try {
            Object any = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (self, method, arguments) -> null);
            proxies = MethodHandles.lookup().unreflectConstructor(any.getClass().getDeclaredConstructor(InvocationHandler.class))
                    .asType(MethodType.methodType(Object.class, InvocationHandler.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A compiler sees through it where it is kept in a constant. */
    MethodHandle proxies() {
        return proxies;
    }

    <T> T on(InvocationHandler handler) {
        return made(proxies, handler);
    }

    @SuppressWarnings("unchecked")
    static <T> T made(MethodHandle proxies, InvocationHandler handler) {
        try {
            return (T) (Object) proxies.invokeExact(handler);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

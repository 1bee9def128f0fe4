package dev.hornbook.answer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A data source that gives no connections while the outage lasts. */
final class Outage {
    private final Semaphore refusals = new Semaphore(0);
    private volatile boolean down;

    DataSource before(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(Outage.class.getClassLoader(), new Class<?>[]{DataSource.class},
                (proxy, method, arguments) -> {
                    if (down && method.getName().equals("getConnection")) {
                        refusals.release();
                        throw new SQLTransientConnectionException("the database is down", "08001");
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void begin() {
        down = true;
    }

    void end() {
        down = false;
    }

    /** Waits until so many connections were asked for in vain. */
    boolean awaitRefusals(int count) throws InterruptedException {
        return refusals.tryAcquire(count, 20, TimeUnit.SECONDS);
    }
}

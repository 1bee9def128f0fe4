package dev.hornbook.seed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * How long PostgreSQL itself takes for each statement: right before one runs, it runs under {@code explain (analyze)}, in the same scope, with the
 * same values, and is taken back. Planning and execution count, the way there and back and the client do not.
 */
final class ServerTime {
    private static final Pattern TIME = Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+) ms");
    private static final String EXPLAIN = "explain (analyze, timing off) ";
    /** How a statement begins that comes with its scope, in one round trip. */
    private static final String WITH_SCOPE = "begin; select set_config(";
    private static final String SCOPE_ENDS = "true); ";
    private static final String COMMIT = "; commit";

    private final List<Double> milliseconds = new ArrayList<>();

    private record Call(Method method, Object[] arguments) {}

    /** Connections of the source, whose statements are measured. */
    DataSource over(DataSource source) {
        return proxy(DataSource.class, (_, method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection ? over(connection) : result;
        });
    }

    /** What the slowest statement took since this was last asked; none may have run. */
    double slowest() {
        double slowest = milliseconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        milliseconds.clear();
        return slowest;
    }

    private Connection over(Connection connection) {
        return proxy(Connection.class, (_, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement ? over(connection, statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement over(Connection connection, PreparedStatement statement, String sql) {
        List<Call> values = new ArrayList<>();
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getDeclaringClass() == PreparedStatement.class && method.getName().startsWith("set")) {
                values.add(new Call(method, arguments));
            } else if (method.getName().startsWith("execute")) {
                measure(connection, sql, values);
            }
            return invoke(statement, method, arguments);
        });
    }

    private void measure(Connection connection, String sql, List<Call> values) throws SQLException {
        if (sql.startsWith(WITH_SCOPE)) {
            int own = sql.indexOf(SCOPE_ENDS) + SCOPE_ENDS.length();
            explain(connection, sql.substring(0, own) + EXPLAIN + sql.substring(own, sql.length() - COMMIT.length()) + "; rollback", 2,
                    values);
        } else if (!sql.contains("set_config(")) {
            Savepoint before = connection.setSavepoint();
            explain(connection, EXPLAIN + sql, 0, values);
            connection.rollback(before);
        }
    }

    private void explain(Connection connection, String sql, int resultsBefore, List<Call> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Call value : values) {
                invoke(statement, value.method(), value.arguments());
            }
            statement.execute();
            for (int i = 0; i < resultsBefore; i++) {
                statement.getMoreResults();
            }
            double took = 0;
            try (ResultSet plan = statement.getResultSet()) {
                while (plan.next()) {
                    Matcher time = TIME.matcher(plan.getString(1));
                    took += time.find() ? Double.parseDouble(time.group(1)) : 0;
                }
            }
            milliseconds.add(took);
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                default -> throw new IllegalStateException(e);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ServerTime.class.getClassLoader(), new Class<?>[]{type}, handler));
    }
}

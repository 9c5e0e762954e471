package dev.migrate.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The run's connection in the hands of a migration: its statements have the run's time limit, its end is not theirs. */
record LentConnection(Connection connection, int timeoutSeconds) implements InvocationHandler {

    private static final Set<String> OURS = Set.of("commit", "setAutoCommit", "close", "abort");

    static Connection lend(Connection connection, int timeoutSeconds) {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LentConnection(connection, timeoutSeconds));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean toSavepoint = arguments != null && arguments.length == 1 && arguments[0] instanceof Savepoint;
        if (OURS.contains(method.getName()) || (method.getName().equals("rollback") && !toSavepoint)) {
            throw new SQLException(
                    "'%s' is Migrate's business: the connection is lent to the migration.".formatted(method.getName()));
        }
        try {
            Object result = method.invoke(this.connection, arguments);
            if (result instanceof Statement statement) {
                statement.setQueryTimeout(this.timeoutSeconds);
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}

package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.InvalidScriptsException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proxy for the connection of a run, for use by Java migrations. Applies the statement timeout of the run, and rejects
 * calls and statements that end the transaction or the connection. Objects obtained from the connection that lead back
 * to it are proxies too.
 */
final class GuardedConnection {

    private static final Set<String> NOT_ALLOWED = Set.of("commit", "setAutoCommit", "close", "abort");

    /** Proxied interfaces, subtypes before their supertypes. */
    private static final List<Class<?>> GUARDED = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            Array.class,
            DatabaseMetaData.class);

    private final Connection proxy;
    private final Dialect dialect;
    private final int timeoutSeconds;
    private final Calls calls;
    private final DatabaseWarnings warnings;

    private GuardedConnection(
            Connection connection, Dialect dialect, int timeoutSeconds, Calls calls, DatabaseWarnings warnings) {
        this.calls = calls;
        this.warnings = warnings;
        this.dialect = dialect;
        this.timeoutSeconds = timeoutSeconds;
        this.proxy = (Connection) proxy(Connection.class, new Guard(connection, null));
    }

    /**
     * Returns a guarded connection.
     *
     * @param timeoutSeconds the query timeout of each statement, in seconds; zero for none
     * @param calls receives the name of each method of the connection before it is called
     * @param warnings receives the warnings of the statements
     */
    static Connection of(
            Connection connection, Dialect dialect, int timeoutSeconds, Calls calls, DatabaseWarnings warnings) {
        return new GuardedConnection(connection, dialect, timeoutSeconds, calls, warnings).proxy;
    }

    /** Receives the names of methods before they are called. */
    @FunctionalInterface
    interface Calls {
        void beforeCall(String method) throws SQLException;
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static SQLException notAllowed(String what) {
        return new SQLException("'%s' is not allowed here: Migrate manages this connection.".formatted(what));
    }

    /** Handles the calls on a proxied object. A result set also has the proxied statement that created it. */
    private final class Guard implements InvocationHandler {

        private final Object real;
        private final @Nullable Object statement;

        Guard(Object real, @Nullable Object statement) {
            this.real = real;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            Object first = arguments == null ? null : arguments[0];
            if (name.equals("equals")) {
                return proxy == first;
            }
            if (name.equals("unwrap") && first instanceof Class<?> type) {
                return type.isInstance(proxy) ? proxy : ((Wrapper) this.real).unwrap(type);
            }
            if (name.equals("getStatement") && this.statement != null) {
                return this.statement;
            }
            checkEnd(method, first);
            if (this.real instanceof Connection) {
                GuardedConnection.this.calls.beforeCall(name);
            }
            try {
                Object result = method.invoke(this.real, arguments);
                if (this.real instanceof Statement jdbc && name.startsWith("execute") && !jdbc.isClosed()) {
                    GuardedConnection.this.warnings.log(jdbc);
                }
                return guarded(proxy, method.getReturnType(), result);
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        }

        private void checkEnd(Method method, @Nullable Object first) throws SQLException {
            String name = method.getName();
            if (this.real instanceof Connection
                    && (NOT_ALLOWED.contains(name) || (name.equals("rollback") && !(first instanceof Savepoint)))) {
                throw notAllowed(name);
            }
            boolean runs = name.startsWith("execute") || name.startsWith("prepare") || name.equals("addBatch");
            if (runs && first instanceof String sql) {
                checkTransactionControl(sql);
            }
        }

        private void checkTransactionControl(String sql) throws SQLException {
            String control;
            try {
                control = GuardedConnection.this.dialect.transactionControl(sql);
            } catch (InvalidScriptsException unreadable) {
                throw new SQLException(
                        "Cannot determine whether '%s' would end the transaction: %s Write it as the client of the database reads it, or split it."
                                .formatted(sql, unreadable.problems().get(0).message()),
                        unreadable);
            }
            if (!control.isEmpty()) {
                throw notAllowed(control);
            }
        }

        private @Nullable Object guarded(Object proxy, Class<?> declared, @Nullable Object result) throws SQLException {
            if (result instanceof Connection) {
                return GuardedConnection.this.proxy;
            }
            if (result instanceof Statement jdbc && GuardedConnection.this.timeoutSeconds > 0) {
                jdbc.setQueryTimeout(GuardedConnection.this.timeoutSeconds);
            }
            for (Class<?> type : GUARDED) {
                if (type.isInstance(result) && declared.isAssignableFrom(type)) {
                    Object from = result instanceof ResultSet && proxy instanceof Statement ? proxy : null;
                    return proxy(type, new Guard(result, from));
                }
            }
            return result;
        }
    }
}

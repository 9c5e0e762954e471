package dev.migrate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Closes the connection after one of the calls that change the database, like a killed process: the change takes effect,
 * and the process does not receive the reply.
 */
final class CutDataSource extends AbstractDataSource {

    private static final Set<String> READS = Set.of("select", "show", "set", "pragma");

    private final DataSource target;
    private final int at;
    private int changes;
    private boolean dead;

    CutDataSource(DataSource target, int at) {
        this.target = target;
        this.at = at;
    }

    boolean dead() {
        return this.dead;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (this.dead) {
            throw gone();
        }
        Connection real = this.target.getConnection();
        return watched(Connection.class, real, real, "");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private <T> T watched(Class<T> type, Object real, Connection connection, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> call(
                        method, real, args, connection, args != null && args[0] instanceof String text ? text : sql)));
    }

    private synchronized @Nullable Object call(
            Method method, Object real, Object @Nullable [] args, Connection connection, String sql) throws Throwable {
        boolean ending = Set.of("close", "abort", "isClosed").contains(method.getName());
        if (this.dead && !ending) {
            throw gone();
        }
        Object result;
        try {
            result = method.invoke(real, args);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        boolean change = method.getName().equals("commit")
                || (method.getName().startsWith("execute")
                        && !READS.contains(sql.strip().split("\\W", 2)[0]));
        if (change && ++this.changes == this.at) {
            this.dead = true;
            connection.abort(Runnable::run);
            throw gone();
        }
        if (method.getName().equals("prepareStatement") && result instanceof PreparedStatement statement) {
            return watched(PreparedStatement.class, statement, connection, sql);
        }
        return method.getName().equals("createStatement") && result instanceof Statement statement
                ? watched(Statement.class, statement, connection, "")
                : result;
    }

    private static SQLException gone() {
        return new SQLException("This process is dead", "08006");
    }
}

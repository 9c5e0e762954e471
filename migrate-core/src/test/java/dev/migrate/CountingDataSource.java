package dev.migrate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Records each statement. */
public final class CountingDataSource extends AbstractDataSource {

    private final DataSource target;
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

    public CountingDataSource(DataSource target) {
        this.target = target;
    }

    public List<String> statements() {
        return List.copyOf(this.statements);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(Connection.class, this.target.getConnection(), null);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched(Connection.class, this.target.getConnection(user, password), null);
    }

    private <T> T watched(Class<T> type, T real, String prepared) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().startsWith("execute")) {
                this.statements.add(args != null && args[0] instanceof String sql ? sql : prepared);
            }
            try {
                Object result = method.invoke(real, args);
                if (result instanceof PreparedStatement statement) {
                    return watched(PreparedStatement.class, statement, (String) args[0]);
                }
                return result instanceof Statement statement ? watched(Statement.class, statement, null) : result;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }
}

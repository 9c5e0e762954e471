package dev.migrate.testsupport;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that counts calls and reports them to a watcher. Ignores the calls of other threads, because those of a
 * heartbeat would make the count unpredictable.
 */
public final class WatchedDataSource {

    private final CallWatcher watcher;

    private final Thread watched = Thread.currentThread();

    private int calls;

    private WatchedDataSource(CallWatcher watcher) {
        this.watcher = watcher;
    }

    /** Returns a data source whose calls are reported to a watcher. */
    public static DataSource of(DataSource source, CallWatcher watcher) {
        return new WatchedDataSource(watcher).dataSource(source);
    }

    private DataSource dataSource(DataSource real) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return invoke(method, real, arguments);
            }
            return connection(made(Connection.class, watched("connect", () -> invoke(method, real, arguments))));
        });
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "commit", "close" -> watched(method.getName(), () -> invoke(method, real, arguments));
            case "rollback" ->
                arguments == null
                        ? watched("rollback", () -> invoke(method, real, null))
                        : invoke(method, real, arguments);
            case "setAutoCommit" ->
                real.getAutoCommit() == (Boolean) arguments[0]
                        ? invoke(method, real, arguments)
                        : watched(
                                "auto-commit " + ((Boolean) arguments[0] ? "on" : "off"),
                                () -> invoke(method, real, arguments));
            case "createStatement" ->
                statement(Statement.class, made(Statement.class, invoke(method, real, arguments)), null);
            case "prepareStatement" ->
                statement(
                        PreparedStatement.class,
                        made(PreparedStatement.class, invoke(method, real, arguments)),
                        (String) arguments[0]);
            default -> invoke(method, real, arguments);
        });
    }

    private <S extends Statement> S statement(Class<S> type, S real, @Nullable String prepared) {
        Map<Integer, String> parameters = new TreeMap<>();
        return proxy(type, (proxy, method, arguments) -> {
            if (prepared != null && method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                parameters.put((Integer) arguments[0], String.valueOf(arguments[1]));
            }
            if (!method.getName().startsWith("execute")) {
                return invoke(method, real, arguments);
            }
            String sql = prepared != null
                    ? prepared + parameters.values().stream().collect(Collectors.joining("|", " |", "|"))
                    : arguments == null ? method.getName() : (String) arguments[0];
            return watched(sql, () -> invoke(method, real, arguments));
        });
    }

    private @Nullable Object watched(String call, Call real) throws Throwable {
        if (Thread.currentThread() != this.watched) {
            return real.make();
        }
        int number = ++this.calls;
        this.watcher.before(number, call);
        try {
            return real.make();
        } finally {
            this.watcher.after(number, call);
        }
    }

    private static @Nullable Object invoke(Method method, Object real, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static <T> T made(Class<T> type, @Nullable Object object) {
        return type.cast(Objects.requireNonNull(object));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The original call. */
    private interface Call {
        @Nullable
        Object make() throws Throwable;
    }
}

package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Records the properties that Java migrations set on the JDBC connection, and restores them. The server does not know
 * some of them. Each property is read right before it is first set, not earlier: a connection pool marks a connection
 * as broken if it is asked for a property that its driver does not support.
 */
final class DriverState {

    private static final Executor HERE = Runnable::run;

    private final Connection connection;
    private final Map<String, Property<?>> set = new LinkedHashMap<>();

    DriverState(Connection connection) {
        this.connection = connection;
    }

    /** Records the previous value before a method of the connection is called. */
    void beforeCall(String method) throws SQLException {
        if (this.set.containsKey(method)) {
            return;
        }
        switch (method) {
            case "setReadOnly" -> keep(method, "read-only", Connection::isReadOnly, Connection::setReadOnly);
            case "setTransactionIsolation" ->
                keep(
                        method,
                        "transaction isolation",
                        Connection::getTransactionIsolation,
                        Connection::setTransactionIsolation);
            case "setCatalog" -> keep(method, "catalog", Connection::getCatalog, Connection::setCatalog);
            case "setSchema" -> keep(method, "schema", Connection::getSchema, Connection::setSchema);
            case "setHoldability" ->
                keep(method, "holdability", Connection::getHoldability, Connection::setHoldability);
            case "setNetworkTimeout" ->
                keep(method, "network timeout", Connection::getNetworkTimeout, DriverState::setNetworkTimeout);
            case "setTypeMap" -> keep(method, "type map", DriverState::typeMap, Connection::setTypeMap);
            case "setClientInfo" -> keep(method, "client info", DriverState::clientInfo, DriverState::setClientInfo);
            default -> {}
        }
    }

    /**
     * Makes the connection writable for the engine: some drivers reject writes on a connection that was set to
     * read-only.
     */
    void makeWritable() throws SQLException {
        if (this.set.containsKey("setReadOnly") && this.connection.isReadOnly()) {
            this.connection.setReadOnly(false);
        }
    }

    private static void setNetworkTimeout(Connection connection, @Nullable Integer millis) throws SQLException {
        connection.setNetworkTimeout(HERE, millis == null ? 0 : millis);
    }

    private static @Nullable Map<String, Class<?>> typeMap(Connection connection) throws SQLException {
        Map<String, Class<?>> map = connection.getTypeMap();
        return map == null ? null : new HashMap<>(map);
    }

    private static Properties clientInfo(Connection connection) throws SQLException {
        Properties copy = new Properties();
        copy.putAll(Objects.requireNonNullElseGet(connection.getClientInfo(), Properties::new));
        copy.values().removeIf(""::equals);
        return copy;
    }

    /** Sets the client info. Removes entries that the new properties do not contain, which drivers do not do. */
    private static void setClientInfo(Connection connection, @Nullable Properties wanted) throws SQLException {
        Properties before = Objects.requireNonNullElseGet(wanted, Properties::new);
        for (String name : clientInfo(connection).stringPropertyNames()) {
            if (!before.containsKey(name)) {
                connection.setClientInfo(name, "");
            }
        }
        connection.setClientInfo(before);
    }

    private <T> void keep(String method, String name, Getter<T> getter, Setter<T> setter) throws SQLException {
        this.set.put(method, new Property<>(name, getter.get(this.connection), getter, setter));
    }

    /** Returns whether any property was set. */
    boolean isSet() {
        return !this.set.isEmpty();
    }

    /** Restores all properties; returns the names of those that still differ. */
    List<String> restore() throws SQLException {
        List<String> differing = new ArrayList<>();
        for (Property<?> property : this.set.values()) {
            if (!property.restore(this.connection)) {
                differing.add(property.name());
            }
        }
        this.set.clear();
        return differing;
    }

    /** A property with the value that it had when it was read. */
    private record Property<T>(String name, @Nullable T value, Getter<T> getter, Setter<T> setter) {

        boolean restore(Connection connection) throws SQLException {
            this.setter.set(connection, this.value);
            return Objects.equals(this.value, this.getter.get(connection));
        }
    }

    @FunctionalInterface
    private interface Getter<T> {
        @Nullable
        T get(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Setter<T> {
        void set(Connection connection, @Nullable T value) throws SQLException;
    }
}

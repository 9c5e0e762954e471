package dev.migrate.run;

import dev.migrate.error.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What JDBC lets a migration in Java set on a connection, some of which no server knows of. */
final class DriverState {

    private static final Log LOGGER = Log.of(DriverState.class);
    private static final Executor HERE = Runnable::run;

    private final List<Property<?>> properties;

    private DriverState(List<Property<?>> properties) {
        this.properties = properties;
    }

    static DriverState of(Connection connection) {
        List<Property<?>> all = new ArrayList<>();
        add(all, connection, "read-only", Connection::isReadOnly, Connection::setReadOnly);
        add(
                all,
                connection,
                "transaction isolation",
                Connection::getTransactionIsolation,
                Connection::setTransactionIsolation);
        add(all, connection, "catalog", Connection::getCatalog, Connection::setCatalog);
        add(all, connection, "schema", Connection::getSchema, Connection::setSchema);
        add(all, connection, "holdability", Connection::getHoldability, Connection::setHoldability);
        add(all, connection, "network timeout", Connection::getNetworkTimeout, DriverState::setNetworkTimeout);
        add(all, connection, "type map", DriverState::typeMap, Connection::setTypeMap);
        add(all, connection, "client info", DriverState::clientInfo, Connection::setClientInfo);
        return new DriverState(all);
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
        return copy;
    }

    /** Drivers do not support all of JDBC; what cannot be read could not be set either. */
    private static <T> void add(
            List<Property<?>> all, Connection connection, String name, Getter<T> getter, Setter<T> setter) {
        try {
            all.add(new Property<>(name, getter.get(connection), getter, setter));
        } catch (SQLException | RuntimeException unsupported) {
            LOGGER.debug("The driver does not tell the {}: {}", name, unsupported.getMessage());
        }
    }

    /** Sets what differs; returns the names of what still does. */
    List<String> restore(Connection connection) throws SQLException {
        List<String> differing = new ArrayList<>();
        for (Property<?> property : this.properties) {
            if (!property.restore(connection)) {
                differing.add(property.name());
            }
        }
        return differing;
    }

    /** A property with its value when it was read. */
    private record Property<T>(String name, @Nullable T value, Getter<T> getter, Setter<T> setter) {

        boolean restore(Connection connection) throws SQLException {
            if (Objects.equals(this.value, this.getter.get(connection))) {
                return true;
            }
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

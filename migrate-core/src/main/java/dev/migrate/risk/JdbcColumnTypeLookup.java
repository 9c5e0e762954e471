package dev.migrate.risk;

import dev.migrate.error.Log;
import dev.migrate.sql.DdlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up the current types of columns in the metadata of the driver, except columns that earlier statements change. */
final class JdbcColumnTypeLookup implements ColumnTypeLookup {

    private static final Log LOGGER = Log.of(JdbcColumnTypeLookup.class);

    private final Connection connection;
    private final Set<String> changed = new HashSet<>();
    private boolean allChanged;

    JdbcColumnTypeLookup(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void invalidate(Set<String> names) {
        names.forEach((name) -> this.changed.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void invalidateAll() {
        this.allChanged = true;
    }

    @Override
    public Optional<ColumnType> find(DdlName table, String column) {
        String name = table.unqualified().text();
        if (this.allChanged
                || this.changed.contains(name.toLowerCase(Locale.ROOT))
                || this.changed.contains(column.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            String schema = table.parts().size() > 1 ? table.qualifiers().text() : this.connection.getSchema();
            List<ColumnType> found = new ArrayList<>();
            for (String variant : variants(name)) {
                found.addAll(read(schema, variant, column));
            }
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        } catch (SQLException refused) {
            LOGGER.debug("Could not read the type of column '{}': {}", column, refused.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> variants(String name) {
        return new LinkedHashSet<>(List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Reads the types of the columns. A driver treats names as patterns, so the names that it returns are compared
     * again.
     */
    private List<ColumnType> read(@Nullable String schema, String table, String column) throws SQLException {
        List<ColumnType> found = new ArrayList<>();
        try (ResultSet columns =
                this.connection.getMetaData().getColumns(this.connection.getCatalog(), null, table, "%")) {
            while (columns.next()) {
                String home = columns.getString("TABLE_SCHEM");
                boolean here = schema == null
                        || schema.equalsIgnoreCase((home != null) ? home : columns.getString("TABLE_CAT"));
                if (here
                        && columns.getString("TABLE_NAME").equals(table)
                        && columns.getString("COLUMN_NAME").equalsIgnoreCase(column)) {
                    found.add(ColumnType.fromDriver(
                            columns.getString("TYPE_NAME"),
                            columns.getInt("COLUMN_SIZE"),
                            columns.getInt("DECIMAL_DIGITS")));
                }
            }
        }
        return found;
    }
}

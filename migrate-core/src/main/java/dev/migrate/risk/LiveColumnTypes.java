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

/** Looks up the current types of columns through the driver, except for columns that earlier statements change. */
final class LiveColumnTypes implements ColumnTypes {

    private static final Log LOGGER = Log.of(LiveColumnTypes.class);

    private final Connection connection;
    private final Set<String> forgotten = new HashSet<>();
    private boolean elsewhere;

    LiveColumnTypes(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void forget(Set<String> names) {
        names.forEach((name) -> this.forgotten.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void forgetAll() {
        this.elsewhere = true;
    }

    @Override
    public Optional<ColumnType> of(DdlName table, String column) {
        String name = table.unqualified().text();
        if (this.elsewhere
                || this.forgotten.contains(name.toLowerCase(Locale.ROOT))
                || this.forgotten.contains(column.toLowerCase(Locale.ROOT))) {
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
            LOGGER.debug("The type of column '{}' cannot be read: {}", column, refused.getMessage());
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
                    found.add(ColumnType.of(
                            columns.getString("TYPE_NAME"),
                            columns.getInt("COLUMN_SIZE"),
                            columns.getInt("DECIMAL_DIGITS")));
                }
            }
        }
        return found;
    }
}

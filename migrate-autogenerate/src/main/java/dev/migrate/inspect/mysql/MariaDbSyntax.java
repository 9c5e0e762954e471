package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import org.jspecify.annotations.Nullable;

/** Returns expressions of MariaDB, which prints them in the form in which they can be parsed again. */
final class MariaDbSyntax extends MySqlSyntax {

    private static final String NO_DEFAULT = "NULL";

    MariaDbSyntax(MySqlNames names) {
        super(names);
    }

    @Override
    String expression(String printed) {
        return names().expression(printed);
    }

    @Override
    String condition(String printed) {
        return expression(printed);
    }

    @Override
    @Nullable
    String defaultValue(Row column) {
        String value = column.textOrNull("column_default");
        return value == null || value.equals(NO_DEFAULT) ? null : expression(value);
    }

    @Override
    String unusedIndex() {
        return "IGNORED";
    }
}

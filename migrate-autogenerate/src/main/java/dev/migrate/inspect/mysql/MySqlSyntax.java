package dev.migrate.inspect.mysql;

import dev.migrate.inspect.Row;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Returns expressions of MySQL in the form in which they can be parsed again. */
class MySqlSyntax {

    private static final Set<String> QUOTED_TYPES = Set.of(
            "char",
            "varchar",
            "binary",
            "varbinary",
            "enum",
            "set",
            "date",
            "time",
            "datetime",
            "timestamp",
            "tinytext",
            "text",
            "mediumtext",
            "longtext");

    private final MySqlNames names;

    MySqlSyntax(MySqlNames names) {
        this.names = names;
    }

    final MySqlNames names() {
        return this.names;
    }

    /** Returns an expression. MySQL corrupts it in the catalog and adds the character sets of texts. */
    String expression(String printed) {
        return this.names.expression(this.names.sql().withoutIntroducers(MySqlTexts.expression(printed)));
    }

    /** Returns the condition of a check, without the parentheses that MySQL prints around it. */
    String condition(String printed) {
        String clause = expression(printed);
        return this.names.sql().isOneGroup(clause) ? clause.substring(1, clause.length() - 1) : clause;
    }

    /** Returns the default value of a column; null if it has none. */
    @Nullable
    String defaultValue(Row column) {
        String value = column.textOrNull("column_default");
        if (value == null) {
            return null;
        }
        if (column.text("extra").contains("DEFAULT_GENERATED")) {
            return value.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP")
                    ? value
                    : "(" + expression(value) + ")";
        }
        return QUOTED_TYPES.contains(column.text("data_type")) && !value.startsWith("0x")
                ? "'" + MySqlNames.escaped(value) + "'"
                : value;
    }

    /** Returns the option of an index that the optimizer does not use. */
    String unusedIndex() {
        return "INVISIBLE";
    }
}

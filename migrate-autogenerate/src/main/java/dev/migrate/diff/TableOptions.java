package dev.migrate.diff;

import dev.migrate.operation.AlterOptions;
import dev.migrate.schema.Column;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines the changed options of a table and the columns that inherit their collation from them. */
final class TableOptions {

    private static final Pattern COLLATION = Pattern.compile("\\bCOLLATE = (\\S+)");
    private static final Pattern TEXT =
            Pattern.compile("(?i)((var)?char|(tiny|medium|long)?text|enum|set)\\b.*", Pattern.DOTALL);

    private TableOptions() {}

    static AlterOptions change(Table before, Table after) {
        List<Column> columnsBefore = new ArrayList<>();
        List<Column> columnsAfter = new ArrayList<>();
        if (!collation(before).equals(collation(after))) {
            for (Column column : before.columns()) {
                Column follows = column.collation(
                        after.column(column.name()).orElse(column).collation());
                if (TEXT.matcher(column.type()).matches()
                        && column.generated() == null
                        && (column.collation() == null || follows.collation() == null)) {
                    columnsBefore.add(column);
                    columnsAfter.add(follows);
                }
            }
        }
        return new AlterOptions(after.name(), before.options(), after.options(), columnsBefore, columnsAfter);
    }

    /** Returns the columns whose collation changes. */
    static List<String> recollated(Table before, Table after) {
        return collation(before).equals(collation(after))
                ? List.of()
                : before.columns().stream()
                        .filter((column) -> TEXT.matcher(column.type()).matches() && column.collation() == null)
                        .map(Column::name)
                        .toList();
    }

    private static String collation(Table table) {
        Matcher collation = COLLATION.matcher(table.options());
        return collation.find() ? collation.group(1) : "";
    }
}

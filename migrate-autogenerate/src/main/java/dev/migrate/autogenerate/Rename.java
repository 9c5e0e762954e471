package dev.migrate.autogenerate;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A new name for a table or a column.
 *
 * @param table the old name of the table; for a column, the new name of its table
 * @param column the old name of the column; null for a table
 * @param to the new name
 */
public record Rename(QualifiedName table, @Nullable String column, String to) {

    private static final String NAME = "\\s*(\"[^\"]+\"|`[^`]+`|[^\"`.:\\s]+)\\s*";

    private static final Pattern WRITTEN = Pattern.compile("%1$s(?:\\.%1$s(?:\\.%1$s)?)?:%1$s".formatted(NAME));

    /**
     * Parses {@code table:new}, {@code table.column:new} or {@code schema.table.column:new}, with names written as in
     * SQL. A {@code schema.table:new} is returned as the rename of a column until it is compared with the database.
     *
     * @param folding folds an unquoted name as the database does
     * @throws AutogenerateException if the text is not a rename
     */
    public static Rename parse(String text, UnaryOperator<String> folding) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new AutogenerateException(
                    ErrorCode.BAD_RENAME,
                    "'%s' is not a rename.".formatted(text),
                    "Write 'table:new_name' or 'table.column:new_name', qualified with the schema if it is not the default one.",
                    null);
        }
        List<String> names = new ArrayList<>();
        for (int group = 1; group <= 4; group++) {
            String name = written.group(group);
            if (name != null) {
                names.add(
                        "\"`".indexOf(name.charAt(0)) < 0 ? folding.apply(name) : name.substring(1, name.length() - 1));
            }
        }
        String to = names.get(names.size() - 1);
        return switch (names.size()) {
            case 2 -> new Rename(QualifiedName.of(names.get(0)), null, to);
            case 3 -> new Rename(QualifiedName.of(names.get(0)), names.get(1), to);
            default -> new Rename(new QualifiedName(names.get(0), names.get(1)), names.get(2), to);
        };
    }

    /** Returns the qualified old name. */
    public String from() {
        return this.column == null ? this.table.toString() : this.table + "." + this.column;
    }

    @Override
    public String toString() {
        return from() + ":" + this.to;
    }
}

package dev.migrate.rows;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a foreign key, with those that they reference.
 *
 * @param target the referenced table
 */
record ForeignKey(List<String> columns, QualifiedName target, List<String> targetColumns) {

    private static final Pattern TARGET =
            Pattern.compile("\\bREFERENCES\\s[^(]+\\(([^()]+)\\)", Pattern.CASE_INSENSITIVE);

    ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** Reads a constraint of a schema; empty if it is not a foreign key to a table of the schema. */
    static Optional<ForeignKey> of(Constraint constraint, Schema schema) {
        QualifiedName target = constraint.references();
        if (target == null) {
            return Optional.empty();
        }
        return schema.table(target).flatMap((table) -> {
            Matcher named = TARGET.matcher(constraint.definition());
            List<String> columns = named.find()
                    ? Arrays.stream(named.group(1).split(",", -1))
                            .map((name) -> name.strip().replaceAll("^[\"`]|[\"`]$", ""))
                            .toList()
                    : table.constraints(Constraint.Kind.PRIMARY_KEY).stream()
                            .flatMap((key) -> key.columns().stream())
                            .toList();
            return columns.size() == constraint.columns().size()
                            && columns.stream()
                                    .allMatch((column) -> table.column(column).isPresent())
                    ? Optional.of(new ForeignKey(constraint.columns(), target, columns))
                    : Optional.empty();
        });
    }

    /** Whether a row references another one, which is in the referenced table. */
    boolean isReference(SampleRow row, SampleRow other) {
        for (int at = 0; at < this.columns.size(); at++) {
            String literal = row.values().get(this.columns.get(at));
            if (literal == null
                    || literal.equals("NULL")
                    || !literal.equals(other.values().get(this.targetColumns.get(at)))) {
                return false;
            }
        }
        return true;
    }
}

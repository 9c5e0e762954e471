package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the rows on which a new constraint fails, with a query that counts them where there is one. */
final class OffendingRows {

    private static final Pattern TARGET =
            Pattern.compile("\\bREFERENCES [^(]+\\(([^()]+)\\)", Pattern.CASE_INSENSITIVE);

    private OffendingRows() {}

    /**
     * Returns the text of the warning.
     *
     * @param definition the text after the constraint's name in the statement, on one line
     */
    static String of(QualifiedName table, Constraint constraint, String definition, Ddl ddl, SectionContext context) {
        QualifiedName other = constraint.references();
        return other == null
                ? ColumnCheck.condition(definition)
                        .map((condition) -> "fails if rows violate it; SELECT count(*) FROM %s WHERE NOT (%s)"
                                .formatted(ddl.name(table), condition))
                        .orElse("fails if rows violate " + definition)
                : key(table, constraint.columns(), other, definition, ddl, context);
    }

    private static String key(
            QualifiedName table,
            List<String> columns,
            QualifiedName other,
            String definition,
            Ddl ddl,
            SectionContext context) {
        String text = "fails while %s has values that %s does not have"
                .formatted(
                        String.join(", ", columns.stream().map(ddl::identifier).toList()), ddl.name(other));
        Matcher found = TARGET.matcher(definition);
        String[] targets = found.find() ? found.group(1).split(",", -1) : new String[0];
        if (targets.length != columns.size()) {
            return text;
        }
        List<String> given = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int at = 0; at < targets.length; at++) {
            String column = "r." + ddl.identifier(columns.get(at));
            given.add(column + " IS NOT NULL");
            same.add("o.%s = %s".formatted(targets[at].strip(), column));
        }
        if (context.creates(other)) {
            return "%s; SELECT count(*) FROM %s r WHERE %s"
                    .formatted(text, ddl.name(table), String.join(" AND ", given));
        }
        return "%s; SELECT count(*) FROM %s r WHERE %s AND NOT EXISTS (SELECT 1 FROM %s o WHERE %s)"
                .formatted(
                        text,
                        ddl.name(table),
                        String.join(" AND ", given),
                        ddl.name(other),
                        String.join(" AND ", same));
    }
}

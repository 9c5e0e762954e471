package dev.migrate.diff;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of PostgreSQL that a table inherits from. A table has only those columns that it does not inherit. */
public final class Inheritance {

    private static final String NAME = "\"(?:[^\"]|\"\")+\"|[^\"(),.\\s]+";
    private static final Pattern PARENTS = Pattern.compile("\\bINHERITS \\(((?:%s|[., ])*+)\\)".formatted(NAME));
    private static final Pattern PARENT = Pattern.compile("(?:(%1$s)\\.)?(%1$s)".formatted(NAME));

    private Inheritance() {}

    /** Returns the tables that a table inherits from. */
    public static Set<QualifiedName> parents(Table table) {
        Matcher parents = PARENTS.matcher(table.options());
        return parents.find()
                ? PARENT.matcher(parents.group(1))
                        .results()
                        .map((parent) -> new QualifiedName(
                                parent.group(1) == null ? null : unquoted(parent.group(1)), unquoted(parent.group(2))))
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** Returns a table without the columns that its ancestors in a schema have, and without checks of only those. */
    public static Table withoutInherited(Table table, Schema schema) {
        Set<String> inherited = new LinkedHashSet<>();
        Set<QualifiedName> ancestors = new LinkedHashSet<>();
        Deque<QualifiedName> left = new ArrayDeque<>(parents(table));
        while (!left.isEmpty()) {
            QualifiedName next = left.remove();
            if (ancestors.add(next)) {
                schema.table(next).ifPresent((ancestor) -> {
                    ancestor.columns().stream().map(Column::name).forEach(inherited::add);
                    left.addAll(parents(ancestor));
                });
            }
        }
        if (inherited.isEmpty()) {
            return table;
        }
        return new Table(
                table.name(),
                table.columns().stream()
                        .filter((column) -> !inherited.contains(column.name()))
                        .toList(),
                table.constraints().stream()
                        .filter((constraint) -> constraint.kind() != Constraint.Kind.CHECK
                                || constraint.columns().isEmpty()
                                || !inherited.containsAll(constraint.columns()))
                        .toList(),
                table.indexes(),
                table.options(),
                table.comment());
    }
}

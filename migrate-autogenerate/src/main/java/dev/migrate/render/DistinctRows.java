package dev.migrate.render;

import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Constraint.Kind;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether existing rows cannot have equal values in a new key, since an existing key tells them apart. */
record DistinctRows(SectionContext context) {

    /** Parentheses within those around the columns. */
    private static final Pattern PART = Pattern.compile("^[^(]*\\([^)]*\\(");

    boolean satisfy(QualifiedName table, Constraint constraint) {
        return (constraint.kind() == Kind.PRIMARY_KEY || constraint.kind() == Kind.UNIQUE)
                && !PART.matcher(constraint.definition()).find()
                && areDistinct(table, constraint.columns(), constraint.definition());
    }

    /** Expressions and prefixes can be equal in rows that differ in the columns. */
    boolean satisfy(QualifiedName table, Index index) {
        boolean columnsOnly =
                index.definition().indexOf('(') == index.definition().lastIndexOf('(');
        return columnsOnly && areDistinct(table, index.columns(), index.definition());
    }

    /** A collation of the key itself might make values equal that differ in the columns. */
    private boolean areDistinct(QualifiedName table, Collection<String> columns, String definition) {
        if (definition.contains(" COLLATE ")) {
            return false;
        }
        Set<String> unchanged = new HashSet<>(columns);
        this.context.operations().forEach((operation) -> unchanged.remove(changedColumn(operation, table)));
        boolean nullsAreEqual = definition.contains("NOT DISTINCT");
        List<Constraint> keys =
                this.context.before().table(table).map(Table::constraints).orElse(List.of());
        return keys.stream()
                .filter((key) -> key.kind() == Kind.PRIMARY_KEY || (key.kind() == Kind.UNIQUE && !nullsAreEqual))
                .anyMatch((key) -> unchanged.containsAll(key.columns()));
    }

    private static String changedColumn(Operation operation, QualifiedName table) {
        if (operation instanceof AlterColumn alter && alter.table().equals(table)) {
            return alter.after().name();
        }
        if (operation instanceof DropColumn drop && drop.table().equals(table)) {
            return drop.column().name();
        }
        return "";
    }
}

package dev.migrate.diff;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names constraints and indexes whose names are automatic: the table, the columns, and {@code pkey}, {@code key},
 * {@code fkey}, {@code check}, {@code excl} or {@code idx}. Each name is unique within its schema.
 */
final class ConstraintNaming {

    private static final int LONGEST = 63;

    private final Set<QualifiedName> taken = new HashSet<>();

    private final boolean keep;

    private ConstraintNaming(boolean keep) {
        this.keep = keep;
    }

    /** Returns a naming that keeps every name, for a copy. */
    static ConstraintNaming kept() {
        return new ConstraintNaming(true);
    }

    /** Returns a naming that avoids all existing names and all names that the desired schema sets explicitly. */
    static ConstraintNaming convention(List<Table> current, List<Table> desired) {
        ConstraintNaming constraintNaming = new ConstraintNaming(false);
        for (Table table : current) {
            table.constraints().forEach((constraint) -> constraintNaming.take(table, constraint.name()));
            table.indexes().forEach((index) -> constraintNaming.take(table, index.name()));
        }
        for (Table table : desired) {
            table.constraints().stream()
                    .filter((constraint) -> !constraint.automatic())
                    .forEach((constraint) -> constraintNaming.take(table, constraint.name()));
            table.indexes().stream()
                    .filter((index) -> !index.automatic())
                    .forEach((index) -> constraintNaming.take(table, index.name()));
        }
        return constraintNaming;
    }

    private void take(Table table, String name) {
        this.taken.add(table.name().sibling(name));
    }

    /** Returns the constraint, with a readable name if its name is automatic. */
    Constraint named(QualifiedName table, Constraint constraint) {
        return constraint.automatic() && !this.keep
                ? constraint.named(free(table, constraint.columns(), suffix(constraint.kind())))
                : constraint;
    }

    /** Returns the index, with a readable name if its name is automatic. */
    Index named(QualifiedName table, Index index) {
        return index.automatic() && !this.keep ? index.named(free(table, index.columns(), "idx")) : index;
    }

    private static String suffix(Constraint.Kind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> "pkey";
            case UNIQUE -> "key";
            case FOREIGN_KEY -> "fkey";
            case CHECK -> "check";
            case EXCLUSION -> "excl";
        };
    }

    private String free(QualifiedName table, List<String> columns, String suffix) {
        List<String> named = suffix.equals("pkey") ? List.of() : columns;
        String stem = table.name()
                + named.stream()
                        .map((column) -> "_" + column.replaceAll("[^A-Za-z0-9_]+", "_"))
                        .collect(Collectors.joining());
        for (int number = 0; ; number++) {
            String end = "_" + suffix + (number == 0 ? "" : String.valueOf(number));
            end = isUpperCase(table.name()) ? end.toUpperCase(Locale.ROOT) : end;
            String name = shortened(stem, LONGEST - end.length()) + end;
            if (this.taken.add(table.sibling(name))) {
                return name;
            }
        }
    }

    private static boolean isUpperCase(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) && !name.equals(name.toLowerCase(Locale.ROOT));
    }

    private static String shortened(String stem, int length) {
        if (stem.length() <= length) {
            return stem;
        }
        String digest = "_%08x".formatted(stem.hashCode());
        return stem.substring(0, length - digest.length()) + digest;
    }
}

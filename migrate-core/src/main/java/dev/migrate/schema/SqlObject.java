package dev.migrate.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object that is compared by the statement that creates it and changed by recreating it: a view, a function, a
 * trigger. Types used by columns are compared by their parts.
 *
 * @param name the name; for a function including its argument types
 * @param table the table of a trigger or a policy
 * @param create the statements that create it, as the product prints them
 * @param drop the statement that drops it
 * @param uses the tables, views, types, and functions that it requires
 * @param beforeTables whether it is created before the tables, which can depend on it
 * @param parts the parts that can or cannot change while tables use it; compared regardless of order
 * @param columns the columns of each table that it reads; null if the product does not report them
 */
public record SqlObject(
        Kind kind,
        QualifiedName name,
        @Nullable QualifiedName table,
        List<String> create,
        String drop,
        Set<QualifiedName> uses,
        boolean beforeTables,
        List<Part> parts,
        @Nullable Map<QualifiedName, Set<String>> columns)
        implements SchemaObject {

    private static final String REPLACED = "CREATE OR REPLACE ";

    /** Creates a definition with the creation order of its kind. */
    public SqlObject(
            Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            List<String> create,
            String drop,
            Set<QualifiedName> uses) {
        this(kind, name, table, create, drop, uses, kind.beforeTables(), List.of());
    }

    /** Creates a definition for which the product does not report the columns that it reads. */
    public SqlObject(
            Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            List<String> create,
            String drop,
            Set<QualifiedName> uses,
            boolean beforeTables,
            List<Part> parts) {
        this(kind, name, table, create, drop, uses, beforeTables, parts, null);
    }

    public SqlObject {
        create = List.copyOf(create);
        uses = Set.copyOf(uses);
        parts = List.copyOf(parts);
        columns = columns == null ? null : Map.copyOf(columns);
    }

    /**
     * A part of a type.
     *
     * @param text the text that is compared
     * @param add the statement that adds the part to the type
     * @param drop the statement that removes the part; empty for a part that every such type has
     * @param change the statement that replaces a part of the same name; empty if that part must be dropped first, or
     * cannot be dropped
     */
    public record Part(PartKind kind, String name, String text, String add, String drop, String change) {

        /** The kinds of parts. */
        public enum PartKind {
            BASE,
            DEFAULT,
            RULE,
            ATTRIBUTE,
            COMMENT,
            /** The bounds of a partition, with the statements that attach and detach it. */
            BOUNDS,
            /** The condition that the rows of a partition meet; not compared, since its bounds are. */
            CONDITION,
            CONSTRAINT,
            INDEX
        }

        private boolean isOf(Part other) {
            return this.kind == other.kind && this.name.equals(other.name);
        }
    }

    /** The kinds of objects, in order of dependency. */
    public enum Kind {
        EXTENSION("extension", true),
        DOMAIN("domain", true),
        COMPOSITE("composite", true),
        CAST("cast", true),
        FUNCTION("function", false),
        PROCEDURE("procedure", false),
        AGGREGATE("aggregate", false),
        VIEW("view", false),
        MATERIALIZED_VIEW("materialized view", false),
        TRIGGER("trigger", false),
        RULE("rule", false),
        POLICY("policy", false),
        PARTITION("partition", false),
        BOUNDS("partition bounds", false),
        COMMENT("comment", false);

        private final String word;
        private final boolean beforeTables;

        Kind(String word, boolean beforeTables) {
            this.word = word;
            this.beforeTables = beforeTables;
        }

        /** Returns whether objects of this kind are created before the tables, which can depend on them. */
        public boolean beforeTables() {
            return this.beforeTables;
        }
    }

    /** Returns this definition with more statements after those that create it. */
    public SqlObject followedBy(List<String> statements) {
        List<String> all = new ArrayList<>(this.create);
        all.addAll(statements);
        return new SqlObject(
                this.kind,
                this.name,
                this.table,
                all,
                this.drop,
                this.uses,
                this.beforeTables,
                this.parts,
                this.columns);
    }

    /** Returns this definition with other requirements and another creation order. */
    public SqlObject using(Set<QualifiedName> others, boolean early) {
        return new SqlObject(
                this.kind, this.name, this.table, this.create, this.drop, others, early, this.parts, this.columns);
    }

    /** Returns this definition with other parts. */
    public SqlObject withParts(List<Part> others) {
        return new SqlObject(
                this.kind,
                this.name,
                this.table,
                this.create,
                this.drop,
                this.uses,
                this.beforeTables,
                others,
                this.columns);
    }

    /** Returns the parts of one kind. */
    public List<Part> parts(Part.PartKind wanted) {
        return this.parts.stream().filter((part) -> part.kind() == wanted).toList();
    }

    /** Returns the statements that drop it: a partition to whose table a foreign key refers must be detached before. */
    public List<String> dropping() {
        List<String> sql = new ArrayList<>();
        if (this.kind == Kind.PARTITION) {
            parts(Part.PartKind.BOUNDS).forEach((bounds) -> sql.add(bounds.drop()));
        }
        sql.add(this.drop);
        return sql;
    }

    /** Returns this definition with the columns that it reads of each table. */
    public SqlObject reading(Map<QualifiedName, Set<String>> columns) {
        return new SqlObject(
                this.kind,
                this.name,
                this.table,
                this.create,
                this.drop,
                this.uses,
                this.beforeTables,
                this.parts,
                columns);
    }

    /** Returns whether it reads one of the columns of a table, or might do so. */
    public boolean reads(QualifiedName other, Set<String> names) {
        return this.columns == null
                ? this.uses.contains(other) || other.equals(this.table)
                : !Collections.disjoint(this.columns.getOrDefault(other, Set.of()), names);
    }

    /** Returns whether both definitions are equivalent. */
    public boolean isEquivalentTo(SqlObject other) {
        return this.parts.isEmpty()
                ? this.create.equals(other.create)
                : compared(this.parts).equals(compared(other.parts));
    }

    private static Set<Part> compared(List<Part> parts) {
        return parts.stream()
                .filter((part) -> part.kind() != Part.PartKind.CONDITION)
                .collect(Collectors.toSet());
    }

    /** Returns whether this definition can replace the other while tables use it. */
    public boolean canFollow(SqlObject before) {
        return this.parts.isEmpty()
                ? this.beforeTables && this.create.get(0).startsWith(REPLACED)
                : before.parts.stream()
                        .filter((part) -> part.kind() == Part.PartKind.BASE)
                        .allMatch(this.parts::contains);
    }

    /** Returns the statements that replace the other definition with this one. */
    public List<String> following(SqlObject before) {
        if (this.parts.isEmpty()) {
            return this.create;
        }
        List<String> sql = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Part part : this.parts) {
            Optional<Part> former = before.parts.stream().filter(part::isOf).findFirst();
            if (former.isEmpty()) {
                added.add(part.add());
            } else if (!former.get().equals(part)) {
                if (part.change().isEmpty()) {
                    sql.add(former.get().drop());
                    added.add(part.add());
                } else {
                    added.add(part.change());
                }
            }
        }
        otherParts(before).forEach((part) -> sql.add(0, part.drop()));
        sql.addAll(added);
        return sql;
    }

    /** Returns the parts of the other definition that have no counterpart in this one. */
    public List<Part> otherParts(SqlObject other) {
        return other.parts.stream()
                .filter((part) -> this.parts.stream().noneMatch(part::isOf))
                .toList();
    }

    @Override
    public String word() {
        return this.kind.word;
    }

    @Override
    public String label() {
        return this.name.toString();
    }

    @Override
    public String describe() {
        return String.join("; ", this.create);
    }
}

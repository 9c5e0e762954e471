package dev.migrate.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known by the statement that makes it, and is changed by making it anew: a view, a domain, a function,
 * a trigger.
 *
 * @param name its name; that of a function with the types of its arguments
 * @param table the table that it sits on, for a trigger or a policy
 * @param create the statements that make it, as the product prints them
 * @param drop the statement that removes it
 * @param uses tables, views, types and functions that have to be there before it
 * @param beforeTables whether tables may need it, rather than it tables
 */
public record Definition(
        Kind kind,
        QualifiedName name,
        @Nullable QualifiedName table,
        List<String> create,
        String drop,
        Set<QualifiedName> uses,
        boolean beforeTables)
        implements Element {

    /** A definition that stands where its kind does. */
    public Definition(
            Kind kind,
            QualifiedName name,
            @Nullable QualifiedName table,
            List<String> create,
            String drop,
            Set<QualifiedName> uses) {
        this(kind, name, table, create, drop, uses, kind.beforeTables());
    }

    public Definition {
        create = List.copyOf(create);
        uses = Set.copyOf(uses);
    }

    /** What is defined, in the order in which one may need the other. */
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
        POLICY("policy", false),
        PARTITION("partition", false),
        COMMENT("comment", false);

        private final String word;
        private final boolean beforeTables;

        Kind(String word, boolean beforeTables) {
            this.word = word;
            this.beforeTables = beforeTables;
        }

        /** Whether tables may need it, rather than it tables. */
        public boolean beforeTables() {
            return this.beforeTables;
        }
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

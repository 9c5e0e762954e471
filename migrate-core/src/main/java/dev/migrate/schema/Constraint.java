package dev.migrate.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table, compared by its definition. Its name might have been generated.
 *
 * @param name the name; empty if the product assigns none
 * @param automatic whether the server or Hibernate generated the name, so that any other name is equivalent
 * @param columns the columns of the constraint, in order; empty for a check if the product does not report its columns
 * @param definition the text after {@code CONSTRAINT name}, as the product prints it
 * @param references the table referenced by a foreign key
 * @param implicitIndex the object that the product creates and drops with the constraint and that is not compared by itself:
 * the implicit index of a foreign key, or the column that contains a check
 */
public record Constraint(
        Kind kind,
        String name,
        boolean automatic,
        List<String> columns,
        String definition,
        @Nullable QualifiedName references,
        @Nullable SchemaObject implicitIndex)
        implements SchemaObject {

    /** Creates a constraint without an implicit index or an owner. */
    public Constraint(
            Kind kind,
            String name,
            boolean automatic,
            List<String> columns,
            String definition,
            @Nullable QualifiedName references) {
        this(kind, name, automatic, columns, definition, references, null);
    }

    public Constraint {
        columns = List.copyOf(columns);
    }

    /** The kinds of constraints. */
    public enum Kind {
        PRIMARY_KEY("pk"),
        UNIQUE("unique"),
        FOREIGN_KEY("fk"),
        CHECK("check"),
        EXCLUSION("exclude");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Returns this constraint with another, explicitly chosen name, which its implicit index then also has. */
    public Constraint named(String other) {
        return new Constraint(
                this.kind,
                other,
                false,
                this.columns,
                this.definition,
                this.references,
                this.implicitIndex instanceof Index index ? index.named(other) : null);
    }

    /** Returns this constraint with another definition. */
    public Constraint defined(String other) {
        return new Constraint(
                this.kind, this.name, this.automatic, this.columns, other, this.references, this.implicitIndex);
    }

    /** Returns whether both constraints require the same, regardless of their names. */
    public boolean isEquivalentTo(Constraint other, boolean keysAreSets) {
        if (this.kind != other.kind) {
            return false;
        }
        if (keysAreSets && this.kind == Kind.PRIMARY_KEY) {
            return Set.copyOf(this.columns).equals(Set.copyOf(other.columns));
        }
        return this.definition.equals(other.definition);
    }

    @Override
    public String word() {
        return this.kind.word;
    }

    @Override
    public String label() {
        return this.name;
    }

    @Override
    public String describe() {
        return this.definition;
    }
}

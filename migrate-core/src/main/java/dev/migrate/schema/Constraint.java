package dev.migrate.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table. What it holds is its definition; its name is for people, and may be one that nobody chose.
 *
 * @param name its name; empty where the product gives it none
 * @param automatic whether the server or Hibernate made the name up, so that any other serves as well
 * @param columns the columns it is about, in its order; none for a check whose columns the product does not tell
 * @param definition what follows {@code CONSTRAINT name}, as the product prints it
 * @param references the table that a foreign key points to
 * @param partner what comes and goes with it, and is no difference by itself: the index that the product made for a
 *     foreign key, the column that a check is written into
 */
public record Constraint(
        Kind kind,
        String name,
        boolean automatic,
        List<String> columns,
        String definition,
        @Nullable QualifiedName references,
        @Nullable Element partner)
        implements Element {

    /** A constraint that stands on its own. */
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

    /** What a constraint demands. */
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

    /** The same under another name that somebody chose, which an index of its own then bears too. */
    public Constraint named(String other) {
        return new Constraint(
                this.kind,
                other,
                false,
                this.columns,
                this.definition,
                this.references,
                this.partner instanceof Index index ? index.named(other) : null);
    }

    /** The same, told in other words. */
    public Constraint defined(String other) {
        return new Constraint(this.kind, this.name, this.automatic, this.columns, other, this.references, this.partner);
    }

    /** Whether both demand the same, whatever they are called. */
    public boolean demands(Constraint other, boolean keysAreSets) {
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

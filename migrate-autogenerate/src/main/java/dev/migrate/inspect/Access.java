package dev.migrate.inspect;

import dev.migrate.schema.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use an object, which is lost when the object is dropped.
 *
 * @param object the name of the object; for a routine including its argument types, for a trigger after a word that
 * separates it from a table of the same name
 * @param owner the owner, if it is not the role of the session
 * @param grants the statements that grant the same privileges again
 */
public record Access(QualifiedName object, @Nullable String owner, List<Grant> grants) {

    public Access {
        grants = List.copyOf(grants);
    }

    /** Returns the name of a trigger among the objects. */
    public static QualifiedName trigger(QualifiedName name) {
        return name.sibling("trigger " + name.name());
    }

    /**
     * A statement that grants privileges.
     *
     * @param column the column to which it is limited, if any
     */
    public record Grant(String sql, @Nullable String column) {}
}

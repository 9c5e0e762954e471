package dev.migrate.autogenerate.jpa;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Selects the objects that entities could define. Others, such as a partial index, a trigger or a view without an
 * entity, were created by hand and are not changed.
 */
final class Ownership implements Predicate<SchemaObject> {

    private static final Pattern PLAIN_COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*|\"[^\"]+\"|`[^`]+`");
    private static final Pattern BY_HAND =
            Pattern.compile("(?is).*\\b(WHERE|INCLUDE|USING\\s+(?!btree\\b)\\w+|FULLTEXT|SPATIAL)\\b.*");
    private static final Pattern ENUM_CAST = Pattern.compile("(?is).*\\bWITH\\s+INOUT\\s+AS\\s+IMPLICIT\\b.*");

    @Override
    public boolean test(SchemaObject schemaObject) {
        if (schemaObject instanceof Constraint constraint) {
            return constraint.kind() != Constraint.Kind.EXCLUSION;
        }
        if (schemaObject instanceof Index index) {
            return index.columns().stream()
                            .allMatch((column) -> PLAIN_COLUMN.matcher(column).matches())
                    && !BY_HAND.matcher(index.definition()).matches();
        }
        if (schemaObject instanceof SqlObject sqlObject) {
            return sqlObject.kind() == SqlObject.Kind.CAST
                    && ENUM_CAST.matcher(sqlObject.describe()).matches();
        }
        if (schemaObject instanceof Table table) {
            return !table.options().contains("INHERITS (");
        }
        return schemaObject instanceof Column || schemaObject instanceof Sequence || schemaObject instanceof EnumType;
    }
}

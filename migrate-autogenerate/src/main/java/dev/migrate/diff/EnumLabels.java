package dev.migrate.diff;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds labels of an enumerated type in the definitions of other objects. A literal counts if it is cast to the type, or
 * if it is not cast at all and a column of the type is mentioned next to it.
 */
final class EnumLabels {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern LITERAL =
            Pattern.compile("'((?:[^']|'')*)'(?:::(?:NAME\\.)?(NAME))?".replace("NAME", NAME));
    private static final Pattern BETWEEN_ELEMENTS = Pattern.compile("[{},\"]+");

    private final QualifiedName type;
    private final Set<String> labels;

    EnumLabels(EnumType type, Collection<String> labels) {
        this.type = type.name();
        this.labels = Set.copyOf(labels);
    }

    /**
     * Whether a definition contains one of the labels.
     *
     * @param columns the columns of the table to which the object belongs
     */
    boolean areIn(SchemaObject schemaObject, Collection<Column> columns) {
        if (schemaObject instanceof Column column) {
            return isOfType(column) && column.defaultValue() != null && areLiterals(column.defaultValue(), true);
        }
        if (schemaObject instanceof Constraint constraint) {
            return areLiterals(constraint.definition(), mentionsType(constraint.definition(), columns));
        }
        if (schemaObject instanceof Index index) {
            return areLiterals(index.definition(), mentionsType(index.definition(), columns));
        }
        if (schemaObject instanceof Table table) {
            return List.of(table.columns(), table.constraints(), table.indexes()).stream()
                    .flatMap(List::stream)
                    .anyMatch((part) -> areIn(part, table.columns()));
        }
        return schemaObject instanceof SqlObject sqlObject
                && sqlObject.create().stream().anyMatch((statement) -> areLiterals(statement, true));
    }

    private boolean isOfType(Column column) {
        return EnumChanges.typeName(column).equals(this.type);
    }

    private boolean mentionsType(String definition, Collection<Column> columns) {
        return Mentions.anyOf(
                columns.stream().filter(this::isOfType).map(Column::name).toList(), definition);
    }

    private boolean areLiterals(String text, boolean uncastCounts) {
        return LITERAL.matcher(text).results().anyMatch((literal) -> {
            boolean counts = literal.group(2) == null ? uncastCounts : isType(literal.group(2));
            return counts && isLabel(literal);
        });
    }

    private boolean isLabel(MatchResult literal) {
        String value = literal.group(1).replace("''", "'");
        return this.labels.contains(value)
                || (value.startsWith("{")
                        && BETWEEN_ELEMENTS.splitAsStream(value).anyMatch(this.labels::contains));
    }

    private boolean isType(String cast) {
        return cast.replace("\"", "").equals(this.type.name());
    }
}

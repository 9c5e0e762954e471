package dev.migrate.autogenerate.jpa;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;

/**
 * Adds unique and foreign keys to the {@code CREATE TABLE} of products that cannot add them later, such as SQLite,
 * where Hibernate omits them.
 */
final class InlineKeys {

    private final SqlStringGenerationContext context;

    private InlineKeys(SqlStringGenerationContext context) {
        this.context = context;
    }

    /** Adds the keys to their tables if Hibernate would not export them. */
    static void added(Collection<Table> tables, SqlStringGenerationContext context) {
        if (!context.getDialect().hasAlterTable()) {
            tables.forEach(new InlineKeys(context)::inline);
        }
    }

    private void inline(Table table) {
        Stream<String> unique = table.getUniqueKeys().values().stream()
                .filter((key) -> key.getColumnSpan() > 1 || !key.getColumn(0).isUnique())
                .map((key) -> "%s unique (%s)".formatted(constraint(key), columns(key.getColumns())));
        Stream<String> foreign = table.getForeignKeyCollection().stream()
                .filter(ForeignKey::isPhysicalConstraint)
                .filter(ForeignKey::isCreationEnabled)
                .map(this::clause);
        String given = table.getExtraDeclarations();
        Stream<String> others = given == null || given.isEmpty() ? Stream.empty() : Stream.of(given);
        String all =
                Stream.of(others, unique, foreign).flatMap(Function.identity()).collect(Collectors.joining(", "));
        table.setExtraDeclarations(all.isEmpty() ? null : all);
    }

    private String constraint(Constraint key) {
        return "constraint " + this.context.toIdentifier(key.getName()).render(dialect());
    }

    private String clause(ForeignKey key) {
        String name = constraint(key);
        if (key.getKeyDefinition() != null) {
            return name + " " + key.getKeyDefinition();
        }
        List<Column> referenced = key.isReferenceToPrimaryKey()
                ? key.getReferencedTable().getPrimaryKey().getColumns()
                : key.getReferencedColumns();
        OnDeleteAction action = key.getOnDeleteAction();
        return "%s foreign key (%s) references %s (%s)%s"
                .formatted(
                        name,
                        columns(key.getColumns()),
                        key.getReferencedTable().getQualifiedName(this.context),
                        columns(referenced),
                        action == null || action == OnDeleteAction.NO_ACTION
                                ? ""
                                : " on delete "
                                        + action.name().replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    private String columns(List<Column> columns) {
        return columns.stream().map((column) -> column.getQuotedName(dialect())).collect(Collectors.joining(", "));
    }

    private Dialect dialect() {
        return this.context.getDialect();
    }
}

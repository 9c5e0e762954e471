package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.schema.QualifiedName;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Converts Hibernate's names to names as the catalog of the database spells them. */
final class Names {

    private final DatabaseContext databaseContext;
    private final SqlStringGenerationContext context;

    Names(DatabaseContext databaseContext, SqlStringGenerationContext context) {
        this.databaseContext = databaseContext;
        this.context = context;
    }

    /** Returns the default schema as the value of a Hibernate setting. */
    static String quotedWhereNeeded(DatabaseContext databaseContext) {
        String home = String.valueOf(databaseContext.defaultSchema());
        return databaseContext.folded(home).equals(home) && home.matches("\\w+") ? home : '"' + home + '"';
    }

    QualifiedName of(Table table) {
        return new QualifiedName(namespace(table), of(table.getNameIdentifier()));
    }

    String of(Column column) {
        return of(new Identifier(column.getName(), column.isQuoted()));
    }

    /** Returns the name that an annotation contains, as the catalog spells it. */
    String written(String name) {
        return of(this.context.toIdentifier(name));
    }

    /** Returns the schema of a table; null for the default one. */
    @Nullable
    String namespace(Table table) {
        Identifier schema = this.context.schemaWithDefault(table.getSchemaIdentifier());
        Identifier catalog = this.context.catalogWithDefault(table.getCatalogIdentifier());
        return namespace(catalog, schema);
    }

    /** Returns the schema, or the catalog if the product uses catalogs as schemas; null for the default one. */
    @Nullable
    String namespace(@Nullable Identifier catalog, @Nullable Identifier schema) {
        Identifier meant = this.context.getDialect().canCreateSchema() ? schema : catalog;
        String name = meant == null ? null : of(meant);
        return name == null || name.equals(this.databaseContext.defaultSchema()) ? null : name;
    }

    private String of(Identifier identifier) {
        return identifier.isQuoted() ? identifier.getText() : this.databaseContext.folded(identifier.getText());
    }
}

package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.relational.core.sql.IdentifierProcessing;

/**
 * Determines the schema of Spring Data JDBC aggregates. The mapping defines tables, columns and the Java types of their
 * values, but no lengths, defaults or indexes, and few keys. These stay as they are in the database.
 */
public final class Aggregates implements ModelSource {

    private final JdbcConverter converter;
    private final IdentifierProcessing identifiers;
    private final List<Class<?>> roots;

    /**
     * Creates a source for aggregates.
     *
     * @param converter the application's converter, which contains the mapping
     * @param identifiers how names are quoted for the database
     * @param roots the classes of aggregate roots and of other entities
     */
    public Aggregates(JdbcConverter converter, IdentifierProcessing identifiers, Collection<Class<?>> roots) {
        this.converter = converter;
        this.identifiers = identifiers;
        this.roots = List.copyOf(roots);
    }

    @Override
    public String name() {
        return "data-jdbc";
    }

    @Override
    public boolean isPresent() {
        return !this.roots.isEmpty();
    }

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public TargetSchema desired(DatabaseContext databaseContext) {
        AggregateTables tables =
                new AggregateTables(this.converter, new Identifiers(this.identifiers, databaseContext));
        this.roots.forEach(tables::addRoot);
        return new PartialSchema(databaseContext).desired(tables);
    }
}

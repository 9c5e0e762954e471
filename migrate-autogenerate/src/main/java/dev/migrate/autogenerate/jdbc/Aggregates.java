package dev.migrate.autogenerate.jdbc;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.relational.core.sql.IdentifierProcessing;

/**
 * Aggregates of Spring Data JDBC. They name tables and columns, and what is stored in them; lengths, defaults, indexes and
 * most keys they cannot say. What they leave open stays as the database has it.
 */
public final class Aggregates implements ModelSource {

    private final JdbcConverter converter;
    private final IdentifierProcessing identifiers;
    private final List<Class<?>> roots;

    /**
     * Names the aggregates.
     *
     * @param converter as the application maps them
     * @param identifiers how names are quoted for its database
     * @param roots the classes of aggregate roots, and of any entities besides
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

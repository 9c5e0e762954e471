package dev.migrate.spring.boot.autoconfigure.model;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.jdbc.Aggregates;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactoryBean;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;
import org.springframework.util.ClassUtils;

/**
 * Provides the Spring Data JDBC aggregates of an application: annotated classes and the domain types of repositories, as
 * the application maps them.
 */
final class DataJdbcModelSource implements ModelSource {

    private final ApplicationContext context;

    DataJdbcModelSource(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "data-jdbc";
    }

    @Override
    public boolean isPresent() {
        return this.context.getBeanNamesForType(JdbcConverter.class, true, false).length > 0 && !roots().isEmpty();
    }

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public TargetSchema desired(DatabaseContext databaseContext) {
        return new Aggregates(
                        this.context.getBean(JdbcConverter.class),
                        this.context.getBean(JdbcDialect.class).getIdentifierProcessing(),
                        roots())
                .desired(databaseContext);
    }

    private Set<Class<?>> roots() {
        Set<Class<?>> roots = new LinkedHashSet<>();
        this.context
                .getBeanProvider(RelationalManagedTypes.class)
                .orderedStream()
                .forEach((types) -> types.forEach(roots::add));
        roots.addAll(ofRepositories());
        return roots;
    }

    /** Returns the domain types of repositories from their interfaces, without creating repositories. */
    private List<Class<?>> ofRepositories() {
        return List.of(this.context.getBeanNamesForType(JdbcRepositoryFactoryBean.class, true, false)).stream()
                .map((name) -> this.context.getType(name.substring(1), false))
                .filter((type) -> type != null && type.isInterface())
                .<Class<?>>map((type) -> AbstractRepositoryMetadata.getMetadata(ClassUtils.getUserClass(type))
                        .getDomainType())
                .toList();
    }
}

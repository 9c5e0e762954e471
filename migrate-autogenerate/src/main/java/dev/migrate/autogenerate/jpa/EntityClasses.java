package dev.migrate.autogenerate.jpa;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A source of individually listed entities, for tests and for applications without Spring Boot. */
public final class EntityClasses implements ModelSource {

    private final List<Class<?>> classes;
    private final Map<String, Object> settings;

    /**
     * Creates a source for entities.
     *
     * @param classes entities, embeddables, mapped superclasses and converters
     * @param settings additional Hibernate settings, such as naming strategies
     */
    public EntityClasses(Collection<Class<?>> classes, Map<String, Object> settings) {
        this.classes = List.copyOf(classes);
        this.settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return "jpa";
    }

    @Override
    public TargetSchema desired(DatabaseContext databaseContext) {
        PersistenceUnit unit = new PersistenceUnit(databaseContext);
        HibernatePersistenceConfiguration configuration =
                new HibernatePersistenceConfiguration("migrate").managedClasses(this.classes);
        this.settings.forEach(configuration::property);
        unit.settings(this.settings).forEach(configuration::property);
        try {
            configuration.createEntityManagerFactory().close();
        } catch (PersistenceException | LinkageError failure) {
            return unit.desired(failure);
        }
        return unit.desired(null);
    }
}

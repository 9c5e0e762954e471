package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.util.Arrays;
import java.util.Collection;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.util.StringUtils;

/**
 * Keeps Hibernate from creating and dropping tables in an embedded database. The application's data source is managed
 * even if the engine connects to the same database as another user.
 */
final class MigrateSchemaManagementProvider implements SchemaManagementProvider {

    private final ListableBeanFactory beans;
    private final ObjectProvider<DataSource> marked;
    private final Collection<MigrateProperties.Instance> instances;

    MigrateSchemaManagementProvider(
            ListableBeanFactory beans,
            ObjectProvider<DataSource> marked,
            Collection<MigrateProperties.Instance> instances) {
        this.beans = beans;
        this.marked = marked;
        this.instances = instances;
    }

    @Override
    public SchemaManagement getSchemaManagement(DataSource dataSource) {
        boolean managed = isManagedByUnnamed(dataSource)
                || this.instances.stream().anyMatch((instance) -> isManagedBy(instance, dataSource));
        return managed ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
    }

    private boolean isManagedByUnnamed(DataSource dataSource) {
        boolean unnamed = Arrays.stream(this.beans.getBeanNamesForType(MigrationEngine.class, true, false))
                .anyMatch((name) -> !name.startsWith(EngineInstances.PREFIX));
        return unnamed && (isApplications(dataSource) || dataSource == this.marked.getIfAvailable());
    }

    private boolean isManagedBy(MigrateProperties.Instance instance, DataSource dataSource) {
        String bean = instance.getDataSource();
        if (StringUtils.hasText(bean)) {
            return this.beans.containsBean(bean) && this.beans.getBean(bean) == dataSource;
        }
        return !StringUtils.hasText(instance.getUrl()) && isApplications(dataSource);
    }

    private boolean isApplications(DataSource dataSource) {
        return dataSource == this.beans.getBeanProvider(DataSource.class).getIfUnique();
    }
}

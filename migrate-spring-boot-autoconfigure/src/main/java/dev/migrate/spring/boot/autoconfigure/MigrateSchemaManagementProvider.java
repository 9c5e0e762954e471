package dev.migrate.spring.boot.autoconfigure;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/**
 * Keeps Hibernate from making and dropping tables of its own in an embedded database. The application's data source is
 * the managed one even where the engine reaches the same database as another user.
 */
final class MigrateSchemaManagementProvider implements SchemaManagementProvider {

    private final ObjectProvider<DataSource> applications;
    private final ObjectProvider<DataSource> marked;

    MigrateSchemaManagementProvider(ObjectProvider<DataSource> applications, ObjectProvider<DataSource> marked) {
        this.applications = applications;
        this.marked = marked;
    }

    @Override
    public SchemaManagement getSchemaManagement(DataSource dataSource) {
        boolean managed = dataSource == this.applications.getIfUnique() || dataSource == this.marked.getIfAvailable();
        return managed ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
    }
}

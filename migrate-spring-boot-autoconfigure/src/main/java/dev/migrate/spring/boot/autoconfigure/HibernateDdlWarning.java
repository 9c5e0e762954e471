package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.Log;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaVendorAdapter;

/** Warns about a persistence unit that changes the schema of a migrated database. */
final class HibernateDdlWarning implements BeanPostProcessor {

    private static final Log log = Log.of(HibernateDdlWarning.class);

    private final ObjectProvider<MigrateSchemaManagementProvider> management;
    private final Environment environment;

    HibernateDdlWarning(ObjectProvider<MigrateSchemaManagementProvider> management, Environment environment) {
        this.management = management;
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AbstractEntityManagerFactoryBean unit && isManaged(unit)) {
            HibernateDdl.ofUnit(properties(unit)).ifPresent(this::warn);
        }
        return bean;
    }

    private boolean isManaged(AbstractEntityManagerFactoryBean unit) {
        MigrateSchemaManagementProvider provider = this.management.getIfAvailable();
        return provider != null
                && unit.getDataSource() != null
                && provider.getSchemaManagement(unit.getDataSource()) == SchemaManagement.MANAGED;
    }

    private static Map<String, Object> properties(AbstractEntityManagerFactoryBean unit) {
        Map<String, Object> properties = new LinkedHashMap<>();
        JpaVendorAdapter vendor = unit.getJpaVendorAdapter();
        if (vendor != null && vendor.getJpaPropertyMap() != null) {
            properties.putAll(vendor.getJpaPropertyMap());
        }
        properties.putAll(unit.getJpaPropertyMap());
        return properties;
    }

    private void warn(HibernateDdl effective) {
        String property = HibernateDdl.in(this.environment).orElse(effective).property();
        log.warn(
                "Hibernate changes the schema that Migrate manages: '{}' is set, and 'migrate.startup' is '{}'. Set"
                        + " 'spring.jpa.hibernate.ddl-auto' to 'validate' or 'none', and write the changes as revisions.",
                property,
                this.environment.getProperty("migrate.startup", "upgrade"));
    }
}

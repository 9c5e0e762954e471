package dev.migrate.spring.boot.autoconfigure.properties;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of Migrate. */
@ConfigurationProperties("migrate")
public class MigrateProperties extends EngineProperties {

    /**
     * Further engines by name, each with its own database, scripts, and tables. An instance inherits the properties of
     * the default engine that describe how to run.
     */
    private final Map<String, Instance> instances = new LinkedHashMap<>();

    public Map<String, Instance> getInstances() {
        return this.instances;
    }

    /** Properties of a further engine. */
    public static class Instance extends EngineProperties {

        /**
         * Name of the DataSource bean to migrate. If neither this nor a URL is set, the data source of the application
         * is used.
         */
        private @Nullable String dataSource;

        public @Nullable String getDataSource() {
            return this.dataSource;
        }

        public void setDataSource(@Nullable String dataSource) {
            this.dataSource = dataSource;
        }
    }
}

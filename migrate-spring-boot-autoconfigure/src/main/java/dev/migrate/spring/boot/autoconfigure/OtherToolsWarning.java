package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.Log;
import dev.migrate.spring.boot.autoconfigure.properties.EngineInstances;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Warns about other tools that change the schema of the same database at startup. Creates no bean. */
final class OtherToolsWarning {

    private static final Log log = Log.of(OtherToolsWarning.class);

    private static final List<Tool> TOOLS = List.of(
            new Tool(
                    "Flyway",
                    "org.flywaydb.core.Flyway",
                    "spring.flyway",
                    "org.springframework.boot.flyway.autoconfigure.FlywayDataSource"),
            new Tool(
                    "Liquibase",
                    "liquibase.integration.spring.SpringLiquibase",
                    "spring.liquibase",
                    "org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource"));

    /** Another tool: the class of its beans, the prefix of its properties, the annotation of its data source. */
    private record Tool(String name, String bean, String prefix, String marker) {}

    private final ListableBeanFactory beans;
    private final Environment environment;

    OtherToolsWarning(ListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    void warn(ResourceLoader resources) {
        for (Tool tool : TOOLS) {
            if (isActive(tool)) {
                log.warn(
                        "{} changes the schema that Migrate manages: '{}.enabled' is 'true', and 'migrate.startup' is '{}'. Set"
                                + " '{}.enabled' to 'false', or 'migrate.enabled' to 'false'.",
                        tool.name(),
                        tool.prefix(),
                        startup(),
                        tool.prefix());
            }
        }
        script(resources)
                .ifPresent((script) -> log.warn(
                        "Spring Boot runs '{}' on the database that Migrate manages: 'spring.sql.init.mode' is '{}', and"
                                + " 'migrate.startup' is '{}'. Set 'spring.sql.init.mode' to 'never', and write what it changes as a"
                                + " revision.",
                        script,
                        mode(),
                        startup()));
    }

    private boolean isActive(Tool tool) {
        Class<?> type = type(tool.bean());
        return type != null && this.beans.getBeanNamesForType(type, true, false).length > 0 && isSameDatabase(tool);
    }

    /** Returns whether a tool uses a migrated database, judging by its properties and data sources. */
    private boolean isSameDatabase(Tool tool) {
        if (hasMarkedDataSource(tool)) {
            return false;
        }
        String url = this.environment.getProperty(tool.prefix() + ".url");
        String application = this.environment.getProperty("spring.datasource.url");
        String toolUrl = StringUtils.hasText(url) ? url : application;
        List<String> engineUrls = engineUrls(application);
        return toolUrl == null
                ? engineUrls.isEmpty()
                : engineUrls.isEmpty() || engineUrls.stream().anyMatch((engineUrl) -> isSame(engineUrl, toolUrl));
    }

    private boolean hasMarkedDataSource(Tool tool) {
        Class<?> marker = type(tool.marker());
        return marker != null
                && marker.isAnnotation()
                && this.beans.getBeanNamesForAnnotation(marker.asSubclass(Annotation.class)).length > 0;
    }

    /** Returns the known URLs of engines; an engine without a URL uses the application's. */
    private List<String> engineUrls(@Nullable String application) {
        Stream<String> instances = EngineInstances.of(this.environment).values().stream()
                .map((instance) -> StringUtils.hasText(instance.getUrl()) ? instance.getUrl() : application);
        String unnamed = this.environment.getProperty("migrate.url");
        return Stream.concat(Stream.ofNullable(StringUtils.hasText(unnamed) ? unnamed : application), instances)
                .filter(StringUtils::hasText)
                .distinct()
                .toList();
    }

    private static boolean isSame(String one, String other) {
        return database(one).equals(database(other));
    }

    private static String database(String url) {
        return url.split("[?;]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private Optional<String> script(ResourceLoader resources) {
        if (this.beans.getBeanNamesForType(DataSourceScriptDatabaseInitializer.class, true, false).length == 0
                || !runs()) {
            return Optional.empty();
        }
        String named = this.environment.getProperty("spring.sql.init.schema-locations");
        if (StringUtils.hasText(named)) {
            return Optional.of(named);
        }
        return Stream.of("classpath:schema.sql", "classpath:schema-" + platform() + ".sql")
                .filter((location) -> resources.getResource(location).exists())
                .findFirst();
    }

    private boolean runs() {
        String url = this.environment.getProperty("spring.datasource.url");
        boolean embedded = url == null
                || Stream.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:").anyMatch(url::startsWith);
        return mode().equals("always") || (mode().equals("embedded") && embedded);
    }

    private String mode() {
        return this.environment.getProperty("spring.sql.init.mode", "embedded").toLowerCase(Locale.ROOT);
    }

    private String platform() {
        return this.environment.getProperty("spring.sql.init.platform", "all");
    }

    private String startup() {
        return this.environment.getProperty("migrate.startup", "upgrade");
    }

    private static @Nullable Class<?> type(String name) {
        return ClassUtils.isPresent(name, null) ? ClassUtils.resolveClassName(name, null) : null;
    }
}

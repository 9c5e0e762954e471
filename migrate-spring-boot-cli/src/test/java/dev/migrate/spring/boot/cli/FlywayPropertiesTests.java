package dev.migrate.spring.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.importer.ForeignHistory;
import dev.migrate.importer.flyway.FlywayHistory;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.importer.flyway.FlywaySources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class FlywayPropertiesTests {

    @TempDir
    private Path folder;

    @Test
    void readsLocationsNamesAndPlaceholders() throws IOException {
        Files.writeString(this.folder.resolve("M1-First.ddl"), "select '@a@';");
        ForeignHistory history = read(Map.of(
                "spring.flyway.locations[0]", "filesystem:" + this.folder,
                "spring.flyway.sqlMigrationPrefix", "M",
                "spring.flyway.sql-migration-separator", "-",
                "spring.flyway.sql-migration-suffixes", ".sql,.ddl",
                "spring.flyway.placeholder-prefix", "@",
                "spring.flyway.placeholder-suffix", "@",
                "spring.flyway.placeholders.a", "x"));
        assertThat(history.problems()).isEmpty();
        assertThat(history.scripts())
                .singleElement()
                .satisfies((script) -> assertThat(script.upgrade().text()).isEqualTo("select 'x';"));
    }

    @Test
    void valueOfAnotherPropertyIsNotAssumedEverywhere() throws IOException {
        Files.writeString(this.folder.resolve("V1__First.sql"), "select '${a}';");
        assertThat(read(Map.of(
                                "spring.flyway.locations",
                                "filesystem:" + this.folder,
                                "spring.flyway.placeholders.a",
                                "${name:x}"))
                        .problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("depends on the environment"));
    }

    @Test
    void valueOfTheEnvironmentIsNotAssumedEverywhere() throws IOException {
        Files.writeString(this.folder.resolve("V1__First.sql"), "select '${a}';");
        StandardEnvironment environment = environment(
                Map.of("spring.flyway.locations", "filesystem:" + this.folder, "spring.flyway.placeholders.a", "x"));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of("SPRING_FLYWAY_PLACEHOLDERS_A", "y")));
        assertThat(read(environment).problems())
                .singleElement()
                .satisfies((problem) -> assertThat(problem.message()).contains("depends on the environment"));
    }

    private ForeignHistory read(Map<String, Object> properties) {
        return read(environment(properties));
    }

    private static StandardEnvironment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application.properties", properties));
        return environment;
    }

    private ForeignHistory read(StandardEnvironment environment) {
        FlywaySettings settings = new FlywayProperties(environment).over(Map.of());
        return FlywayHistory.read(
                settings, new FlywaySources(this.folder, getClass().getClassLoader(), "h2", List.of(), null));
    }
}

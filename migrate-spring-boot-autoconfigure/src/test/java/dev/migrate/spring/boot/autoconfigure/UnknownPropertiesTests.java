package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.actuate.MigrationsEndpointAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties;
import dev.migrate.spring.boot.autoconfigure.properties.UnknownProperties.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

    @ParameterizedTest
    @CsvSource({
        "migrate.locatons, migrate.locations",
        "migrate.location, migrate.locations",
        "migrate.ulr, migrate.url",
        "migrate.lock-wait, migrate.lock.wait",
        "migrate.lock.timeout, migrate.lock-timeout",
        "migrate.username, migrate.user",
        "migrate.autogenerate.exclud, migrate.autogenerate.exclude",
        "migrate.instances.people.locatons, migrate.instances.people.locations",
        "migrate.instances.people.data-sorce, migrate.instances.people.data-source",
        "migrate.instances.people.lock.wiat, migrate.instances.people.lock.wait",
        "migrate.colour,",
        "migrate.url.host,",
        "migrate.data-source,",
        "migrate.instances.people.instances.more.url,"
    })
    void suggestsTheNearestProperty(String key, String nearest) {
        assertThat(in(new MapPropertySource("test", Map.of(key, "secret"))))
                .singleElement()
                .satisfies((unknown) -> {
                    assertThat(unknown.name()).isEqualTo(key);
                    assertThat(unknown.nearest()).isEqualTo(nearest);
                    assertThat(unknown.message()).contains("'" + key + "'").doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate.lock.wait",
                "migrate.lockTimeout",
                "migrate.lock_timeout",
                "migrate.LOCK-TIMEOUT",
                "migrate.locations",
                "migrate.locations[0]",
                "migrate.autogenerate.exclude[12]",
                "migrate.instances.people.locations[1]",
                "migrate.instances.People_2.dataSource",
                "migrate.instances[people].url",
                "migrate.cli.enabled",
                "migrates.locatons",
                "app.migrate.locatons"
            })
    void acceptsBoundProperties(String key) {
        assertThat(in(new MapPropertySource("test", Map.of(key, "x")))).isEmpty();
    }

    @Test
    void reportsEachPropertyOnceWithItsOrigin() throws IOException {
        PropertySource<?> yaml = new YamlPropertySourceLoader()
                .load(
                        "application.yaml",
                        new ByteArrayResource(
                                "migrate:\n  locatons:\n    - a\n    - b\n".getBytes(), "application.yaml"))
                .get(0);
        assertThat(in(yaml)).singleElement().satisfies((unknown) -> {
            assertThat(unknown.name()).isEqualTo("migrate.locatons");
            assertThat(unknown.message()).contains("application.yaml").contains("3:7");
            assertThat(unknown.messageWithoutOrigin())
                    .contains("'migrate.locatons'")
                    .doesNotContain("application.yaml");
        });
    }

    @Test
    void checksArgumentsButNotEnvironmentVariables() {
        assertThat(in(new SimpleCommandLinePropertySource("--migrate.targte=base")))
                .extracting(Unknown::nearest)
                .containsExactly("migrate.target");
        assertThat(in(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("MIGRATE_LOCATONS", "x", "migrate.locatons", "x"))))
                .isEmpty();
    }

    @Test
    void checksPropertiesOfTheEndpoint(CapturedOutput output) {
        new WebApplicationContextRunner()
                .withInitializer(
                        (context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        MigrateAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        MigrationsEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "management.endpoints.web.exposure.include=migrations",
                        "management.endpoint.migrations.access=read_only",
                        "management.endpoint.migrations.cache.time-to-live=1s",
                        "management.endpoint.migrations.role=OPS")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getOut())
                .containsOnlyOnce("Unknown property")
                .contains("'management.endpoint.migrations.role'")
                .contains("Did you mean 'management.endpoint.migrations.roles'?");
    }

    @Test
    void warnsWithoutADatabase(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(UnknownPropertiesAutoConfiguration.class, MigrateAutoConfiguration.class))
                .withPropertyValues("migrate.ulr=jdbc:h2:mem:x")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getOut())
                .containsOnlyOnce("'migrate.ulr'")
                .contains("Did you mean 'migrate.url'?")
                .contains("WARN");
    }

    private static List<Unknown> in(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        return UnknownProperties.ofEngines().in(environment);
    }
}

package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.Wording;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

@ExtendWith(OutputCaptureExtension.class)
class InstancesTests {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner withDataSource =
            this.contextRunner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

    private final ApplicationContextRunner withPeople = this.withDataSource.withPropertyValues(
            "migrate.instances.people.url=" + this.url,
            "migrate.instances.people.user=sa",
            "migrate.instances.people.locations=classpath:db/people");

    @Test
    void areMigratedInAdditionToTheDefaultEngine(CapturedOutput output) {
        this.withPeople.run((context) -> {
            assertThat(names(context)).containsExactly("default", "people");
            assertThat(revisions(context.getBean(DataSource.class))).hasSize(4);
            assertThat(revisions(h2(this.url))).containsExactly("person01");
            assertThat(output)
                    .contains("Database of 'default' is at 'acc0004'")
                    .contains("Database of 'people' is at 'person01'");
        });
    }

    @Test
    void areInjectedOnlyByName() {
        this.withPeople.withUserConfiguration(Injected.class).run((context) -> {
            Injected injected = context.getBean(Injected.class);
            assertThat(injected.people).isSameAs(engines(context).get("people"));
            assertThat(injected.unnamed).isSameAs(engines(context).get("default"));
        });
    }

    @Test
    void useJavaRevisionsInTheirLocations() throws ClassNotFoundException {
        Class<?> near = Class.forName("db.java.AddNumber");
        this.withPeople
                .withPropertyValues("migrate.instances.people.locations=classpath:db/people,classpath:db/java")
                .withInitializer((context) -> ((GenericApplicationContext) context).registerBean("near", near))
                .withBean("rate", Integer.class, () -> 7)
                .withUserConfiguration(MigrateAutoConfigurationTests.AddRate.class)
                .run((context) -> {
                    assertThat(revisions(h2(this.url))).containsExactlyInAnyOrder("person01", "java0001");
                    assertThat(revisions(context.getBean(DataSource.class)))
                            .contains("rate0001")
                            .doesNotContain("java0001");
                });
    }

    @Test
    void migrateTheirDataSourceBean() {
        this.contextRunner
                .withUserConfiguration(TwoDataSources.class)
                .withPropertyValues(
                        "migrate.instances.orders.data-source=orders",
                        "migrate.instances.orders.locations=classpath:db/migrate",
                        "migrate.instances.people.data-source=people",
                        "migrate.instances.people.locations=classpath:db/people")
                .run((context) -> {
                    assertThat(names(context)).containsExactly("orders", "people");
                    assertThat(revisions(context.getBean("orders", DataSource.class)))
                            .hasSize(4);
                    assertThat(revisions(context.getBean("people", DataSource.class)))
                            .containsExactly("person01");
                });
    }

    @Test
    void shareADatabaseWithDifferentTablePrefixes() {
        this.withDataSource
                .withPropertyValues(
                        "migrate.instances.people.table-prefix=people_",
                        "migrate.instances.people.allow-non-empty=true",
                        "migrate.instances.people.locations=classpath:db/people")
                .run((context) -> {
                    DataSource dataSource = context.getBean(DataSource.class);
                    assertThat(revisions(dataSource)).hasSize(4);
                    assertThat(new JdbcTemplate(dataSource)
                                    .queryForList("select revision from people_revision", String.class))
                            .containsExactly("person01");
                });
    }

    @Test
    void needNoDataSourceOfTheApplication() {
        this.contextRunner
                .withPropertyValues(
                        "migrate.instances.people.url=" + this.url,
                        "migrate.instances.people.user=sa",
                        "migrate.instances.people.locations=classpath:db/people")
                .run((context) -> {
                    assertThat(names(context)).containsExactly("people");
                    assertThat(revisions(h2(this.url))).containsExactly("person01");
                });
    }

    @Test
    void haveTheirOwnStartupAction(CapturedOutput output) {
        this.withPeople
                .withPropertyValues("migrate.instances.people.startup=none", "migrate.target=acc0002")
                .run((context) -> {
                    assertThat(revisions(context.getBean(DataSource.class))).hasSize(2);
                    assertThat(tables(h2(this.url))).isEmpty();
                    assertThat(output).contains("Database of 'people' was not upgraded");
                });
    }

    @Test
    void inheritExecutionButNotConnectionProperties() {
        Map<String, MigrateSettings> seen = new LinkedHashMap<>();
        this.withPeople
                .withBean(MigrateSettingsCustomizer.class, () -> new Watching(seen))
                .withPropertyValues(
                        "migrate.startup=none",
                        "migrate.schema=own",
                        "migrate.table-prefix=m_",
                        "migrate.author=Jane Doe",
                        "migrate.lock.wait=7s",
                        "migrate.statement-timeout=9s",
                        "migrate.baseline=a1",
                        "migrate.allow-non-empty=true",
                        "migrate.instances.people.lock.wait=8s")
                .run((context) -> {
                    MigrateSettings people = seen.get("people");
                    assertThat(people.author()).isEqualTo("Jane Doe");
                    assertThat(people.lockWait()).isEqualTo(Duration.ofSeconds(8));
                    assertThat(people.statementTimeout()).isEqualTo(Duration.ofSeconds(9));
                    assertThat(people.schema()).isNull();
                    assertThat(people.baseline()).isNull();
                    assertThat(people.allowNonEmpty()).isFalse();
                    assertThat(people.tablePrefix()).isEqualTo("migrate_");
                    assertThat(people.locations()).containsExactly("classpath:db/people");
                    assertThat(seen.get("default").lockWait()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(tables(h2(this.url))).isEmpty();
                });
    }

    @Test
    void canBeDisabled() {
        this.withPeople
                .withPropertyValues("migrate.instances.people.enabled=false")
                .run((context) -> assertThat(names(context)).containsExactly("default"));
    }

    @Test
    void omitUnconfiguredDefaultEngine() {
        this.withDataSource
                .withClassLoader(new WithoutDefaultLocation())
                .withPropertyValues("migrate.instances.people.locations=classpath:db/people")
                .run((context) -> assertThat(names(context)).containsExactly("people"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b1.SQL", "sub/b1.sql", "AddNumber.class"})
    void accompanyDefaultEngineWithScriptInJarWithoutFolderEntries(String name, @TempDir Path folder)
            throws IOException {
        Path jar = folder.resolve("scripts.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("db/migrate/" + name));
        }
        ClassLoader parent = new WithoutDefaultLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent)) {
            this.withDataSource
                    .withClassLoader(loader)
                    .withPropertyValues(
                            "migrate.startup=none", "migrate.instances.people.locations=classpath:db/people")
                    .run((context) -> assertThat(names(context)).containsExactly("default", "people"));
        }
    }

    @Test
    void manageTheSchemaOfTheirDataSourceBean() {
        this.contextRunner
                .withUserConfiguration(TwoDataSources.class)
                .withPropertyValues(
                        "migrate.instances.people.data-source=people",
                        "migrate.instances.people.locations=classpath:db/people")
                .run((context) -> {
                    SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
                    assertThat(provider.getSchemaManagement(context.getBean("people", DataSource.class)))
                            .isEqualTo(SchemaManagement.MANAGED);
                    assertThat(provider.getSchemaManagement(context.getBean("orders", DataSource.class)))
                            .isEqualTo(SchemaManagement.UNMANAGED);
                });
    }

    @Test
    void rejectMissingDataSourceBean() {
        assertInvalid(
                "migrate.instances.people.data-source",
                "migrate.instances.people.locations=classpath:db/people",
                "migrate.instances.people.data-source=nobody");
    }

    @Test
    void rejectDataSourceBeanWithUrl() {
        assertInvalid(
                "migrate.instances.people.url",
                "migrate.instances.people.locations=classpath:db/people",
                "migrate.instances.people.data-source=dataSource",
                "migrate.instances.people.url=" + this.url);
    }

    @Test
    void rejectPasswordWithoutUser() {
        assertInvalid(
                "migrate.instances.people.password",
                "migrate.instances.people.locations=classpath:db/people",
                "migrate.instances.people.password=secret");
    }

    @Test
    void rejectReservedName() {
        assertInvalid("migrate.instances", "migrate.instances.default.url=" + this.url);
        assertInvalid("migrate.instances", "migrate.instances.all.url=" + this.url);
    }

    @Test
    void rejectDefaultLocationOfAnotherEngine() {
        assertInvalid("migrate.instances.people.locations", "migrate.instances.people.url=" + this.url);
        assertInvalid(
                "migrate.instances.people.locations",
                "migrate.instances.people.url=" + this.url,
                "migrate.instances.people.locations=");
        this.withDataSource
                .withPropertyValues(
                        "migrate.instances.people.url=" + this.url,
                        "migrate.instances.people.locatons=classpath:db/people")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'migrate.instances.people.locatons'"));
        assertThat(tables(h2(this.url))).isEmpty();
    }

    @Test
    void failuresContainTheirPropertyNames() {
        this.withPeople
                .withPropertyValues("migrate.instances.people.table-prefix=no good")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(
                                "Engine 'people': 'migrate.instances.people.table-prefix' is 'no good'"));
    }

    private void assertInvalid(String property, String... values) {
        this.withDataSource
                .withPropertyValues(values)
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidSettingsException.class, (failure) -> {
                            assertThat(failure.property()).isEqualTo(property);
                            assertThat(failure.remedy().in(Wording.properties()))
                                    .isNotBlank();
                        }));
    }

    private static List<String> names(ApplicationContext context) {
        return List.copyOf(engines(context).keySet());
    }

    private static Map<String, MigrationEngine> engines(ApplicationContext context) {
        return context.getBean(MigrationEngines.class).all();
    }

    private static SimpleDriverDataSource h2(String url) {
        return new SimpleDriverDataSource(new org.h2.Driver(), url, "sa", "");
    }

    private static List<String> revisions(DataSource dataSource) {
        return new JdbcTemplate(dataSource).queryForList("select revision from migrate_revision", String.class);
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class);
    }

    private record Watching(Map<String, MigrateSettings> seen) implements MigrateSettingsCustomizer {

        @Override
        public MigrateSettings customize(MigrateSettings settings) {
            throw new AssertionError("Asked without a name");
        }

        @Override
        public MigrateSettings customize(String engine, MigrateSettings settings) {
            this.seen.put(engine, settings);
            return settings;
        }
    }

    /** A class path without the default location. */
    private static final class WithoutDefaultLocation extends ClassLoader {

        private WithoutDefaultLocation() {
            super(InstancesTests.class.getClassLoader());
        }

        @Override
        public java.util.Enumeration<java.net.URL> getResources(String name) throws java.io.IOException {
            return name.startsWith("db/migrate") ? java.util.Collections.emptyEnumeration() : super.getResources(name);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Injected {

        private final MigrationEngine unnamed;
        private final MigrationEngine people;

        Injected(MigrationEngine unnamed, @Qualifier("people") MigrationEngine people) {
            this.unnamed = unnamed;
            this.people = people;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        DataSource orders() {
            return h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Bean
        DataSource people() {
            return h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    }
}

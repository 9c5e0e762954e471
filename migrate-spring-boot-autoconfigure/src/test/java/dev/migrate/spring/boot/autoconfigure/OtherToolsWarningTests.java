package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.spring.boot.autoconfigure.model.ModelSources;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class OtherToolsWarningTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner withHibernate =
            this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.jpa.hibernate.ddl-auto=update",
                "spring.jpa.hibernate.ddlAuto=create",
                "spring.jpa.hibernate.ddl-auto=create-drop",
                "spring.jpa.hibernate.ddl-auto=create-only",
                "spring.jpa.generate-ddl=true",
                "spring.jpa.properties.hibernate.hbm2ddl.auto=update",
                "spring.jpa.properties.jakarta.persistence.schema-generation.database.action=drop-and-create"
            })
    void warnsAboutHibernateSchemaChangesAndRefusesToCompare(String property, CapturedOutput output) {
        this.withHibernate.withPropertyValues(property).run((context) -> {
            assertThat(context).hasNotFailed();
            String name = property.replace("ddlAuto", "ddl-auto");
            assertThat(output.getOut())
                    .containsOnlyOnce("Hibernate changes the schema that Migrate manages: '" + name)
                    .contains("'migrate.startup' is 'upgrade'");
            ModelSources models = ModelSources.in(context);
            assertThatExceptionOfType(AutogenerateException.class)
                    .isThrownBy(() -> models.named("auto"))
                    .withMessageContaining("'" + name)
                    .satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.SCHEMA_CHANGED_ELSEWHERE));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.jpa.show-sql=false",
                "spring.jpa.hibernate.ddl-auto=none",
                "spring.jpa.hibernate.ddl-auto=validate",
                "spring.jpa.properties.hibernate.hbm2ddl.auto=none"
            })
    void acceptsHibernateWithoutSchemaChanges(String property, CapturedOutput output) {
        this.withHibernate
                .withPropertyValues(property)
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getAll()).doesNotContain("Hibernate changes");
    }

    @Test
    void commandLineRemedyWorks() {
        this.withHibernate
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=update")
                .withInitializer((context) -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("args", Map.of("spring.jpa.hibernate.ddl-auto", "none"))))
                .run((context) ->
                        assertThat(HibernateDdl.in(context.getEnvironment())).isEmpty());
    }

    @Test
    void commandsDoNotHideSettingsOfTheApplication() {
        this.runner
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=update")
                .withInitializer((context) -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "migrateCommand", Map.of("spring.jpa.hibernate.ddl-auto", "none"))))
                .run((context) -> assertThat(HibernateDdl.in(context.getEnvironment()))
                        .contains(new HibernateDdl("spring.jpa.hibernate.ddl-auto=update")));
    }

    @Test
    void warnsAboutFlywayOnTheSameDatabase(CapturedOutput output) {
        this.runner
                .withUserConfiguration(WithFlyway.class)
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getOut())
                .containsOnlyOnce("Flyway changes the schema that Migrate manages")
                .contains("'spring.flyway.enabled'")
                .contains("'migrate.startup' is 'upgrade'");
    }

    @Test
    void warnsAboutLiquibaseOnTheSameDatabase(CapturedOutput output) {
        this.runner
                .withUserConfiguration(WithLiquibase.class)
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getOut())
                .containsOnlyOnce("Liquibase changes the schema that Migrate manages")
                .contains("'spring.liquibase.enabled'");
    }

    @Test
    void acceptsFlywayOnAnotherDatabase(CapturedOutput output) {
        this.runner
                .withUserConfiguration(WithFlyway.class)
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(), "spring.flyway.url=jdbc:h2:mem:other")
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output.getAll()).doesNotContain("Flyway changes");
    }

    @Test
    void warnsAboutScriptThatSpringBootRuns(CapturedOutput output) {
        this.runner
                .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues("spring.sql.init.schema-locations=classpath:other/schema-*.sql")
                .run((context) -> assertThat(output.getOut()).contains("'classpath:other/schema-*.sql'"));
        this.runner
                .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues(
                        "spring.sql.init.schema-locations=classpath:never/schema.sql", "spring.sql.init.mode=never")
                .run((context) -> assertThat(output.getOut()).doesNotContain("classpath:never"));
    }

    @Configuration(proxyBeanMethods = false)
    static class WithFlyway {

        @Bean
        Flyway flyway(DataSource dataSource) {
            return Flyway.configure().dataSource(dataSource).load();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithLiquibase {

        @Bean
        SpringLiquibase liquibase(DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setShouldRun(false);
            return liquibase;
        }
    }
}

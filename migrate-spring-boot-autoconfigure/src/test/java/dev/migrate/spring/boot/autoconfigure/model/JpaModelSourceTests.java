package dev.migrate.spring.boot.autoconfigure.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import samples.archive.Letter;
import samples.shop.Customer;

class JpaModelSourceTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceInitializationAutoConfiguration.class,
                    HibernateJpaAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=none");

    @Test
    void readsEntitiesAsTheApplicationMapsThem() {
        this.contextRunner
                .withUserConfiguration(Shop.class)
                .run((context) -> assertThat(desired(context).statements())
                        .anySatisfy((sql) -> assertThat(sql)
                                .contains("create table PUBLIC.customer")
                                .contains("display_name varchar(100) not null")
                                .contains("colour integer"))
                        .anySatisfy((sql) -> assertThat(sql).contains("create sequence PUBLIC.customer_seq")));
    }

    @Test
    void usesHibernateSettingsOfTheApplication() {
        this.contextRunner
                .withUserConfiguration(Shop.class)
                .withPropertyValues("spring.jpa.properties.hibernate.default_schema=shop")
                .withBean(
                        HibernatePropertiesCustomizer.class,
                        () -> (properties) -> properties.put(
                                "hibernate.physical_naming_strategy", new PhysicalNamingStrategyStandardImpl()))
                .run((context) -> {
                    TargetSchema targetSchema = desired(context);
                    assertThat(targetSchema.namespaces()).containsExactly("SHOP");
                    assertThat(targetSchema.statements())
                            .anySatisfy((sql) -> assertThat(sql)
                                    .contains("create table shop.Customer")
                                    .contains("displayName"));
                });
    }

    @Test
    void requiresNoUpToDateDatabase() {
        AtomicReference<TargetSchema> desired = new AtomicReference<>();
        this.contextRunner
                .withUserConfiguration(Shop.class)
                .withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
                .withInitializer(asCommandsDo((context) -> desired.set(desired(context))))
                .run((context) -> assertThat(context)
                        .as("the application itself does not start on such a database")
                        .getFailure()
                        .hasStackTraceContaining("missing table [customer]"));
        assertThat(desired.get().statements()).isNotEmpty();
    }

    @Test
    void doesNotAffectTheRunningApplication() {
        this.contextRunner.withUserConfiguration(Shop.class).run((context) -> {
            EntityManagerFactory before = context.getBean(EntityManagerFactory.class);
            int postProcessors = context.getBeanFactory().getBeanPostProcessorCount();
            assertThat(desired(context)).isNotNull();
            assertThat(desired(context).statements()).isEqualTo(desired(context).statements());
            assertThat(context.getBean(EntityManagerFactory.class)).isSameAs(before);
            assertThat(before.isOpen()).isTrue();
            assertThat(context.getBeanFactory().getBeanPostProcessorCount()).isEqualTo(postProcessors);
            before.createEntityManager().close();
        });
    }

    @Test
    void isAbsentWhereThereIsNoEntity() {
        this.contextRunner.run(
                (context) -> assertThat(new JpaModelSource(context).isPresent()).isFalse());
        new ApplicationContextRunner()
                .run((context) ->
                        assertThat(new JpaModelSource(context).isPresent()).isFalse());
    }

    @Test
    void usesPersistenceUnitsOfTheApplicationsDatabase() {
        this.contextRunner
                .withUserConfiguration(TwoUnits.class)
                .run((context) -> assertThat(desired(context).statements())
                        .anySatisfy((sql) -> assertThat(sql).contains("create table PUBLIC.customer"))
                        .noneSatisfy((sql) -> assertThat(sql).contains("letter")));
    }

    @Test
    void reportsErrorsOfHibernate() {
        AtomicReference<AutogenerateException> failure = new AtomicReference<>();
        this.contextRunner
                .withUserConfiguration(Shop.class)
                .withPropertyValues("spring.jpa.properties.hibernate.dialect=no.such.Dialect")
                .withInitializer(asCommandsDo((context) ->
                        failure.set(catchThrowableOfType(AutogenerateException.class, () -> desired(context)))))
                .run((context) -> assertThat(context).hasFailed());
        assertThat(failure.get().code()).isEqualTo(ErrorCode.MODEL_REFUSED);
        assertThat(failure.get()).hasMessageContaining("no.such.Dialect");
    }

    /** Runs when beans can be created but before any is. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> asCommandsDo(
            Consumer<ConfigurableApplicationContext> command) {
        return (context) -> context.getBeanFactory()
                .registerSingleton("command", (BeanFactoryInitializer<ConfigurableListableBeanFactory>)
                        (beans) -> command.accept(context));
    }

    private static TargetSchema desired(ApplicationContext context) {
        try (Connection connection = context.getBean(DataSource.class).getConnection()) {
            return new JpaModelSource(context).desired(DatabaseContext.of(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Customer.class)
    static class Shop {}

    @Configuration
    static class TwoUnits {

        @Bean
        @Primary
        DataSource shopDatabase() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Bean(defaultCandidate = false)
        DataSource archiveDatabase() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Bean
        @Primary
        LocalContainerEntityManagerFactoryBean shop(EntityManagerFactoryBuilder builder) {
            return builder.dataSource(shopDatabase())
                    .packages(Customer.class)
                    .persistenceUnit("shop")
                    .build();
        }

        @Bean
        LocalContainerEntityManagerFactoryBean archive(EntityManagerFactoryBuilder builder) {
            return builder.dataSource(archiveDatabase())
                    .packages(Letter.class)
                    .properties(Map.of())
                    .persistenceUnit("archive")
                    .build();
        }
    }
}

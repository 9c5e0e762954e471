package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

class MigrationOrderTests {

    private static final String INITIALIZER = "migrationInitializer";

    private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MigrateAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    DataSourceInitializationAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void jdbcWaitsForTheMigration() {
        this.contextRunner.run((context) -> {
            assertThat(dependencies(context.getBeanFactory(), JdbcOperations.class))
                    .contains(INITIALIZER);
            assertThat(dependencies(context.getBeanFactory(), NamedParameterJdbcOperations.class))
                    .contains(INITIALIZER);
            assertThat(dependencies(context.getBeanFactory(), JdbcClient.class)).contains(INITIALIZER);
        });
    }

    @Test
    void jpaWaitsForTheMigration() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), EntityManagerFactory.class))
                        .contains(INITIALIZER));
    }

    @Test
    void jooqWaitsForTheMigration() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(JooqAutoConfiguration.class))
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), DSLContext.class))
                        .contains(INITIALIZER));
    }

    @Test
    void quartzWaitsForTheMigration() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(QuartzAutoConfiguration.class))
                .withPropertyValues("spring.quartz.auto-startup=false")
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), Scheduler.class))
                        .contains(INITIALIZER));
    }

    @Test
    void batchWaitsForTheMigration() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(BatchJdbcAutoConfiguration.class))
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), JobRepository.class))
                        .contains(INITIALIZER));
    }

    @Test
    void sessionsWaitForTheMigration() {
        this.contextRunner
                .withConfiguration(
                        AutoConfigurations.of(SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class))
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), JdbcIndexedSessionRepository.class))
                        .contains(INITIALIZER));
    }

    @Test
    void scriptsOfSpringBootRunAfterTheMigration() {
        this.contextRunner.run((context) -> assertThat(
                        dependencies(context.getBeanFactory(), DataSourceScriptDatabaseInitializer.class))
                .contains(INITIALIZER));
    }

    @Test
    void otherDatabaseUsersWaitForTheMigration() {
        this.contextRunner
                .withBean("myBatis", SqlSessionFactory.class, () -> new SqlSessionFactory() {})
                .run((context) -> assertThat(dependencies(context.getBeanFactory(), SqlSessionFactory.class))
                        .contains(INITIALIZER));
    }

    private static List<String> dependencies(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
        String[] names = beanFactory.getBeanNamesForType(type, true, false);
        assertThat(names).as("beans of " + type).isNotEmpty();
        String[] dependsOn = beanFactory
                .getBeanDefinition(BeanFactoryUtils.transformedBeanName(names[0]))
                .getDependsOn();
        return (dependsOn != null) ? List.of(dependsOn) : List.of();
    }
}

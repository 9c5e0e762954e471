package dev.migrate.spring.boot.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.InvalidSettingsException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.report.StepReport;
import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

@ExtendWith(OutputCaptureExtension.class)
class MigrationInitializerTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class, DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @AfterEach
    void endTrainingRun() {
        SpringProperties.setProperty("spring.context.exit", null);
    }

    @Test
    void upgradesToTheConfiguredTarget(CapturedOutput output) {
        this.contextRunner.withPropertyValues("migrate.target=acc0002").run((context) -> {
            assertThat(current(context.getBean(MigrationEngine.class))).containsExactly("acc0002");
            assertThat(output).contains("Database is at 'acc0002', target 'acc0002': 2 revisions applied.");
        });
    }

    @Test
    void upgradesAllHeadsAndWarns(CapturedOutput output) {
        this.contextRunner
                .withPropertyValues("migrate.locations=classpath:db/branched")
                .run((context) -> {
                    assertThat(current(context.getBean(MigrationEngine.class)))
                            .containsExactlyInAnyOrder("left01", "right01");
                    assertThat(output).contains("Database was upgraded to 2 heads: 'left01', 'right01'.");
                });
    }

    @Test
    void logsThatNothingWasUpgraded(CapturedOutput output) {
        String[] shared = shared("nothing-to-do");
        this.contextRunner
                .withPropertyValues(shared)
                .run((context) -> assertThat(context).hasNotFailed());
        this.contextRunner
                .withPropertyValues(shared)
                .run((context) ->
                        assertThat(output).contains("Database is at 'acc0004', target 'heads': nothing to upgrade."));
    }

    @Test
    void startupNoneDoesNotAccessTheDatabase(CapturedOutput output) {
        this.contextRunner.withPropertyValues("migrate.startup=none").run((context) -> {
            assertThat(context).hasSingleBean(MigrationEngine.class);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
            assertThat(output).contains("Database was not upgraded: 'migrate.startup' is 'none'.");
        });
    }

    @Test
    void validatesAnUpToDateDatabase(CapturedOutput output) {
        String[] shared = shared("validated");
        this.contextRunner
                .withPropertyValues(shared)
                .run((context) -> assertThat(context).hasNotFailed());
        this.contextRunner
                .withPropertyValues(shared)
                .withPropertyValues("migrate.startup=validate")
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output).contains("Database is at 'acc0004', target 'heads': nothing to upgrade.");
                });
    }

    @Test
    void validateFailsBehindTheTargetAndChangesNothing() {
        String[] shared = shared("behind");
        this.contextRunner
                .withPropertyValues(shared)
                .withPropertyValues("migrate.target=acc0002")
                .run((context) -> assertThat(context).hasNotFailed());
        this.contextRunner
                .withPropertyValues(shared)
                .withPropertyValues("migrate.startup=validate")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(PendingRevisionsException.class, (failure) -> {
                            assertThat(failure.pending())
                                    .extracting(StepReport::revision)
                                    .containsExactly("acc0003", "acc0004");
                            assertThat(failure)
                                    .hasMessage("The database is at 'acc0002', not at 'heads'. It lacks 2 revisions:"
                                            + "\n  - 'acc0003': Add invoice table\n  - 'acc0004': Add note table");
                        }));
        assertThat(new JdbcTemplate(dataSource("behind"))
                        .queryForList("select revision from migrate_revision", String.class))
                .containsExactlyInAnyOrder("acc0001", "acc0002");
    }

    @Test
    void failsOnEditedScriptsIfConfigured() {
        String[] shared = shared("edited");
        this.contextRunner
                .withPropertyValues(shared)
                .run((context) -> assertThat(context).hasNotFailed());
        new JdbcTemplate(dataSource("edited"))
                .update("update migrate_revision set checksum = 'sha256:0' where revision = 'acc0002'");
        for (String startup : List.of("validate", "upgrade")) {
            this.contextRunner
                    .withPropertyValues(shared)
                    .withPropertyValues("migrate.startup=" + startup)
                    .run((context) -> assertThat(context).hasNotFailed());
            this.contextRunner
                    .withPropertyValues(shared)
                    .withPropertyValues("migrate.startup=" + startup, "migrate.edited=fail")
                    .run((context) -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    ImpossibleMigrationException.class,
                                    (failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.EDITED_SCRIPTS)));
        }
    }

    @Test
    void validateFailsOnEmptyDatabaseAndChangesNothing() {
        this.contextRunner
                .withPropertyValues(shared("empty"))
                .withPropertyValues("migrate.startup=validate")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("The database is at base, not at 'heads'."));
        assertThat(tables(dataSource("empty"))).isEmpty();
    }

    @Test
    void failedScriptFailsTheStartup() {
        this.contextRunner
                .withPropertyValues("migrate.locations=classpath:db/failing")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(StatementFailedException.class.getName()));
    }

    @Test
    void runsDespiteLazyInitialization() {
        this.contextRunner
                .withInitializer((context) ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run((context) -> {
                    assertThat(context.getBeanFactory()
                                    .getBeanDefinition("migrationInitializer")
                                    .isLazyInit())
                            .isFalse();
                    assertThat(context.getBeanFactory()
                                    .getBeanDefinition("dataSource")
                                    .isLazyInit())
                            .isTrue();
                    assertThat(context.getBeanFactory().containsSingleton("migrationInitializer"))
                            .isTrue();
                });
    }

    @Test
    void trainingRunDoesNotUpgrade(CapturedOutput output) {
        SpringProperties.setProperty("spring.context.exit", "onRefresh");
        DataSource dataSource = dataSource("training");
        MigrationInitializer initializer = new MigrationInitializer(EngineStartups.of(
                Map.of("default", engine(dataSource)),
                new MigrateProperties(),
                new MockEnvironment(),
                ApplicationStartup.DEFAULT));
        initializer.afterPropertiesSet();
        assertThat(tables(dataSource)).isEmpty();
        assertThat(output).contains("training run");
    }

    @Test
    void rejectsHibernateBeforeTheMigration() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(
                        HibernateJpaAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues("spring.jpa.defer-datasource-initialization=true")
                .run((context) -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(
                                InvalidSettingsException.class,
                                (failure) -> assertThat(failure.property())
                                        .isEqualTo("spring.jpa.defer-datasource-initialization")));
    }

    @Test
    void permitsDeferredInitializationWithStartupNone() {
        this.contextRunner
                .withConfiguration(AutoConfigurations.of(
                        HibernateJpaAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues("spring.jpa.defer-datasource-initialization=true", "migrate.startup=none")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void hibernateCreatesNoTables() {
        ApplicationContextRunner withJpa =
                this.contextRunner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class));
        withJpa.run((context) -> assertThat(jpaProperties(context)).doesNotContainKey("hibernate.hbm2ddl.auto"));
        withJpa.withPropertyValues("migrate.enabled=false")
                .run((context) ->
                        assertThat(jpaProperties(context)).containsEntry("hibernate.hbm2ddl.auto", "create-drop"));
    }

    private static Map<String, Object> jpaProperties(ApplicationContext context) {
        return context.getBean(LocalContainerEntityManagerFactoryBean.class).getJpaPropertyMap();
    }

    private static List<String> current(MigrationEngine engine) {
        return engine.status().current();
    }

    private static MigrationEngine engine(DataSource dataSource) {
        return MigrationEngine.builder(dataSource).build();
    }

    private static String[] shared(String name) {
        return new String[] {
            "spring.datasource.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
            "spring.datasource.username=sa",
            "spring.datasource.password="
        };
    }

    private static DataSource dataSource(String name) {
        return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class);
    }
}

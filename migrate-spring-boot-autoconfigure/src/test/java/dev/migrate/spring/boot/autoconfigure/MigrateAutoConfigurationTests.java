package dev.migrate.spring.boot.autoconfigure;

import static dev.migrate.operation.SqlType.integer;
import static dev.migrate.operation.TablePart.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.StepReport;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.spring.boot.autoconfigure.properties.MigrateProperties;
import dev.migrate.spring.boot.autoconfigure.startup.MigrationInitializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

@ExtendWith(OutputCaptureExtension.class)
class MigrateAutoConfigurationTests {

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner withDataSource =
            this.contextRunner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

    @Test
    void backsOffWithoutAnyDatabase() {
        this.contextRunner.run((context) -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(MigrationEngine.class)
                .doesNotHaveBean(MigrationInitializer.class));
    }

    @Test
    void backsOffWhenDisabled() {
        this.withDataSource
                .withPropertyValues("migrate.enabled=false")
                .run((context) -> assertThat(context)
                        .doesNotHaveBean(MigrationEngine.class)
                        .doesNotHaveBean(MigrationInitializer.class)
                        .doesNotHaveBean(SchemaManagementProvider.class));
    }

    @Test
    void upgradesTheDataSourceOfTheApplication() {
        this.withDataSource.run((context) -> {
            assertThat(context).hasSingleBean(MigrationEngine.class);
            assertThat(revisions(context.getBean(DataSource.class)))
                    .containsExactlyInAnyOrder("acc0001", "acc0002", "acc0003", "acc0004");
        });
    }

    @Test
    void logsCurrentRevisionsInOneLine(CapturedOutput output) {
        this.withDataSource.run((context) -> assertThat(output.getAll()
                        .lines()
                        .filter((line) -> line.contains(MigrationInitializer.class.getSimpleName())))
                .singleElement()
                .asString()
                .contains("Database is at 'acc0004', target 'heads': 4 revisions applied."));
    }

    @Test
    void usesMigrateUrlWithoutDataSource() {
        String url = "jdbc:h2:mem:own-url;DB_CLOSE_DELAY=-1";
        this.contextRunner
                .withPropertyValues("migrate.url=" + url, "migrate.user=sa", "migrate.password=")
                .run((context) -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
                    assertThat(revisions(h2(url))).hasSize(4);
                });
    }

    @Test
    void usesMigrateUrlInsteadOfDataSource() {
        String url = "jdbc:h2:mem:beside;DB_CLOSE_DELAY=-1";
        this.withDataSource
                .withPropertyValues("migrate.url=" + url, "migrate.user=sa", "migrate.password=")
                .run((context) -> {
                    assertThat(revisions(h2(url))).hasSize(4);
                    assertThat(tables(context.getBean(DataSource.class))).isEmpty();
                });
    }

    @Test
    void usesConnectionDetailsOfTheApplicationWithoutDataSource() {
        this.contextRunner
                .withBean(JdbcConnectionDetails.class, () -> new H2Details("details-only"))
                .run((context) -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
                    assertThat(revisions(h2("jdbc:h2:mem:details-only"))).hasSize(4);
                });
    }

    @Test
    void connectionDetailsReplaceProperties() {
        this.withDataSource
                .withBean(MigrateConnectionDetails.class, () -> new MigrateH2Details("by-details", "sa"))
                .withPropertyValues("migrate.url=jdbc:h2:mem:never")
                .run((context) -> {
                    assertThat(context).hasSingleBean(MigrateConnectionDetails.class);
                    assertThat(revisions(h2("jdbc:h2:mem:by-details"))).hasSize(4);
                });
    }

    @Test
    void usesTheAnnotatedDataSource() {
        this.withDataSource.withUserConfiguration(MarkedDataSource.class).run((context) -> {
            assertThat(revisions(h2("jdbc:h2:mem:marked"))).hasSize(4);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void failsWithSeveralDataSourcesWithoutPrimary() {
        this.contextRunner
                .withBean("one", DataSource.class, () -> h2("jdbc:h2:mem:one"))
                .withBean("two", DataSource.class, () -> h2("jdbc:h2:mem:two"))
                .run((context) ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("several data sources"));
    }

    @Test
    void passesEveryPropertyToTheEngine() {
        List<MigrateSettings> seen = new ArrayList<>();
        this.withDataSource
                .withBean(MigrateSettingsCustomizer.class, () -> (settings) -> {
                    seen.add(settings);
                    return settings;
                })
                .withPropertyValues(
                        "migrate.startup=none",
                        "migrate.locations=classpath:db/branched,file:somewhere",
                        "migrate.schema=own",
                        "migrate.table-prefix=m_",
                        "migrate.transaction=per-run",
                        "migrate.lock.wait=7s",
                        "migrate.lock-timeout=8s",
                        "migrate.statement-timeout=9s",
                        "migrate.lock-retry=10s",
                        "migrate.ahead=fail",
                        "migrate.baseline=4711",
                        "migrate.allow-non-empty=true",
                        "migrate.edited=fail",
                        "migrate.author=Jane Doe",
                        "migrate.file-template={revision}.sql",
                        "migrate.autogenerate.source=jpa",
                        "migrate.autogenerate.scratch-url=jdbc:h2:mem:scratch",
                        "migrate.autogenerate.include=shop_*,audit.*",
                        "migrate.autogenerate.exclude=shop_old_*",
                        "migrate.autogenerate.ignore-names=true")
                .run((context) -> assertThat(seen)
                        .containsExactly(MigrateSettings.builder()
                                .locations("classpath:db/branched", "file:somewhere")
                                .schema("own")
                                .tablePrefix("m_")
                                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                                .lockWait(Duration.ofSeconds(7))
                                .lockTimeout(Duration.ofSeconds(8))
                                .statementTimeout(Duration.ofSeconds(9))
                                .lockRetry(Duration.ofSeconds(10))
                                .ahead(MigrateSettings.Ahead.FAIL)
                                .baseline("4711")
                                .allowNonEmpty(true)
                                .edited(MigrateSettings.Edited.FAIL)
                                .author("Jane Doe")
                                .fileTemplate("{revision}.sql")
                                .autogenerate(MigrateSettings.Autogenerate.defaults()
                                        .withSource("jpa")
                                        .withScratchUrl("jdbc:h2:mem:scratch")
                                        .withInclude(List.of("shop_*", "audit.*"))
                                        .withExclude(List.of("shop_old_*"))
                                        .withIgnoreNames(true))
                                .build()));
    }

    @Test
    void runsRevisionsThatAreBeans() {
        this.withDataSource
                .withBean("rate", Integer.class, () -> 7)
                .withUserConfiguration(AddRate.class)
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(revisions(context.getBean(DataSource.class))).contains("acc0004", "rate0001");
                    assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                    .queryForList("select percent from rate", Integer.class))
                            .containsExactly(7);
                    RevisionReport report = context.getBean(MigrationEngine.class)
                            .show("rate0001")
                            .get(0);
                    assertThat(report.script().kind()).isEqualTo("java");
                    assertThat(report.script().location())
                            .endsWith("/autoconfigure/MigrateAutoConfigurationTests$AddRate.class");
                });
    }

    @Test
    void findsJavaRevisionsInTheLocations() {
        this.withDataSource
                .withPropertyValues("migrate.locations=classpath:db/java")
                .run((context) ->
                        assertThat(revisions(context.getBean(DataSource.class))).containsExactly("java0001"));
    }

    // #region bean
    @Component
    @Revision(id = "rate0001", revises = "acc0004", message = "Add rate")
    static class AddRate implements Migration {

        private final int percent;

        AddRate(@Qualifier("rate") int percent) {
            this.percent = percent;
        }

        @Override
        public void upgrade(Operations operations) {
            operations.createTable("rate", column("percent", integer()).notNull());
            operations.sql("insert into rate (percent) values (%d)".formatted(this.percent));
        }

        @Override
        public void downgrade(Operations operations) {
            operations.dropTable("rate");
        }
    }
    // #endregion

    @Test
    void usesTheDefaultsOfTheEngine() {
        assertThat(new MigrateProperties().toSettings()).isEqualTo(MigrateSettings.defaults());
    }

    @Test
    void callsCustomizersInOrder() {
        this.withDataSource
                .withUserConfiguration(TwoCustomizers.class)
                .run((context) ->
                        assertThat(tables(context.getBean(DataSource.class))).contains("SECOND_REVISION"));
    }

    @Test
    void notifiesEveryListener() {
        this.withDataSource
                .withBean("one", StepCounter.class)
                .withBean("two", StepCounter.class)
                .run((context) -> assertThat(
                                context.getBeansOfType(StepCounter.class).values())
                        .hasSize(2)
                        .allSatisfy((counter) ->
                                assertThat(counter.steps).containsExactly("acc0001", "acc0002", "acc0003", "acc0004")));
    }

    @Test
    void backsOffFromEngineBeanAndRunsItAtStartup() {
        this.withDataSource.withUserConfiguration(OwnEngine.class).run((context) -> {
            assertThat(context)
                    .hasSingleBean(MigrationEngine.class)
                    .hasBean("ownEngine")
                    .hasSingleBean(MigrationInitializer.class);
            assertThat(tables(context.getBean(DataSource.class))).contains("OWN_REVISION");
        });
    }

    @Test
    void runsEngineBeanWithoutDataSourceBean() {
        this.contextRunner
                .withUserConfiguration(EngineAlone.class)
                .run((context) ->
                        assertThat(revisions(h2("jdbc:h2:mem:engine-alone"))).hasSize(4));
    }

    @Test
    void worksWithoutActuatorAndJpaAndSecurity() {
        this.withDataSource
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate",
                        "jakarta.persistence",
                        "org.springframework.security",
                        "org.jooq",
                        "org.quartz"))
                .run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MigrationEngine.class));
    }

    @Test
    void managesOnlyTheSchemaOfTheApplication() {
        this.withDataSource.run((context) -> {
            SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
            assertThat(provider.getSchemaManagement(context.getBean(DataSource.class)))
                    .isEqualTo(SchemaManagement.MANAGED);
            assertThat(provider.getSchemaManagement(h2("jdbc:h2:mem:other"))).isEqualTo(SchemaManagement.UNMANAGED);
        });
    }

    @Test
    void managesTheSchemaOfTheApplicationAsAnotherUser() {
        this.withDataSource
                .withPropertyValues("migrate.user=sa", "migrate.password=")
                .run((context) -> {
                    assertThat(revisions(context.getBean(DataSource.class))).hasSize(4);
                    assertThat(context.getBean(SchemaManagementProvider.class)
                                    .getSchemaManagement(context.getBean(DataSource.class)))
                            .isEqualTo(SchemaManagement.MANAGED);
                });
    }

    private static SimpleDriverDataSource h2(String url) {
        String open = url.contains("DB_CLOSE_DELAY") ? url : url + ";DB_CLOSE_DELAY=-1";
        return new SimpleDriverDataSource(new org.h2.Driver(), open, "sa", "");
    }

    private static List<String> revisions(DataSource dataSource) {
        return new JdbcTemplate(dataSource).queryForList("select revision from migrate_revision", String.class);
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class);
    }

    private record H2Details(String name) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:h2:mem:" + this.name + ";DB_CLOSE_DELAY=-1";
        }
    }

    private record MigrateH2Details(String name, String user) implements MigrateConnectionDetails {

        @Override
        public String getUsername() {
            return this.user;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:h2:mem:" + this.name + ";DB_CLOSE_DELAY=-1";
        }
    }

    static final class StepCounter implements MigrateListener {

        private final List<String> steps = new ArrayList<>();

        @Override
        public void stepDone(Step step, StepReport report) {
            this.steps.add(report.revision());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedDataSource {

        @Bean(defaultCandidate = false)
        @MigrateDataSource
        DataSource migratingDataSource() {
            return h2("jdbc:h2:mem:marked");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {

        @Bean
        @Order(2)
        MigrateSettingsCustomizer second() {
            return (settings) -> withPrefix(settings, "first_".equals(settings.tablePrefix()) ? "second_" : "wrong_");
        }

        @Bean
        @Order(1)
        MigrateSettingsCustomizer first() {
            return (settings) -> withPrefix(settings, "first_");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnEngine {

        @Bean
        MigrationEngine ownEngine(DataSource dataSource) {
            return engine(dataSource, withPrefix(MigrateSettings.defaults(), "own_"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EngineAlone {

        @Bean
        MigrationEngine engineAlone() {
            return engine(h2("jdbc:h2:mem:engine-alone"), MigrateSettings.defaults());
        }
    }

    private static MigrationEngine engine(DataSource dataSource, MigrateSettings settings) {
        return MigrationEngine.builder(dataSource).settings(settings).build();
    }

    private static MigrateSettings withPrefix(MigrateSettings settings, String prefix) {
        return settings.toBuilder().tablePrefix(prefix).build();
    }
}

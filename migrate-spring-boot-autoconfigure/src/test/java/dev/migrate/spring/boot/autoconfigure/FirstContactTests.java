package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.FirstContactException;
import dev.migrate.spring.boot.autoconfigure.startup.PendingRevisionsException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** StartupMode on a database that other tools have used. */
class FirstContactTests {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final DataSource database = new DriverManagerDataSource(this.url, "sa", "");

    private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + this.url, "spring.datasource.username=sa");

    @Test
    void rejectsDatabaseMigratedByFlyway() {
        Flyway.configure()
                .dataSource(this.database)
                .locations("classpath:db/none")
                .failOnMissingLocations(false)
                .baselineOnMigrate(true)
                .load()
                .baseline();
        refused((refusal) -> assertThat(refusal)
                .hasMessageContaining("There is no record of Migrate, but")
                .hasMessageContaining("'flyway_schema_history' (history of Flyway)"));
    }

    @Test
    void recognizesFlywayTableByItsColumns() {
        Flyway.configure()
                .dataSource(this.database)
                .locations("classpath:db/none")
                .failOnMissingLocations(false)
                .table("shop_versions")
                .load()
                .baseline();
        refused((refusal) -> assertThat(refusal).hasMessageContaining("'shop_versions' (history of Flyway)"));
    }

    @Test
    void tablesOfSpringAndQuartzDoNotCount() {
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-h2.sql"),
                        new ClassPathResource("org/springframework/session/jdbc/schema-h2.sql"),
                        new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_h2.sql"))
                .execute(this.database);
        this.contextRunner.run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(revisions()).hasSize(4);
        });
    }

    @Test
    void rejectsTablesCreatedByTheUrl() {
        this.contextRunner
                .withPropertyValues(
                        "spring.datasource.url=" + this.url + ";INIT=CREATE TABLE IF NOT EXISTS ITEM (ID INT)")
                .run((context) -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(FirstContactException.class)
                        .hasMessageContaining("'ITEM'"));
        this.contextRunner
                .withPropertyValues(
                        "spring.datasource.url=" + this.url + ";INIT=CREATE TABLE IF NOT EXISTS ITEM (ID INT)",
                        "migrate.allow-non-empty=true")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void secondContextUpgradesNothing() {
        this.contextRunner.run((first) -> this.contextRunner.run((second) -> {
            assertThat(second).hasNotFailed();
            assertThat(revisions()).hasSize(4);
        }));
    }

    @Test
    void baselineIsStampedAtStartAndNotByValidate() {
        new JdbcTemplate(this.database).execute("create table account (id bigint primary key, name varchar(50))");
        String baseline = "migrate.baseline=acc0004";
        this.contextRunner
                .withPropertyValues(baseline, "migrate.startup=validate")
                .run((context) -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(PendingRevisionsException.class, (pending) -> {
                            assertThat(pending)
                                    .hasMessage(
                                            "The database has no record of revisions. The first upgrade would stamp"
                                                    + " 'migrate.baseline' acc0004; 'migrate.startup=validate' does not stamp.");
                            assertThat(pending.remedy())
                                    .isEqualTo("Run 'migrate upgrade' once, or set 'migrate.startup=upgrade'.");
                        }));
        this.contextRunner
                .withPropertyValues("migrate.baseline=acc0003", "migrate.startup=validate")
                .run((context) -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("acc0003 and run 1 revision after it;")
                        .hasMessageEndingWith("\n  - 'acc0004': Add note table"));
        this.contextRunner
                .withPropertyValues(baseline)
                .run((context) -> assertThat(context).hasNotFailed());
        assertThat(revisions()).hasSize(4);
        this.contextRunner
                .withPropertyValues(baseline, "migrate.startup=validate")
                .run((context) -> assertThat(context).hasNotFailed());
    }

    private void refused(Consumer<Throwable> refusal) {
        for (String startup : List.of("upgrade", "validate")) {
            this.contextRunner
                    .withPropertyValues("migrate.startup=" + startup)
                    .run((context) -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .isInstanceOf(FirstContactException.class)
                            .satisfies(refusal::accept));
        }
    }

    private List<String> revisions() {
        return new JdbcTemplate(this.database).queryForList("select revision from migrate_revision", String.class);
    }
}

package dev.migrate.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.MigrationEngine;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The documented rights are sufficient and required: one user migrates, another runs the application. */
abstract class RightsContract {

    private static final Path FILES = Path.of("src/test/resources/rights");

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final ApplicationContextRunner contextRunner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class));
    private TestDatabase database;

    /** Returns the file that creates the users. */
    abstract String users();

    /** Returns the file that makes the record read-only for the application, if supported. */
    abstract List<String> readOnly();

    /** Returns the statements that drop a user. */
    abstract List<String> removal(String user);

    /** Returns the part of a URL that contains the database. */
    abstract String name(TestDatabase of);

    @BeforeEach
    void createUsers(TestDatabase empty) throws IOException {
        this.database = empty;
        run(users());
    }

    @AfterEach
    void removeUsers() {
        for (String user : List.of(owner(), application())) {
            removal(user).forEach(this.database.jdbc()::execute);
        }
    }

    @Test
    void migratesAsOneUserAndValidatesAsAnother() throws IOException {
        starts(owner(), "upgrade");
        starts(application(), "validate");
        starts(application(), "upgrade");
        for (String file : readOnly()) {
            run(file);
        }
        starts(application(), "validate");
        JdbcTemplate jdbc = new JdbcTemplate(as(application()));
        jdbc.update("insert into account (id, name) values (1, 'Jane')");
        assertThat(jdbc.queryForObject("select name from account", String.class))
                .isEqualTo("Jane");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.execute("alter table account add column more int"));
    }

    @Test
    void applicationUserCanReadButNotMigrate() {
        starts(owner(), "upgrade");
        this.contextRunner
                .withBean(DataSource.class, () -> as(application()))
                .withPropertyValues("migrate.startup=none")
                .run((context) -> {
                    MigrationEngine engine = context.getBean(MigrationEngine.class);
                    assertThat(engine.current().upToDate()).isTrue();
                    assertThat(engine.status().lock()).isNull();
                    assertThat(engine.history(null).revisions()).hasSize(4);
                    assertThat(engine.show("head")).hasSize(1);
                    assertThat(engine.log(10).entries()).hasSize(4);
                    assertThatExceptionOfType(MigrateException.class)
                            .isThrownBy(() -> engine.downgrade(MigrationRequest.to("base")));
                    assertThat(engine.current().upToDate()).isTrue();
                });
    }

    @Test
    void printsStatementForOwnerIfUserCannotAlterRecord() {
        starts(owner(), "upgrade");
        JdbcTemplate administrator = this.database.jdbc();
        administrator.execute("alter table migrate_revision drop column format");
        administrator.execute("delete from migrate_revision where revision = 'acc0004'");
        administrator.execute("update migrate_revision set is_head = 1 where revision = 'acc0003'");
        administrator.execute("drop table note");
        this.contextRunner
                .withBean(DataSource.class, () -> as(application()))
                .withPropertyValues("migrate.startup=none")
                .run((context) -> {
                    MigrationEngine engine = context.getBean(MigrationEngine.class);
                    assertThatExceptionOfType(MigrateException.class)
                            .isThrownBy(() -> engine.upgrade(MigrationRequest.to("head")))
                            .satisfies((failure) -> {
                                assertThat(failure.code()).isEqualTo(ErrorCode.MISSING_RIGHTS);
                                assertThat(failure).hasMessageStartingWith("Could not add column 'format' to table");
                                new JdbcTemplate(as(owner()))
                                        .execute(failure.remedy()
                                                .in(Wording.properties())
                                                .replaceFirst("Run '(.*)' as the owner of the table, then.*", "$1"));
                            });
                    assertThat(engine.current().pending()).isEqualTo(1);
                });
        starts(owner(), "upgrade");
    }

    private void starts(String user, String startup) {
        this.contextRunner
                .withBean(DataSource.class, () -> as(user))
                .withPropertyValues("migrate.startup=" + startup)
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(MigrationEngine.class).current().upToDate())
                            .isTrue();
                });
    }

    private void run(String file) throws IOException {
        String script = Files.readString(FILES.resolve(file))
                .replaceAll("(?m)^--.*\\n", "")
                .replace("bookshop_owner", owner())
                .replace("bookshop_app", application())
                .replace("bookshop.", name(this.database) + ".");
        for (String statement : script.split(";\\s*")) {
            if (!statement.isBlank()) {
                this.database.jdbc().execute(statement);
            }
        }
    }

    private DataSource as(String user) {
        return new DriverManagerDataSource(this.database.url(), user, "change-me");
    }

    private String owner() {
        return "owner_" + this.suffix;
    }

    private String application() {
        return "app_" + this.suffix;
    }
}

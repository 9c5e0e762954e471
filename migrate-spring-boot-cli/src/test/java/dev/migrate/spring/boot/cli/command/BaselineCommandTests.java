package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.cli.command.Shell.Answer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class BaselineCommandTests {

    private static final String CUSTOMER = "create table customer (id bigint primary key, name varchar(100) not null)";

    @TempDir
    private Path project;

    private Path location;
    private Shell shell;

    @BeforeEach
    void createLocation() throws IOException {
        this.location = Files.createDirectories(this.project.resolve("scripts"));
        this.shell = new Shell("file:" + this.location, this.project);
    }

    @Test
    void followsTheRefusalOfTheFirstScript() throws IOException {
        this.shell.execute(CUSTOMER).models(CUSTOMER, "create table invoice (id bigint primary key)");
        Answer refused = this.shell.type("revision", "--autogenerate", "-m", "Follow the models");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("There are no scripts yet, but").contains("'CUSTOMER'");
        assertThat(scripts()).isEmpty();
        Matcher command = Pattern.compile("'migrate (baseline -m) TEXT'").matcher(refused.err());
        assertThat(command.find()).isTrue();

        Answer baseline = this.shell.type("baseline", "-m", "Schema before Migrate", "--rev-id", "1.0");
        assertThat(baseline.exitCode()).as(baseline.err()).isZero();
        assertThat(baseline.out())
                .contains("Wrote ")
                .contains("The database is stamped as 1.0.")
                .doesNotContain("Rebuild");
        assertThat(Files.readString(scripts().get(0)))
                .startsWith("-- Schema before Migrate\n")
                .contains("-- Revision ID: 1.0\n")
                .contains("-- migrate:upgrade\nCREATE TABLE customer (")
                .doesNotContain("-- migrate:downgrade")
                .doesNotContain("migrate:todo");
        assertThat(this.shell.type("current", "-q").lines()).containsExactly("1.0");
        assertThat(this.shell
                        .type("revision", "--autogenerate", "-m", "Follow the models")
                        .exitCode())
                .isZero();
        assertThat(scripts().stream().filter((script) -> !script.toString().contains("1.0")))
                .singleElement()
                .satisfies((script) -> assertThat(Files.readString(script))
                        .contains("CREATE TABLE invoice")
                        .doesNotContain("customer"));
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
        assertThat(this.shell.type("check").exitCode()).isZero();
    }

    @Test
    void irreversibleRevisionIsNotReverted() {
        this.shell.execute(CUSTOMER);
        assertThat(this.shell.type("baseline").exitCode()).isZero();
        Answer downgrade = this.shell.type("downgrade", "base");
        assertThat(downgrade.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(downgrade.err()).contains("which has no downgrade section");
    }

    @Test
    void withoutAStampTheDatabaseHasNoRecord() throws IOException {
        this.shell.execute(CUSTOMER);
        Answer answer = this.shell.type("baseline", "--no-stamp", "--json");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.json().path("stamped").asBoolean(true)).isFalse();
        assertThat(answer.json().path("file").asString())
                .isEqualTo(scripts().get(0).toString());
        assertThat(this.shell.type("upgrade").err()).contains("There is no record of Migrate");
        String id = answer.json().path("revision").path("id").asString();
        assertThat(this.shell.type("stamp", id).exitCode()).isZero();
        assertThat(this.shell.type("upgrade").exitCode()).isZero();
    }

    @Test
    void marksWhatIsStillToBeWritten() throws IOException {
        this.shell.execute(CUSTOMER, "create constant half value 0.5");
        Answer refused = this.shell.type("baseline");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("constant HALF").contains("'migrate baseline --no-stamp'");
        assertThat(scripts()).isEmpty();

        assertThat(this.shell.type("baseline", "--no-stamp", "--rev-id", "b1").out())
                .contains("To be written: constant HALF");
        Path script = scripts().get(0);
        assertThat(Files.readString(script)).contains("-- migrate:todo create constant HALF\n");
        assertThat(this.shell.type("stamp", "b1").exitCode()).isNotZero();
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("-- migrate:todo create constant HALF", "CREATE CONSTANT half VALUE 0.5;"));
        assertThat(this.shell.type("stamp", "b1").exitCode()).isZero();
    }

    @Test
    void isTheFirstOfAllRevisions() throws IOException {
        this.shell.execute(CUSTOMER);
        assertThat(this.shell.type("revision", "-m", "First", "--rev-id", "a1").exitCode())
                .isZero();
        Answer answer = this.shell.type("baseline");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err())
                .contains("There are scripts already (head 'a1')")
                .contains("'migrate stamp REV'");
        assertThat(scripts()).hasSize(1);
    }

    @Test
    void requiresATable() throws IOException {
        Answer answer = this.shell.type("baseline");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).contains("The database contains no table").contains("'migrate revision'");
        assertThat(scripts()).isEmpty();
    }

    @Test
    void keepsTheScriptIfTheDatabaseMightBeStamped() throws IOException {
        this.shell.execute(CUSTOMER).connections(LostReply::new);
        Answer answer = this.shell.type("baseline", "--rev-id", "b1");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(scripts())
                .singleElement()
                .satisfies((script) -> assertThat(answer.err())
                        .contains("might be stamped as 'b1'", script.toString(), "'migrate current'"));
        assertThat(this.shell
                        .connections(UnaryOperator.identity())
                        .type("current", "-q")
                        .lines())
                .containsExactly("b1");
    }

    @Test
    void deletesTheScriptIfTheDatabaseIsCertainlyNotStamped() throws IOException {
        this.shell.execute(CUSTOMER, "create table migrate_revision (id int)");
        Answer answer = this.shell.type("baseline", "--rev-id", "b1");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.err()).contains("migrate_revision").doesNotContain("might be stamped");
        assertThat(scripts()).isEmpty();
    }

    /** Loses the connection right after the stamp was committed. */
    private static final class LostReply extends DelegatingDataSource {

        private LostReply(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        Object result;
                        try {
                            result = method.invoke(connection, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getTargetException();
                        }
                        if (method.getName().equals("commit") && isStamped()) {
                            connection.close();
                            throw new SQLException("The connection was lost", "08006");
                        }
                        return result;
                    });
        }

        private boolean isStamped() {
            JdbcTemplate jdbc = new JdbcTemplate(Objects.requireNonNull(getTargetDataSource()));
            String tables = "select count(*) from information_schema.tables where table_name = 'MIGRATE_REVISION'";
            return Objects.requireNonNull(jdbc.queryForObject(tables, Integer.class)) > 0
                    && !jdbc.queryForList("select revision from migrate_revision")
                            .isEmpty();
        }
    }

    private List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(this.location)) {
            return files.sorted().toList();
        }
    }
}

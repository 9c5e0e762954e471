package dev.migrate.spring.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.spring.boot.cli.command.ExitCode;
import dev.migrate.spring.boot.cli.command.MigrateCommandLine;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands in an application with several engines. */
class AllEnginesTests {

    private static final String AWAY = "jdbc:postgresql://127.0.0.1:1/people?connectTimeout=1";

    private final List<String> properties = new ArrayList<>(List.of(
            "spring.datasource.generate-unique-name=true",
            "migrate.startup=none",
            "migrate.instances.people.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            "migrate.instances.people.user=sa",
            "migrate.instances.people.locations=classpath:db/people"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current",
                "history",
                "heads",
                "branches",
                "log",
                "show head",
                "check",
                "upgrade",
                "upgrade --sql",
                "upgrade --dry-run",
                "downgrade base",
                "stamp head",
                "stamp head --sql",
                "ensure-version",
                "ensure-version --sql",
                "repair acc0001",
                "init",
                "edit head",
                "merge",
                "revision -m x"
            })
    void requireAnEngineName(String command) {
        Answer answer = type(command)[0];
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(answer.err()).contains("'default', 'people'").contains("--engine NAME");
    }

    @Test
    void requireNoNameForASingleEngine() {
        this.properties.add("migrate.instances.people.enabled=false");
        assertThat(type("current")[0].exitCode()).isZero();
        assertThat(type("current --engine default")[0].exitCode()).isZero();
    }

    @Test
    void suggestTheNearestName() {
        Answer answer = type("current --engine poeple")[0];
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(answer.err()).contains("Did you mean 'people'?").contains("'default', 'people'");
        assertThat(type("revision -m x --engine poeple")[0].err()).contains("Did you mean 'people'?");
    }

    @Test
    void runOnAllEnginesInTurn() {
        Answer[] answers = type("upgrade --engine all", "current --engine all --check-heads");
        assertThat(answers[0].exitCode()).as(answers[0].err()).isZero();
        assertThat(answers[0].out())
                .containsSubsequence("Engine 'default':", "acc0004", "Engine 'people':", "person01");
        assertThat(answers[1].exitCode()).isZero();
        assertThat(answers[1].out())
                .containsSubsequence("Engine 'default':", "acc0004", "Engine 'people':", "person01");
    }

    @Test
    void printOneDocumentForAllEngines() {
        JsonNode document = type("current --engine all --json")[0].json();
        assertThat(document.propertyNames()).containsExactly("engines");
        assertThat(document.path("engines").propertyNames()).containsExactly("default", "people");
        assertThat(document.at("/engines/default/pending").asInt()).isEqualTo(4);
        assertThat(document.at("/engines/people/pending").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"current --engine people", "current --engine all --json", "validate --engine people"})
    void nameTheBaselineOfTheEngine(String command) {
        this.properties.add("migrate.instances.people.baseline=person01");
        this.properties.removeIf((property) -> property.startsWith("migrate.instances.people.url="));
        this.properties.add("migrate.instances.people.url=jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;INIT=create table if not exists account (id int)");
        assertThat(type(command)[0].out().replaceAll("\\s+", " "))
                .contains("set by 'migrate.instances.people.baseline'");
    }

    @Test
    void exitWithThreeIfOneResultIsNegative() {
        Answer[] answers = type("upgrade --engine people", "current --engine all -c", "current --engine people -c");
        assertThat(answers[1].exitCode()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(answers[2].exitCode()).isZero();
    }

    @Test
    void stopAtTheFirstFailureOfAnUpgrade() {
        this.properties.add("migrate.instances.people.locations=classpath:db/failing");
        Answer[] answers = type("upgrade --engine all --json", "current --engine default --json");
        assertThat(answers[0].exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answers[0].err()).contains("Error: Engine 'people': ").contains("Done: 'default'. Not run: none.");
        assertThat(answers[0].json().at("/engines/default/steps").size()).isEqualTo(4);
        assertThat(answers[0].json().at("/engines/people/problem/code").asString())
                .isEqualTo("statement-failed");
        assertThat(answers[1].json().path("upToDate").asBoolean()).isTrue();
    }

    @Test
    void upgradeNoneIfOneCheckFails() {
        Answer[] answers =
                type("upgrade person01 --engine all", "stamp acc0001 --engine all", "log --engine all --json");
        assertThat(answers[0].exitCode()).isEqualTo(ExitCode.UNRESOLVED);
        assertThat(answers[0].err()).contains("Done: none. Not run: 'people'.");
        assertThat(answers[1].exitCode()).isEqualTo(ExitCode.UNRESOLVED);
        assertThat(answers[2].json().at("/engines/default/entries").size()).isZero();
        assertThat(answers[2].json().at("/engines/people/entries").size()).isZero();
    }

    @Test
    void readOthersIfOneIsUnreachable() {
        this.properties.add("migrate.instances.people.url=" + AWAY);
        Answer[] answers = type("current --engine all --json", "current --engine people", "current --engine default");
        assertThat(answers[0].exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answers[0].json().at("/engines/default/pending").asInt()).isEqualTo(4);
        assertThat(answers[0].json().at("/engines/people/problem/remedy").asString())
                .contains("'migrate.instances.people.url'");
        assertThat(answers[1].err()).contains("'migrate.instances.people.url'").doesNotContain("'migrate.url'");
        assertThat(answers[2].exitCode()).isZero();
    }

    @Test
    void useThePropertyNamesOfTheEngineInProblems() {
        this.properties.add("migrate.instances.people.locations=file:/no/such/folder");
        Answer answer = type("current --engine people --json")[0];
        assertThat(answer.exitCode()).isEqualTo(ExitCode.UNRESOLVED);
        assertThat(answer.json().at("/problems/0/message").asString()).contains("'migrate.instances.people.locations'");
        assertThat(answer.json().path("detail").asString()).contains("'migrate.instances.people.locations'");
        this.properties.add("migrate.instances.people.table-prefix=no good");
        assertThat(type("current --engine people --json")[0]
                        .json()
                        .path("property")
                        .asString())
                .isEqualTo("migrate.instances.people.table-prefix");
    }

    @Test
    void reportMissingDriverDependency() {
        this.properties.add("migrate.instances.people.url=jdbc:oracle:thin:@db:1521/x");
        this.properties.add("spring.datasource.url=jdbc:mysql://db/x");
        this.properties.add("spring.datasource.driver-class-name=com.mysql.cj.jdbc.Drivre");
        Answer[] answers = type("current --engine people --json", "current --engine default --json");
        assertThat(answers[0].exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answers[0].json().path("code").asString()).isEqualTo("unsupported-database");
        assertThat(answers[0].err()).contains("'migrate.instances.people.url'").doesNotContain("\tat ");
        assertThat(answers[1].exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answers[1].json().path("remedy").asString()).contains("'com.mysql:mysql-connector-j'");
        assertThat(answers[1].err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revision -m x",
                "merge",
                "init",
                "edit head",
                "repair acc0001",
                "upgrade --sql",
                "stamp head --sql",
                "ensure-version --sql"
            })
    void rejectAllForSingleEngineCommands(String command) {
        Answer answer = type(command + " --engine all")[0];
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(answer.err()).contains("--engine NAME");
    }

    private Answer[] type(String... lines) {
        Answer[] answers = new Answer[lines.length];
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class))
                .withPropertyValues(this.properties.toArray(String[]::new))
                .withInitializer((context) -> context.getBeanFactory()
                        .registerSingleton("commands", (BeanFactoryInitializer<ConfigurableListableBeanFactory>)
                                (beans) -> {
                                    ApplicationCommandContext commandContext = new ApplicationCommandContext();
                                    commandContext.use(context);
                                    for (int i = 0; i < lines.length; i++) {
                                        answers[i] = type(commandContext, lines[i].split(" "));
                                    }
                                }))
                .run((context) -> {});
        return answers;
    }

    private static Answer type(ApplicationCommandContext commandContext, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                false,
                null,
                ZoneOffset.UTC);
        MigrateCommandLine commandLine = new MigrateCommandLine(terminal, commandContext);
        MigrateCommandLine.Request request = commandLine.parse(List.of(words));
        int exitCode = request.command() != null ? commandLine.run(request.command()) : request.exitCode();
        return new Answer(exitCode, out.toString(), err.toString());
    }

    record Answer(int exitCode, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(this.out);
        }
    }
}

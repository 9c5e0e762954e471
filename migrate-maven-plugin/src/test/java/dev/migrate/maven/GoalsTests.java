package dev.migrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.importer.flyway.FlywaySources;
import dev.migrate.report.Finding;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.cli.command.CommandContext;
import dev.migrate.spring.boot.cli.command.MigrateCommandLine;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Each command has a goal with a parameter for each option, and the page lists them all. */
class GoalsTests {

    /** The commands without a goal: those for a shell that runs the jar, and those that Maven itself provides. */
    private static final Set<String> NO_GOALS = Set.of("completion", "help");

    private static final Pattern WORD_AFTER_HYPHEN = Pattern.compile("-([a-z])");

    private final Map<String, Set<String>> goals = new TreeMap<>();

    private final Map<String, CommandLine> commands = new TreeMap<>(new MigrateCommandLine(
                    new Terminal(
                            new BufferedReader(new StringReader("")),
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(new StringWriter()),
                            false,
                            false,
                            null,
                            ZoneOffset.UTC),
                    new UnusedContext())
            .model()
            .getSubcommands());

    @BeforeEach
    void readDescriptor() throws Exception {
        this.commands.keySet().removeAll(NO_GOALS);
        try (InputStream descriptor = getClass().getResourceAsStream("/META-INF/maven/plugin.xml")) {
            String text = new String(descriptor.readAllBytes(), StandardCharsets.UTF_8);
            for (MojoDescriptor goal :
                    new PluginDescriptorBuilder().build(new StringReader(text)).getMojos()) {
                if (!goal.getGoal().equals("help")) {
                    this.goals.put(goal.getGoal(), properties(goal));
                }
            }
        }
    }

    @Test
    void everyCommandHasAGoal() {
        assertThat(this.goals.keySet()).isEqualTo(this.commands.keySet());
    }

    @Test
    void everyOptionHasAProperty() {
        this.commands.forEach((name, command) ->
                assertThat(this.goals.get(name)).as(name).containsAll(properties(command.getCommandSpec())));
    }

    /** A property with the name of a parameter could not be passed to the application. */
    @Test
    void parametersDoNotShadowApplicationProperties() throws IOException {
        Set<String> application = new TreeSet<>();
        for (URL metadata : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream json = metadata.openStream()) {
                String text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
                // the groups before the properties cannot be set
                application.addAll(
                        found("\"name\": \"migrate\\.([^\"]+)\"", text.substring(text.indexOf("\"properties\""))));
            }
        }
        assertThat(application).contains("url");
        this.goals.forEach(
                (name, properties) -> assertThat(properties).as(name).doesNotContainAnyElementsOf(application));
    }

    @Test
    void pageListsEachGoalWithItsParameters() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "reference", "maven-plugin.md"));
        this.commands.forEach((name, command) -> assertThat(lines)
                .filteredOn((line) -> line.startsWith("| `migrate:" + name + "` |"))
                .singleElement()
                .satisfies((row) -> assertThat(named(row)).isEqualTo(ofItsOwn(name))));
    }

    private Set<String> ofItsOwn(String goal) {
        Set<String> properties = new TreeSet<>(this.goals.get(goal));
        properties.removeAll(this.goals.get("branches"));
        return properties;
    }

    @Test
    void pageListsCommonParameters() throws IOException {
        Set<String> named = Files.readAllLines(Path.of("..", "docs", "reference", "maven-plugin.md")).stream()
                .filter((line) -> line.startsWith("| `migrate.") && line.endsWith(" |"))
                .flatMap((row) -> named(row.substring(0, row.indexOf('|', 1))).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(this.goals.get("branches"));
    }

    @Test
    void examplesOfThePageAreValid() throws IOException {
        List<String> examples = Files.readAllLines(Path.of("..", "docs", "how-to", "maven.md")).stream()
                .filter((line) -> line.matches("mvn .*migrate:.*") && !line.contains("-Dmigrate.url"))
                .toList();
        assertThat(examples).isNotEmpty().allSatisfy((example) -> {
            String goal = example.replaceAll(".*migrate:([\\w-]+).*", "$1");
            assertThat(this.goals).containsKey(goal);
            assertThat(this.goals.get(goal)).containsAll(found("-Dmigrate\\.(\\w+)", example));
        });
    }

    private static Set<String> named(String row) {
        return found("`migrate\\.(\\w+)`", row);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the editable parameters; a parameter has the name of its property without the prefix. */
    private static Set<String> properties(MojoDescriptor goal) {
        return goal.getParameters().stream()
                .filter((parameter) -> parameter.isEditable())
                .map((parameter) -> parameter.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> properties(CommandSpec command) {
        Set<String> names = command.options().stream()
                .map(OptionSpec::longestName)
                .filter((name) -> !name.equals("--help"))
                .map((name) -> WORD_AFTER_HYPHEN
                        .matcher(name.substring(2))
                        .replaceAll((found) -> found.group(1).toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!command.positionalParameters().stream().allMatch(PositionalParamSpec::hidden)) {
            names.add(command.name().equals("import") ? "tool" : "revision");
        }
        return names;
    }

    /** CommandContext for commands that are not run. */
    private static final class UnusedContext implements CommandContext {

        @Override
        public List<String> engines() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EnginePrefix prefix(String engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MigrationEngine engine(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScriptAuthor author(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModelSource models(MigrationEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Finding> propertyFindings() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FlywaySettings flywaySettings() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FlywaySources flywaySources(String product, Path replacements) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OfflineSql offline(String name) {
            throw new UnsupportedOperationException();
        }
    }
}

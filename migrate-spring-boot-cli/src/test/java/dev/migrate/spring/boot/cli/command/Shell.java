package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.importer.flyway.FlywayConfigurationFiles;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.importer.flyway.FlywaySources;
import dev.migrate.report.Finding;
import dev.migrate.report.MigrateListener;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.spring.boot.autoconfigure.properties.EngineNames;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands on an in-memory database. */
final class Shell implements CommandContext {

    private final String url;
    private MigrateSettings settings;
    private final Path project;
    private @Nullable Integer width;
    private boolean colored;
    private boolean interactive;
    private String answers = "";
    private @Nullable ModelSource models;
    private List<Finding> propertyFindings = List.of();
    private UnaryOperator<DataSource> connections = UnaryOperator.identity();

    Shell(String location, Path project) {
        this.url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        this.settings = MigrateSettings.defaults().withLocations(location);
        this.project = project;
    }

    Shell narrow(int characters) {
        this.width = characters;
        return this;
    }

    Shell colored() {
        this.colored = true;
        return this;
    }

    Shell interactive(String... answers) {
        this.interactive = true;
        this.answers = String.join("\n", answers);
        return this;
    }

    Shell models(String... statements) {
        this.models = new ModelSource() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public TargetSchema desired(DatabaseContext databaseContext) {
                return new TargetSchema(
                        List.of(statements), Map.of(), Set.of(), List.of(), false, (schemaObject) -> true);
            }
        };
        return this;
    }

    Shell propertyFindings(Finding... findings) {
        this.propertyFindings = List.of(findings);
        return this;
    }

    Shell settings(UnaryOperator<MigrateSettings.Builder> changes) {
        this.settings = changes.apply(this.settings.toBuilder()).build();
        return this;
    }

    Shell connections(UnaryOperator<DataSource> changes) {
        this.connections = changes;
        return this;
    }

    /** Runs statements on the database, as software other than Migrate does. */
    Shell execute(String... statements) {
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(this.url));
        for (String statement : statements) {
            jdbc.execute(statement);
        }
        return this;
    }

    Answer type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(this.answers)),
                new PrintWriter(out),
                new PrintWriter(err),
                this.interactive,
                this.colored,
                this.width,
                ZoneOffset.UTC);
        this.listener = new ProgressListener(terminal, false);
        MigrateCommandLine commandLine = new MigrateCommandLine(terminal, this);
        MigrateCommandLine.Request request = commandLine.parse(List.of(words));
        int exitCode = request.command() != null ? commandLine.run(request.command()) : request.exitCode();
        return new Answer(exitCode, out.toString(), err.toString());
    }

    private MigrateListener listener = new MigrateListener() {};

    @Override
    public List<String> engines() {
        return List.of(EngineNames.DEFAULT);
    }

    @Override
    public EnginePrefix prefix(@Nullable String name) {
        return new EnginePrefix("migrate.");
    }

    @Override
    public MigrationEngine engine(@Nullable String name) {
        return MigrationEngine.builder(this.connections.apply(new DriverManagerDataSource(this.url)))
                .settings(this.settings)
                .listener(this.listener)
                .build();
    }

    @Override
    public ScriptAuthor author(@Nullable String name) {
        return ScriptAuthor.builder()
                .settings(this.settings)
                .project(this.project)
                .build();
    }

    @Override
    public ModelSource models(MigrationEngine engine) {
        return Objects.requireNonNull(this.models);
    }

    @Override
    public List<Finding> propertyFindings() {
        return this.propertyFindings;
    }

    @Override
    public OfflineSql offline(@Nullable String name) {
        return OfflineSql.builder(this.url).settings(this.settings).build();
    }

    @Override
    public FlywaySettings flywaySettings() {
        return FlywaySettings.of(FlywayConfigurationFiles.read(this.project));
    }

    @Override
    public FlywaySources flywaySources(String product, @Nullable Path replacements) {
        return new FlywaySources(this.project, Shell.class.getClassLoader(), product, List.of(), replacements);
    }

    record Answer(int exitCode, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(this.out);
        }

        List<String> lines() {
            return this.out.lines().toList();
        }

        /** Replaces times and users with constants. */
        String timeless() {
            return this.out
                    .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  \\S+", "TIME  WHO")
                    .replaceAll("pending +", "pending  ")
                    .replaceAll("\\d+ ms", "N ms");
        }
    }
}

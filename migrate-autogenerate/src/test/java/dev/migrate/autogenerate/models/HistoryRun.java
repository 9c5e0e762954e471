package dev.migrate.autogenerate.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.MigrationEngine;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.DatabaseContext;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.autogenerate.Rename;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.render.Warning;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.schema.Schema;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database that follows the entities of an application by generated revisions. */
final class HistoryRun {

    private static final Path TARGET = Path.of("target/models");

    private final ModelHistory history;
    private final TestDatabase database;
    private final DataSource dataSource;
    private final Path project;
    private final MigrateSettings settings;
    private int made;

    HistoryRun(ModelHistory history, TestDatabase database, Path project) throws IOException {
        this.history = history;
        this.database = database;
        this.dataSource = dataSource(database);
        this.project = project;
        Path scripts = Files.createDirectory(project.resolve("scripts"));
        this.settings = MigrateSettings.builder()
                .locations(List.of("file:" + scripts))
                .build();
    }

    /** Returns a pool on H2, whose checks of a list of values fail once the session that created them is closed. */
    private static DataSource dataSource(TestDatabase database) {
        return database.product() == DatabaseProduct.H2
                ? JdbcConnectionPool.create(database.url(), database.user(), database.password())
                : database.dataSource();
    }

    /** Creates the schema of the entities after a number of changes in the empty database. */
    void create(int count) throws IOException {
        ModelSource models = this.history.models(count, product());
        upgrade(propose(models, List.of()), "Create");
        this.made = count;
        assertThat(Autogenerate.of(engine(), models).compare().differences()).isEmpty();
    }

    /** Makes the change that has this position: up, compared, down, and up again, before it fails. */
    void make(int position) throws IOException, SQLException {
        SoftAssertions soft = new SoftAssertions();
        ModelChange change = this.history.changes().get(position);
        ModelSource after = this.history.models(position + 1, product());
        execute(change.rows());
        StoredRows rows = StoredRows.in(this.dataSource);
        Schema schema = schema();

        Proposal proposal = propose(after, change.renames());
        record(proposal, position);
        review(change, proposal, soft);
        String head = upgrade(proposal, change.title(), change);

        soft.assertThat(Autogenerate.of(engine(), after).compare().differences())
                .as("differences after the upgrade")
                .isEmpty();
        followsUpgrade(change, rows, proposal, soft);
        engine().downgrade(MigrationRequest.to("-1"));
        soft.assertThat(SchemaComparison.between(schema(), schema, ComparisonRules.STRICT))
                .as("differences after the downgrade")
                .isEmpty();
        followsDowngrade(change, rows, soft);
        engine().upgrade(MigrationRequest.to(head));
        this.made = position + 1;
        soft.assertAll();
    }

    /** Returns the number of changes that the database has followed. */
    int made() {
        return this.made;
    }

    private Proposal propose(ModelSource models, List<String> renames) {
        Autogenerate autogenerate = Autogenerate.of(engine(), models);
        List<Rename> parsed = renames.stream().map(this::inDialect).map(autogenerate::rename).toList();
        Proposal proposal = autogenerate.propose(parsed);
        assertThat(proposal.verification().succeeded())
                .as("%s\n%s", proposal.verification(), proposal.upgrade() + "\n---- down\n" + proposal.downgrade())
                .isTrue();
        return proposal;
    }

    private void review(ModelChange change, Proposal proposal, SoftAssertions soft) {
        if (product() == DatabaseProduct.H2) {
            return;
        }
        soft.assertThat(ScriptReview.findings(proposal.upgrade())).as("a DBA's findings in the upgrade\n%s", proposal.upgrade()).isEmpty();
    }

    private String upgrade(Proposal proposal, String title) {
        return upgrade(proposal, title, ModelChange.of(title));
    }

    private String upgrade(Proposal proposal, String title, ModelChange change) {
        change.written().keySet().forEach((comment) -> assertThat(proposal.upgrade() + proposal.downgrade())
                .as("a comment for the author")
                .containsIgnoringCase("-- " + inDialect(comment)));
        String id = ScriptAuthor.builder()
                .settings(this.settings)
                .project(this.project)
                .build()
                .revision(RevisionRequest.of(title).sql(written(proposal.upgrade(), change), written(proposal.downgrade(), change)))
                .id();
        engine().upgrade(MigrationRequest.to("head"));
        return id;
    }

    /** Returns a section in which the author has replaced the comments. */
    private String written(String section, ModelChange change) {
        return section.lines()
                .map((line) -> change.written().entrySet().stream()
                        .filter((entry) -> line.regionMatches(
                                true, 0, "-- " + inDialect(entry.getKey()), 0, inDialect(entry.getKey()).length() + 3))
                        .map((entry) -> inDialect(entry.getValue()) + ";")
                        .findFirst()
                        .orElse(line))
                .collect(Collectors.joining("\n"));
    }

    private void followsUpgrade(ModelChange change, StoredRows before, Proposal proposal, SoftAssertions soft) throws SQLException {
        StoredRows after = StoredRows.in(this.dataSource);
        StoredRows renamed = renamed(before, change);
        List<String> lost = change.lost().stream().map(this::inDialect).toList();
        soft.assertThat(renamed.missingIn(after)).as("values lost by the upgrade").containsExactlyInAnyOrderElementsOf(lost);
        lost.forEach((name) -> soft.assertThat(proposal.warnings())
                .as("a warning about the loss of %s", name)
                .anySatisfy((warning) -> assertThat(warning.subject().toLowerCase(Locale.ROOT)).isEqualTo(name)));
        List<String> altered = change.altered().stream().map(this::inDialect).toList();
        StoredRows kept = renamed.without(altered);
        soft.assertThat(after.without(altered).restrictedTo(kept))
                .as("rows after the upgrade")
                .containsAllEntriesOf(kept.restrictedTo(after.without(altered)));
        soft.assertThat(unexpected(proposal.warnings(), change.warnings(product())))
                .as("warnings that differ from the expected ones")
                .isEmpty();
        soft.assertThat(change.statements(product()))
                .allSatisfy((words) -> assertThat(proposal.upgrade()).containsIgnoringCase(inDialect(words)));
        for (Map.Entry<String, List<String>> result : change.results().entrySet()) {
            soft.assertThat(query(result.getKey())).as(result.getKey()).containsExactlyElementsOf(result.getValue());
        }
    }

    /** Returns the warnings that no words describe, and the words that describe no warning. */
    private static List<String> unexpected(List<Warning> warnings, List<String> expected) {
        List<String> missing = new ArrayList<>(expected);
        List<String> unexpected = new ArrayList<>();
        for (Warning warning : warnings) {
            Optional<String> words = missing.stream()
                    .filter((each) -> warning.toString().toLowerCase(Locale.ROOT).contains(each))
                    .findFirst();
            words.ifPresentOrElse(missing::remove, () -> unexpected.add("written: " + warning));
        }
        missing.forEach((words) -> unexpected.add("not written: " + words));
        return unexpected;
    }

    private void followsDowngrade(ModelChange change, StoredRows before, SoftAssertions soft) throws SQLException {
        List<String> lost = new ArrayList<>(change.lost().stream().map(this::inDialect).toList());
        StoredRows after = StoredRows.in(this.dataSource);
        soft.assertThat(after.without(lost).tables().keySet()).isEqualTo(before.without(lost).tables().keySet());
        soft.assertThat(before.without(lost).missingIn(after)).as("values lost by the downgrade").isEmpty();
        soft.assertThat(after.without(lost).restrictedTo(before.without(lost)))
                .as("rows after the downgrade")
                .isEqualTo(before.without(lost).restrictedTo(after.without(lost)));
    }

    private StoredRows renamed(StoredRows rows, ModelChange change) {
        Map<String, String> tables = new java.util.HashMap<>();
        Map<String, String> columns = new java.util.HashMap<>();
        for (String rename : change.renames()) {
            String[] parts = inDialect(rename).split(":");
            boolean column = rows.tables().keySet().stream().noneMatch(parts[0]::equals);
            (column ? columns : tables).put(parts[0], parts[1]);
        }
        return rows.renamed(
                (table) -> tables.getOrDefault(table, table),
                (column) -> columns.getOrDefault(column, column.substring(column.lastIndexOf('.') + 1)));
    }

    /** Writes the script to a file, to be read. */
    private void record(Proposal proposal, int position) throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve(product().name().toLowerCase(Locale.ROOT)));
        Files.writeString(
                folder.resolve("%s-%d.sql".formatted(this.history.name(), position + 1)),
                proposal.upgrade() + "\n-- ---- downgrade\n" + proposal.downgrade());
    }

    private void execute(List<String> statements) throws SQLException {
        try (Connection connection = this.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(inDialect(sql));
            }
        }
    }

    private Schema schema() throws SQLException {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            DatabaseContext context = DatabaseContext.of(connection);
            Set<String> others = dialect.name().matches("mariadb|mysql")
                    ? Set.of()
                    : Set.of(context.folded("catalog"), context.folded("stock"));
            return Product.of(dialect)
                    .inspector()
                    .read(connection, new Scope(null, others, (name) -> !name.toLowerCase(Locale.ROOT).startsWith("migrate_")));
        }
    }

    private List<String> query(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = this.dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(inDialect(query))) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(StoredRows.text(result, column));
                }
                rows.add(String.join(",", values));
            }
        }
        return rows;
    }

    /** Returns SQL with the literals of UUIDs, and without schemas where there are none. */
    private String inDialect(String sql) {
        boolean mysql = product() == DatabaseProduct.MYSQL;
        String literals = java.util.regex.Pattern.compile("uuid\\((\\d)\\)")
                .matcher(sql)
                .replaceAll(mysql ? "x'0000000000000000000000000000000$1'" : "'00000000-0000-0000-0000-00000000000$1'");
        return Set.of(DatabaseProduct.MARIADB, DatabaseProduct.MYSQL).contains(product())
                ? literals.replaceAll("\\b(catalog|stock)\\.", "")
                : literals;
    }

    private DatabaseProduct product() {
        return this.database.product();
    }

    private MigrationEngine engine() {
        return MigrationEngine.builder(this.dataSource).settings(this.settings).build();
    }
}

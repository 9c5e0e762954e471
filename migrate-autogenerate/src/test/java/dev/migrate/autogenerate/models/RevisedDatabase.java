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
import dev.migrate.diff.SchemaDifference;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
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
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** A database that follows models by generated revisions, with its scripts in a project. */
final class RevisedDatabase implements AutoCloseable {

    private static final Pattern UUID = Pattern.compile("uuid\\((\\d)\\)");

    private final DatabaseProduct product;
    private final DataSource dataSource;
    private final Path project;
    private final MigrateSettings settings;
    private final @Nullable TestDatabase scratch;

    RevisedDatabase(TestDatabase database, Path project) throws IOException {
        this.product = database.product();
        this.dataSource = dataSource(database);
        this.project = project;
        this.scratch = this.product == DatabaseProduct.POSTGRESQL ? database.another() : null;
        this.settings = MigrateSettings.builder()
                .locations(List.of("file:" + Files.createDirectory(project.resolve("scripts"))))
                .autogenerate(MigrateSettings.Autogenerate.defaults().withScratchUrl(url(this.scratch)))
                .build();
    }

    /** Returns a pool on H2, whose checks of a list of values fail after the session that created them is closed. */
    private static DataSource dataSource(TestDatabase database) {
        return database.product() == DatabaseProduct.H2
                ? JdbcConnectionPool.create(database.url(), database.user(), database.password())
                : database.dataSource();
    }

    /** One scratch database for all revisions: PostgreSQL writes a checkpoint whenever a database is dropped. */
    private static @Nullable String url(@Nullable TestDatabase scratch) {
        return scratch == null
                ? null
                : "%s%suser=%s&password=%s"
                        .formatted(
                                scratch.url(),
                                scratch.url().contains("?") ? "&" : "?",
                                scratch.user(),
                                scratch.password());
    }

    DatabaseProduct product() {
        return this.product;
    }

    /** Returns the proposed script, which is verified. */
    Proposal propose(ModelSource models, List<String> renames) {
        Autogenerate autogenerate = Autogenerate.of(engine(), models);
        List<Rename> parsed =
                renames.stream().map(this::inDialect).map(autogenerate::rename).toList();
        Proposal proposal = autogenerate.propose(parsed);
        assertThat(proposal.verification().succeeded())
                .as("%s in\n%s\n%s", proposal.verification(), proposal.upgrade(), proposal.downgrade())
                .isTrue();
        return proposal;
    }

    /** Writes the script of a revision, applies it, and returns its id. */
    String upgrade(String title, String upgrade, String downgrade) {
        String id = ScriptAuthor.builder()
                .settings(this.settings)
                .project(this.project)
                .build()
                .revision(RevisionRequest.of(title).sql(upgrade, downgrade))
                .id();
        engine().upgrade(MigrationRequest.to("head"));
        return id;
    }

    void upgradeAgain(String id) {
        engine().upgrade(MigrationRequest.to(id));
    }

    void downgrade() {
        engine().downgrade(MigrationRequest.to("-1"));
    }

    List<SchemaDifference> differences(ModelSource models) {
        return Autogenerate.of(engine(), models).compare().differences();
    }

    /** Returns the schema without the engine's tables, with the other schemas of the models. */
    Schema schema() throws SQLException {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            DatabaseContext context = DatabaseContext.of(connection);
            Set<String> others = hasSchemas() ? Set.of(context.folded("catalog"), context.folded("stock")) : Set.of();
            return Product.of(dialect)
                    .inspector()
                    .read(
                            connection,
                            new Scope(
                                    null,
                                    others,
                                    (name) -> !name.toLowerCase(Locale.ROOT).startsWith("migrate_")));
        }
    }

    StoredRows rows() throws SQLException {
        return StoredRows.in(this.dataSource);
    }

    void execute(List<String> statements) throws SQLException {
        try (Connection connection = this.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(inDialect(sql));
            }
        }
    }

    /** Returns the rows of a query, with their values separated by commas. */
    List<String> query(String query) throws SQLException {
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

    /** Returns SQL with the literals of UUIDs and large objects, and without schemas where there are none. */
    String inDialect(String sql) {
        String literals = UUID.matcher(sql)
                .replaceAll(
                        this.product == DatabaseProduct.MYSQL
                                ? "x'" + "0".repeat(31) + "$1'"
                                : "'00000000-0000-0000-0000-00000000000$1'");
        String values = literals.replaceAll(
                "\\blob\\(('[^']*')\\)", this.product == DatabaseProduct.POSTGRESQL ? "lo_from_bytea(0, $1)" : "$1");
        return hasSchemas() ? values : values.replaceAll("\\b(catalog|stock)\\.", "");
    }

    private boolean hasSchemas() {
        return !Set.of(DatabaseProduct.MARIADB, DatabaseProduct.MYSQL).contains(this.product);
    }

    private MigrationEngine engine() {
        return MigrationEngine.builder(this.dataSource).settings(this.settings).build();
    }

    @Override
    public void close() {
        if (this.dataSource instanceof JdbcConnectionPool pool) {
            pool.dispose();
        }
        if (this.scratch != null) {
            this.scratch.close();
        }
    }
}

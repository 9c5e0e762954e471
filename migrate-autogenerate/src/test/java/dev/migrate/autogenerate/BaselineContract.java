package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.MigrationEngine;
import dev.migrate.ScriptAuthor;
import dev.migrate.WrittenScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.Wording;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.schema.Schema;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The existing schema of a database as its first script. */
abstract class BaselineContract {

    static final Scope SCOPE =
            new Scope(null, Set.of(), (name) -> !name.toLowerCase(Locale.ROOT).startsWith("migrate_"));

    @TempDir
    Path folder;

    TestDatabase database;

    @BeforeEach
    void open(TestDatabase empty) {
        this.database = empty;
    }

    /** Returns statements that create objects of many kinds. */
    abstract List<String> schema();

    /** Returns a statement that creates an object that is not read, and a part of its description. */
    abstract Map.Entry<String, String> unread();

    @Test
    void createsTheSameSchemaInAnEmptyDatabase() throws SQLException {
        execute(schema());
        Schema before = read(this.database);
        Baseline.Draft draft = Baseline.of(engine(this.database)).draft();
        assertThat(draft.unread()).isEmpty();
        assertThat(read(this.database)).as("The live database is unchanged").isEqualTo(before);

        WrittenScript script = write(draft);
        assertThat(script.reversible()).isFalse();
        engine(this.database).stamp(StampRequest.to(script.id()));
        assertThat(engine(this.database).upgrade(MigrationRequest.to("heads")).steps())
                .isEmpty();
        try (TestDatabase other = this.database.another()) {
            assertThat(engine(other).upgrade(MigrationRequest.to("heads")).steps())
                    .hasSize(1);
            assertThat(SchemaComparison.between(before, read(other), ComparisonRules.STRICT))
                    .isEmpty();
        }
    }

    @Test
    void firstScriptIsNotGeneratedFromDifferences() {
        execute(schema());
        FirstContactException refusal = catchThrowableOfType(
                FirstContactException.class,
                () -> Autogenerate.of(engine(this.database), models()).propose(List.of()));
        assertThat(refusal.code()).isEqualTo(ErrorCode.NON_EMPTY_SCHEMA);
        assertThat(refusal).hasMessageStartingWith("There are no scripts yet, but ");
        assertThat(refusal.remedy().in(Wording.properties())).contains("'migrate baseline -m TEXT'");

        WrittenScript script = write(Baseline.of(engine(this.database)).draft());
        engine(this.database).stamp(StampRequest.to(script.id()));
        assertThat(Autogenerate.of(engine(this.database), models())
                        .propose(List.of())
                        .upgrade())
                .containsIgnoringCase("CREATE TABLE first_model");
    }

    @Test
    void tablesThatAreUnrelatedToTheModelsCanBePermitted() {
        execute(schema());
        MigrationEngine permitting = MigrationEngine.builder(this.database.dataSource())
                .settings(settings().toBuilder().allowNonEmpty(true).build())
                .build();
        assertThat(Autogenerate.of(permitting, models()).propose(List.of()).isEmpty())
                .isFalse();
    }

    @Test
    void namesObjectsThatAreNotRead() {
        execute(schema());
        execute(List.of(unread().getKey()));
        assertThat(Baseline.of(engine(this.database)).draft().unread())
                .singleElement()
                .asString()
                .contains(unread().getValue());
    }

    @Test
    void requiresATable() {
        AutogenerateException refusal = catchThrowableOfType(
                AutogenerateException.class,
                () -> Baseline.of(engine(this.database)).draft());
        assertThat(refusal).hasMessage("The database contains no table, so there is no schema to write.");
    }

    @Test
    void omitsExcludedTablesAndThoseOfOtherTools() {
        execute(schema());
        execute(List.of(
                "create table flyway_schema_history (installed_rank int not null primary key, version varchar(50))",
                "create table left_out (id int primary key)"));
        assertThat(Baseline.of(excluding("left_out")).draft().upgrade())
                .containsIgnoringCase("CREATE TABLE account")
                .doesNotContainIgnoringCase("flyway")
                .doesNotContainIgnoringCase("left_out");
    }

    @Test
    void namesWhatNeedsAnExcludedTable() throws SQLException {
        execute(List.of(
                "create table left_out (id int not null primary key)",
                "create table account (id int not null primary key, other int,"
                        + " constraint fk_other foreign key (other) references left_out (id))",
                "create view others as select id from left_out",
                "create view all_others as select id from others"));
        execute(needing());
        MigrationEngine engine = excluding("left_out");

        Baseline.Draft draft = Baseline.of(engine).draft();

        assertThat(draft.unread())
                .extracting((description) -> description.toLowerCase(Locale.ROOT))
                .contains(
                        "view others, which uses the excluded table left_out",
                        "view all_others, which uses the view others",
                        "foreign key fk_other of account, which uses the excluded table left_out")
                .hasSize(3 + needing().size() - mentioning().size());
        assertThat(draft.upgrade()).doesNotContainIgnoringCase("CREATE VIEW").doesNotContainIgnoringCase("fk_other");
        mentioning()
                .forEach((name) -> assertThat(draft.upgrade())
                        .containsIgnoringCase("-- migrate:warning " + name + " names the excluded table left_out"));
        write(draft);
        try (TestDatabase other = this.database.another()) {
            engine(other).upgrade(MigrationRequest.to("heads"));
        }
    }

    /** Returns statements that create objects other than views, which need the table {@code left_out}. */
    List<String> needing() {
        return List.of();
    }

    /** Returns the names of those that the server creates without the table. */
    List<String> mentioning() {
        return List.of();
    }

    private MigrationEngine excluding(String table) {
        return MigrationEngine.builder(this.database.dataSource())
                .settings(settings().toBuilder()
                        .autogenerate(settings().autogenerate().withExclude(List.of(table)))
                        .build())
                .build();
    }

    WrittenScript write(Baseline.Draft draft) {
        return ScriptAuthor.builder()
                .settings(settings())
                .project(this.folder)
                .build()
                .revision(RevisionRequest.of("Baseline").heads("base").irreversible(draft.upgrade()));
    }

    MigrationEngine engine(TestDatabase of) {
        return MigrationEngine.builder(of.dataSource()).settings(settings()).build();
    }

    private MigrateSettings settings() {
        return MigrateSettings.defaults().withLocations("file:" + this.folder);
    }

    void execute(List<String> statements) {
        statements.forEach(this.database.jdbc()::execute);
    }

    static Schema read(TestDatabase of) throws SQLException {
        return read(of, SCOPE);
    }

    static Schema read(TestDatabase of, Scope scope) throws SQLException {
        try (Connection connection = of.dataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Inspector inspector = Product.of(dialect).inspector();
            return inspector.read(connection, scope);
        }
    }

    /** Returns a model with a further table, which does not own the others. */
    private static ModelSource models() {
        return new ModelSource() {

            @Override
            public String name() {
                return "test";
            }

            @Override
            public TargetSchema desired(DatabaseContext databaseContext) {
                return new TargetSchema(
                        List.of("create table first_model (id int not null primary key)"),
                        Map.of(),
                        Set.of(),
                        List.of(),
                        false,
                        (schemaObject) -> schemaObject.label().equalsIgnoreCase("first_model"));
            }
        };
    }
}

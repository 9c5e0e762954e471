package dev.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.MigrationEngine;
import dev.migrate.ScriptAuthor;
import dev.migrate.WrittenScript;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Models and the database of an engine; on one product, since the others compare in the same way. */
@DatabaseTest(DatabaseProduct.H2)
class EngineModelsTests {

    @TempDir
    private Path project;

    private DataSource dataSource;
    private MigrateSettings settings;

    @BeforeEach
    void hasOneScript(TestDatabase database) throws Exception {
        this.dataSource = database.dataSource();
        Path scripts = Files.createDirectory(this.project.resolve("scripts"));
        this.settings = MigrateSettings.builder()
                .locations(List.of("file:" + scripts))
                .autogenerate(MigrateSettings.Autogenerate.defaults().withExclude(List.of("scratch_pad")))
                .build();
        author().revision(RevisionRequest.of("Add customers")
                .id("a1")
                .sql("CREATE TABLE customer (id INT PRIMARY KEY);", "DROP TABLE customer;"));
    }

    @Test
    void proposalBecomesRevisionWithoutRemainingDifferences() throws Exception {
        MigrationEngine engine = engine();
        engine.upgrade(MigrationRequest.to("head"));
        Path schema = this.project.resolve("schema.sql");
        Files.writeString(schema, "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40));");
        ScriptAuthor author = author();
        // #region propose
        ModelSource models = new SqlFile(new FileSystemResource(schema));
        Proposal proposal = Autogenerate.of(engine, models).propose(List.of());
        if (!proposal.isEmpty() && proposal.verification().succeeded()) {
            author.revision(RevisionRequest.of("Add names").sql(proposal.upgrade(), proposal.downgrade()));
        }
        // #endregion
        MigrationEngine next = engine();
        next.upgrade(MigrationRequest.to("head"));
        assertThat(proposal.upgrade()).contains("ADD COLUMN name");
        assertThat(Autogenerate.of(next, models).compare().isEmpty()).isTrue();
    }

    @Test
    void omitsRecordAndExcludedTables() throws Exception {
        MigrationEngine engine = engine();
        engine.upgrade(MigrationRequest.to("head"));
        new JdbcTemplate(this.dataSource).execute("create table scratch_pad (id int); create table draft (id int)");
        Drift drift = Autogenerate.of(engine, schema("CREATE TABLE customer (id INT PRIMARY KEY);"))
                .compare();
        assertThat(drift.differences())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("DRAFT");
    }

    @Test
    void rejectsDatabaseBehindTheHeads() throws Exception {
        ModelSource models = schema("CREATE TABLE customer (id INT PRIMARY KEY);");
        assertThatThrownBy(() -> Autogenerate.of(engine(), models))
                .isInstanceOfSatisfying(AutogenerateException.class, EngineModelsTests::isNotAtHead)
                .hasMessageContaining("(a1)");
    }

    @Test
    void rejectsDatabaseAheadOfTheScriptsUntilItIsDowngraded() throws Exception {
        author().revision(RevisionRequest.of("Add notes")
                .id("b2")
                .sql("CREATE TABLE note (id INT PRIMARY KEY);", "DROP TABLE note;"));
        engine().upgrade(MigrationRequest.to("head"));
        onBranch("c3", "tag");
        onBranch("d4", "label");
        ModelSource models =
                schema("CREATE TABLE customer (id INT PRIMARY KEY); CREATE TABLE note (id INT PRIMARY KEY);");
        for (String target : List.of("c3@a1", "d4@a1")) {
            assertThatThrownBy(() -> Autogenerate.of(engine(), models))
                    .isInstanceOfSatisfying(AutogenerateException.class, (refusal) -> {
                        isNotAtHead(refusal);
                        assertThat(refusal.remedy().in(Wording.properties()))
                                .contains("'migrate downgrade " + target + " --missing'");
                    })
                    .hasMessageContaining("'d4' (Add label)");
            engine().downgrade(MigrationRequest.to(target).missing(true));
        }
        assertThat(engine().status().current()).containsExactly("b2");
        assertThat(Autogenerate.of(engine(), models).compare().isEmpty()).isTrue();
    }

    @Test
    void rejectsDatabaseRefusedAtFirstContact() throws Exception {
        new JdbcTemplate(this.dataSource).execute("create table customer (id int)");
        ModelSource models = schema("CREATE TABLE customer (id INT PRIMARY KEY);");
        assertThatThrownBy(() -> Autogenerate.of(engine(), models))
                .isInstanceOf(FirstContactException.class)
                .hasMessageContaining("CUSTOMER");
    }

    /** Applies a revision of {@code a1} and deletes its script. */
    private void onBranch(String id, String table) throws Exception {
        WrittenScript written = author().revision(RevisionRequest.of("Add " + table)
                .id(id)
                .heads(List.of("a1"))
                .splice(true)
                .sql("CREATE TABLE %s (id INT);".formatted(table), "DROP TABLE %s;".formatted(table)));
        engine().upgrade(MigrationRequest.to("heads"));
        Files.delete(written.path());
    }

    private static void isNotAtHead(MigrateException refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_AT_HEAD);
    }

    private ModelSource schema(String sql) throws Exception {
        return new SqlFile(new FileSystemResource(Files.writeString(this.project.resolve("schema.sql"), sql)));
    }

    private ScriptAuthor author() {
        return ScriptAuthor.builder()
                .settings(this.settings)
                .project(this.project)
                .build();
    }

    private MigrationEngine engine() {
        return MigrationEngine.builder(this.dataSource).settings(this.settings).build();
    }
}

package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.BookshopSchema;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.operation.Migration;
import dev.migrate.operation.Operations;
import dev.migrate.operation.Revision;
import dev.migrate.operation.SqlType;
import dev.migrate.operation.TablePart;
import dev.migrate.plan.Step;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.report.StatusReport;
import dev.migrate.report.StepReport;
import dev.migrate.report.ValidationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.RevisionRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about the plain library; on one database, since every product has the same methods. */
@DatabaseTest(DatabaseProduct.H2)
class LibraryTests {

    @TempDir
    Path folder;

    private Path scripts;
    private ScriptFixture scriptFixture;
    private DataSource dataSource;
    private MigrateSettings settings;

    @BeforeEach
    void writesTwoRevisions(TestDatabase database) throws IOException {
        this.scripts = Files.createDirectories(this.folder.resolve("db/migrate"));
        this.scriptFixture = new ScriptFixture(this.scripts).table("a1", "").table("b2", "-- Revises: a1");
        this.dataSource = database.dataSource();
        this.settings = this.scriptFixture.settings();
    }

    @Test
    void upgradesWithTheDefaults() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {this.folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(application);
            MigrationEngine engine = BookshopSchema.upgrade(this.dataSource);
            assertThat(engine.status().upToDate()).isTrue();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void takesSettings() {
        DataSource dataSource = this.dataSource;
        Path scripts = this.scripts;
        // #region settings
        MigrateSettings settings = MigrateSettings.builder()
                .locations("file:" + scripts)
                .lockWait(Duration.ofSeconds(30))
                .statementTimeout(Duration.ofMinutes(10))
                .build();
        MigrationEngine engine =
                MigrationEngine.builder(dataSource).settings(settings).build();
        // #endregion
        assertThat(engine.settings().lockWait()).hasSeconds(30);
        assertThat(engine.status().pending()).isEqualTo(2);
    }

    @Test
    void upgradesAndDowngrades() {
        MigrationEngine engine = engine();
        // #region migrate
        MigrationReport plan = engine.upgrade(MigrationRequest.to("head").dryRun(true));
        MigrationReport upgrade =
                engine.upgrade(MigrationRequest.to("head").by("jane").tagged("2.3.0"));
        MigrationReport downgrade = engine.downgrade(MigrationRequest.to("-1").by("jane"));
        // #endregion
        assertThat(plan.steps()).extracting(StepReport::sql).doesNotContainNull();
        assertThat(upgrade.steps()).hasSize(2);
        assertThat(downgrade.current()).containsExactly("a1");
    }

    @Test
    void reportsTheState() {
        MigrationEngine engine = engine();
        engine.upgrade(MigrationRequest.to("a1"));
        // #region status
        StatusReport status = engine.status();
        CurrentReport current = engine.current();
        HistoryReport pending = engine.history("current:heads");
        RevisionReport head = engine.show("head").get(0);
        LogReport log = engine.log(20);
        // #endregion
        assertThat(status.pending()).isOne();
        assertThat(current.current()).extracting(RevisionReport::id).containsExactly("a1");
        assertThat(pending.revisions()).extracting(RevisionReport::id).containsExactly("b2", "a1");
        assertThat(head.state()).isEqualTo(RevisionState.PENDING);
        assertThat(head.sections().upgrade()).contains("create table t_b2");
        assertThat(log.entries()).hasSize(1);
    }

    @Test
    void validates() {
        MigrationEngine engine = engine();
        List<String> errors = new ArrayList<>();
        // #region validate
        ValidationReport report = engine.validate(true);
        if (!report.valid()) {
            report.findings().forEach((finding) -> errors.add(finding.message() + " " + finding.remedy()));
        }
        // #endregion
        assertThat(errors).hasSize(2).first().asString().contains("Revision 'a1' (Make a1) is pending.");
    }

    // #region class
    @Revision(id = "c3", revises = "b2", message = "Add rates")
    static final class AddRates implements Migration {

        private final int percent;

        AddRates(int percent) {
            this.percent = percent;
        }

        @Override
        public void upgrade(Operations operations) {
            operations.createTable("rate", TablePart.column("percent", SqlType.integer()));
            operations.withJdbc((jdbc) -> jdbc.sql("INSERT INTO rate (percent) VALUES (?)")
                    .param(this.percent)
                    .update());
        }

        @Override
        public void downgrade(Operations operations) {
            operations.dropTable("rate");
        }
    }
    // #endregion

    @Test
    void runsJavaRevisionsAndCallsListeners() {
        DataSource dataSource = this.dataSource;
        MigrateSettings settings = this.settings;
        List<String> log = new ArrayList<>();
        // #region listener
        MigrateListener listener = new MigrateListener() {
            @Override
            public void stepDone(Step step, StepReport report) {
                log.add("%s %s: %d ms".formatted(step.direction(), report.revision(), report.durationMs()));
            }
        };
        MigrationEngine engine = MigrationEngine.builder(dataSource)
                .settings(settings)
                .migrations(List.of(new AddRates(7)))
                .listener(listener)
                .build();
        // #endregion
        engine.upgrade(MigrationRequest.to("head"));
        assertThat(log).hasSize(3).last().asString().startsWith("upgrade c3: ");
    }

    @Test
    void reportsFailures() {
        this.scriptFixture.script("c3", "-- Revises: b2", "create table t_a1 (id int);", "drop table t_a1;");
        MigrationEngine engine = engine();
        List<String> log = new ArrayList<>();
        // #region errors
        try {
            engine.upgrade(MigrationRequest.to("head"));
        } catch (StatementFailedException failure) {
            log.add("Line %d of '%s': %s"
                    .formatted(failure.location().line(), failure.location().resource(), failure.remedy()));
        } catch (MigrateException failure) {
            log.add("%s: %s %s".formatted(failure.code(), failure.getMessage(), failure.remedy()));
        }
        // #endregion
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("Line 7 of 'file:")
                .contains("c3.sql': No statement");
    }

    @Test
    void writesScripts() throws IOException {
        MigrateSettings settings = this.settings;
        MigrationEngine engine = engine();
        // #region author
        ScriptAuthor author = ScriptAuthor.builder().settings(settings).build();
        WrittenScript script =
                author.revision(RevisionRequest.of("Add notes").sql("CREATE TABLE note (id INT);", "DROP TABLE note;"));
        // #endregion
        // #region preview
        StringBuilder sql = new StringBuilder();
        engine.previewUpgrade(MigrationRequest.to("head"), sql);
        // #endregion
        assertThat(script.path()).content().contains("CREATE TABLE note");
        assertThat(script.revision().revises()).containsExactly("b2");
        assertThat(sql).contains("CREATE TABLE note");
    }

    @Test
    void stops() {
        MigrationEngine engine = engine();
        // #region stop
        boolean idle = engine.stop(Duration.ofSeconds(20));
        // #endregion
        assertThat(idle).isTrue();
    }

    private MigrationEngine engine() {
        return MigrationEngine.builder(this.dataSource).settings(this.settings).build();
    }
}

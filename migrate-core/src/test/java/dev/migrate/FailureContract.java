package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.error.InterruptedRevisionException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.StatementFailedException;
import dev.migrate.error.Wording;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Following the remedy of a failure leads to success. */
abstract class FailureContract {

    private static final int STATEMENTS = 3;

    ScriptFixture scriptFixture;
    TestDatabase database;

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    /** Returns the option with which this product runs each statement of a section separately. */
    abstract String autocommitOption();

    /** Returns statements that fail on this product in different ways; each contains a number. */
    Stream<String> broken() {
        return Stream.of(
                "crate table t_x (id int)",
                "drop table t_missing",
                "insert into t_missing values (1)",
                "insert into t_a1 (id) values (1)",
                "create table t_a1 (id int)");
    }

    /** A statement that fails halfway, and leaves something that no catalogue shows; none if the product has none. */
    Stream<String> brokenHalfway() {
        return Stream.empty();
    }

    /** Prepares {@link #brokenHalfway}. */
    String forHalfway() {
        return "";
    }

    /** The point at which a statement fails: direction, number of the statement, and kind of section and run. */
    record FailurePoint(boolean up, int at, boolean autocommit, boolean perRun) {}

    static Stream<FailurePoint> failurePoints() {
        List<FailurePoint> failurePoints = new ArrayList<>();
        for (boolean up : new boolean[] {true, false}) {
            for (int at = 1; at <= STATEMENTS; at++) {
                failurePoints.add(new FailurePoint(up, at, true, false));
                failurePoints.add(new FailurePoint(up, at, false, false));
            }
            failurePoints.add(new FailurePoint(up, 2, false, true));
        }
        return failurePoints.stream();
    }

    static Stream<FailurePoint> middlePoints() {
        return failurePoints().filter((point) -> point.at() == 2);
    }

    @ParameterizedTest
    @MethodSource("failurePoints")
    void followingTheRemedySucceeds(FailurePoint point) {
        skipIfEquivalent(point);
        Stream<String> inTheMiddle = point.at() == 2 ? broken() : broken().limit(1);
        for (String broken : Stream.concat(inTheMiddle, brokenHalfway()).toList()) {
            given(point, broken);
            StatementFailedException failure =
                    catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
            assertThat(failure).as("%s: %s", point, broken).isNotNull();
            assertThat(failure).hasMessageContaining("b2.sql").hasMessageContaining("statement " + point.at());
            RemedyFollower remedy = new RemedyFollower("b2", target(point))
                    .follow(failure, () -> engine(point), () -> script(point, good(point, point.at())));
            assertThat(remedy.followed())
                    .as(failure.remedy().in(Wording.properties()))
                    .contains("Correct the statement in the script");
            assertMigrated(point, broken);
            reset();
        }
    }

    @ParameterizedTest
    @MethodSource("middlePoints")
    void retryReportsTheSameFailure(FailurePoint point) {
        skipIfEquivalent(point);
        String broken = "drop table t_missing";
        given(point, broken);
        catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
        StatementFailedException failure =
                catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
        assertThat(failure).isNotNull();
        new RemedyFollower("b2", target(point))
                .follow(failure, () -> engine(point), () -> script(point, good(point, point.at())));
        assertMigrated(point, broken);
    }

    @ParameterizedTest
    @MethodSource("middlePoints")
    void otherRequestsAreRejectedWithTheSameRemedy(FailurePoint point) {
        skipIfEquivalent(point);
        String broken = "drop table t_missing";
        given(point, broken);
        catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
        MigrateException failure = catchThrowableOfType(
                InterruptedRevisionException.class,
                () -> migrate(
                        new FailurePoint(!point.up(), point.at(), point.autocommit(), point.perRun()), engine(point)));
        if (failure == null) {
            return;
        }
        new RemedyFollower("b2", target(point))
                .follow(failure, () -> engine(point), () -> script(point, good(point, point.at())));
        assertMigrated(point, broken);
    }

    /** Settings with which the driver closes the connection; none if it works with all of them. */
    Stream<String> unsupported() {
        return Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("middlePoints")
    void unsupportedDriverSettingNamesItsCorrection(FailurePoint point) {
        skipIfEquivalent(point);
        for (String unsupported : unsupported().toList()) {
            given(point, unsupported);
            StatementFailedException failure =
                    catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
            assertThat(failure).as(unsupported).hasMessageContaining("The JDBC driver does not support this setting");
            RemedyFollower remedy = new RemedyFollower("b2", target(point))
                    .follow(failure, () -> engine(point), () -> script(point, good(point, point.at())));
            assertThat(remedy.followed())
                    .as(failure.remedy().in(Wording.properties()))
                    .contains("Correct the statement in the script");
            assertMigrated(point, unsupported);
            reset();
        }
    }

    /** A downgrade uses the recorded text if the script was edited or is missing. */
    @Test
    void failedRecordedDowngradeCanBeReplacedByScript() {
        for (boolean shipped : new boolean[] {true, false}) {
            for (int at = 1; at <= STATEMENTS; at++) {
                for (boolean autocommit :
                        autocommitOption().isEmpty() ? new boolean[] {true} : new boolean[] {true, false}) {
                    FailurePoint point = new FailurePoint(false, at, autocommit, false);
                    given(point, "drop table t_missing");
                    RevisionReport recorded = engine(point).show("b2").get(0);
                    if (shipped) {
                        script(point, "drop table t_other_mistake");
                    } else {
                        this.scriptFixture.remove("b2");
                    }
                    StatementFailedException failure =
                            catchThrowableOfType(StatementFailedException.class, () -> migrate(point, engine(point)));
                    assertThat(failure).as("%s, shipped: %s", point, shipped).isNotNull();
                    assertThat(failure.location().resource()).isEqualTo("database:b2");
                    RemedyFollower remedy = new RemedyFollower("b2", "a1").follow(failure, () -> engine(point), () -> {
                        assertThat(recorded.sections().downgrade()).contains("t_missing");
                        script(point, good(point, point.at()));
                    });
                    assertThat(remedy.followed()).contains("'migrate repair b2 --accept'");
                    assertMigrated(point, "recorded");
                    reset();
                }
            }
        }
    }

    /** On products without transactional DDL, each section runs statement by statement. */
    private void skipIfEquivalent(FailurePoint point) {
        assumeTrue(point.autocommit() || !autocommitOption().isEmpty());
    }

    private void given(FailurePoint point, String broken) {
        this.scriptFixture.script(
                "a1",
                "",
                "create table t_a1 (id int primary key);\ninsert into t_a1 values (1);\n" + forHalfway(),
                "drop table t_a1;");
        script(point, broken);
        engine(point).upgrade(MigrationRequest.to(point.up() ? "a1" : "b2"));
    }

    /** Writes the script with this statement at the failure point, and valid ones elsewhere. */
    private void script(FailurePoint point, String statement) {
        FailurePoint up = new FailurePoint(true, point.at(), point.autocommit(), point.perRun());
        FailurePoint down = new FailurePoint(false, point.at(), point.autocommit(), point.perRun());
        StringBuilder sections = new StringBuilder();
        for (FailurePoint section : List.of(up, down)) {
            sections.append("-- migrate:%s%s%n"
                    .formatted(section.up() ? "upgrade" : "downgrade", point.autocommit() ? autocommitOption() : ""));
            for (int at = 1; at <= STATEMENTS; at++) {
                boolean here = section.up() == point.up() && at == point.at();
                sections.append(here ? statement : good(section, at)).append(";\n");
            }
            sections.append('\n');
        }
        this.scriptFixture.file("b2", "-- Revises: a1", sections.toString());
    }

    private static String good(FailurePoint point, int at) {
        return point.up()
                ? "create table t_%d (id int)".formatted(at)
                : "drop table t_%d".formatted(STATEMENTS + 1 - at);
    }

    private static String target(FailurePoint point) {
        return point.up() ? "b2" : "a1";
    }

    private static void migrate(FailurePoint point, MigrationEngine engine) {
        if (point.up()) {
            engine.upgrade(MigrationRequest.to("b2"));
        } else {
            engine.downgrade(MigrationRequest.to("a1"));
        }
    }

    private void assertMigrated(FailurePoint point, String broken) {
        String as = "%s: %s".formatted(point, broken);
        assertThat(engine(point).status().current()).as(as).containsExactly(target(point));
        assertThat(engine(point).status().interrupted()).as(as).isEmpty();
        for (int at = 1; at <= STATEMENTS; at++) {
            assertThat(there("t_" + at)).as(as).isEqualTo(point.up());
        }
    }

    /** Restores the database. */
    private void reset() {
        for (String table :
                List.of("t_1", "t_2", "t_3", "t_a1", "t_part", "migrate_revision", "migrate_journal", "migrate_log")) {
            if (there(table)) {
                this.database.jdbc().execute("drop table " + table);
            }
        }
        resetHalfway();
    }

    /** Reverts {@link #forHalfway}. */
    void resetHalfway() {}

    boolean there(String table) {
        try {
            this.database.jdbc().queryForList("select * from " + table + " where 1 = 0");
            return true;
        } catch (DataAccessException absent) {
            return false;
        }
    }

    private MigrationEngine engine(FailurePoint point) {
        MigrateSettings settings = this.scriptFixture.settings();
        return this.scriptFixture.engine(
                this.database.dataSource(),
                point.perRun()
                        ? settings.toBuilder()
                                .transaction(MigrateSettings.TransactionMode.PER_RUN)
                                .build()
                        : settings);
    }

    /** A manual edit of the engine's tables is reported with its location, and correcting it is sufficient. */
    @ParameterizedTest
    @MethodSource("alterations")
    void reportsRowAndColumnEditedManually(Alteration alteration) {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        MigrationEngine engine = this.scriptFixture.engine(this.database);
        engine.upgrade(MigrationRequest.to("head"));
        if (alteration.table().equals("migrate_journal")) {
            this.database.jdbc().update("update migrate_revision set status = 'upgrading' where revision = 'b2'");
            this.database.jdbc().update("""
                    insert into migrate_journal (revision, direction, statement, status, line, before_digest,
                      through_digest, statement_text, noted, noted_by)
                    values ('b2', 'upgrade', 1, 'done', 7, 'x', 'x', 'create', 'now', 'me')""");
        }
        Object before = this.database
                .jdbc()
                .queryForObject(
                        "select max(%s) from %s".formatted(alteration.column(), alteration.table()), Object.class);
        try {
            this.database
                    .jdbc()
                    .update("update %s set %s = %s"
                            .formatted(alteration.table(), alteration.column(), alteration.value()));
        } catch (DataAccessException refused) {
            return;
        }
        HistoryConflictException failure = catchThrowableOfType(HistoryConflictException.class, () -> {
            engine.log(10);
            engine.downgrade(MigrationRequest.to("base"));
        });
        assertThat(failure).as("%s", alteration).isNotNull();
        assertThat(failure)
                .hasMessageContaining("'" + alteration.column() + "'")
                .hasMessageContaining(alteration.table())
                .hasMessageContaining(alteration.table().equals("migrate_log") ? "row id '2'" : "row revision '");
        String update =
                failure.remedy().in(Wording.properties()).replaceFirst("(?s).*(update \\S+ set \\S+ = )….*", "$1");
        this.database.jdbc().update(update + "?", before);
        assertThat(engine.log(10).entries()).isNotEmpty();
        assertThat(String.valueOf(catchThrowable(() -> engine.downgrade(MigrationRequest.to("base")))))
                .doesNotContain("HistoryConflictException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad id!", "it's", "heads", ""})
    void reportsRowWhoseIdWasEditedManually(String id) {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        MigrationEngine engine = this.scriptFixture.engine(this.database);
        engine.upgrade(MigrationRequest.to("head"));
        this.database.jdbc().update("update migrate_revision set revision = ? where revision = 'b2'", id);
        HistoryConflictException failure =
                catchThrowableOfType(HistoryConflictException.class, () -> engine.upgrade(MigrationRequest.to("head")));
        assertThat(failure)
                .isNotNull()
                .hasMessageContaining("migrate_revision', row revision '%s', column 'revision'".formatted(id));
        this.database
                .jdbc()
                .update(failure.remedy()
                        .in(Wording.properties())
                        .replaceFirst("(?s).*(update .*) set (.*) = … (where .*'[^.]*').*", "$1 set $2 = 'b2' $3"));
        this.database.jdbc().update("update migrate_revision set branch_labels = 'x, y z' where revision = 'b2'");
        assertThat(catchThrowableOfType(HistoryConflictException.class, engine::current))
                .hasMessageContaining("row revision 'b2', column 'branch_labels': 'y z' is not a branch label");
        this.database.jdbc().update("update migrate_revision set branch_labels = '' where revision = 'b2'");
        assertThat(engine.downgrade(MigrationRequest.to("base")).steps()).hasSize(2);
    }

    /** A value that the engine never writes. */
    record Alteration(String table, String column, String value) {}

    static Stream<Alteration> alterations() {
        return Stream.of(
                new Alteration("migrate_revision", "status", "'done'"),
                new Alteration("migrate_revision", "status", "'APPLIED'"),
                new Alteration("migrate_revision", "status", "null"),
                new Alteration("migrate_revision", "applied", "'yesterday'"),
                new Alteration("migrate_revision", "applied", "''"),
                new Alteration("migrate_revision", "applied", "null"),
                new Alteration("migrate_revision", "created", "'2026-13-45'"),
                new Alteration("migrate_revision", "is_head", "7"),
                new Alteration("migrate_revision", "applied_by", "null"),
                new Alteration("migrate_revision", "duration_ms", "'long'"),
                new Alteration("migrate_log", "ended", "'2026-11-23'"),
                new Alteration("migrate_log", "statements", "'many'"),
                new Alteration("migrate_journal", "status", "'begun'"),
                new Alteration("migrate_journal", "direction", "'sideways'"),
                new Alteration("migrate_journal", "before_digest", "null"),
                new Alteration("migrate_journal", "statement", "'first'"));
    }
}

package dev.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.error.ConfirmationRequiredException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Wording;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.request.Safeguards;
import dev.migrate.request.StampRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The safeguards of remote requests on each product. */
abstract class SafeguardContract {

    private ScriptFixture scriptFixture;
    private TestDatabase database;

    /** How the product gives the column {@code t.c} another type, where it can. */
    abstract Optional<String> typeChange(String type);

    @BeforeEach
    void openFixture(@TempDir Path folder, TestDatabase empty) {
        this.scriptFixture = new ScriptFixture(folder);
        this.database = empty;
    }

    @Test
    void dryRunReportsLossesAndConfirmation() {
        this.scriptFixture
                .table("a1", "")
                .script(
                        "b2",
                        "-- Revises: a1",
                        "create table t_b2 (id int);",
                        "\n-- migrate:warning t_b2 is dropped with its contents\ndrop table t_b2;\n-- and that was it");
        engine().upgrade(MigrationRequest.to("head"));
        MigrationReport report = engine().downgrade(MigrationRequest.to("-1").dryRun(true));
        assertThat(report.confirm()).isEqualTo("a1");
        assertThat(report.warnings())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("b2.sql:11: t_b2 is dropped with its contents");
        assertThat(report.warnings().get(1)).endsWith("b2.sql:12: drops table 't_b2'");
        assertThat(report.steps().get(0).sql()).contains("drop table t_b2;");
        assertThat(engine().downgrade(MigrationRequest.to("base").dryRun(true)).confirm())
                .isEqualTo("base");
        assertThat(engine().upgrade(MigrationRequest.to("head").dryRun(true)).warnings())
                .isEmpty();
        assertThat(engine().status().current()).containsExactly("b2");
    }

    @Test
    void rejectsUnconfirmedLoss() {
        linear();
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> engine().downgrade(remote("-1", null)))
                .withMessageContaining("drops table 't_b2'")
                .satisfies((refusal) -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIRMATION_REQUIRED);
                    assertThat(refusal.remedy().in(Wording.properties())).contains("\"confirm\": \"a1\"");
                    assertThat(refusal.losses()).hasSize(1);
                    assertThat(engine().status().current()).containsExactly("b2");
                    assertThat(engine().downgrade(remote("-1", refusal.confirm()))
                                    .current())
                            .containsExactly("a1");
                });
    }

    @Test
    void rejectsConfirmationOfOtherRevisions() {
        linear();
        for (String wrong : List.of("base", "b2", "a1,b2", " a1", "A1", "")) {
            assertThatExceptionOfType(ConfirmationRequiredException.class)
                    .isThrownBy(() -> engine().downgrade(remote("-1", wrong)))
                    .satisfies((refusal) -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIRMATION_MISMATCH);
                        assertThat(refusal.losses()).singleElement().asString().contains("drops table 't_b2'");
                    });
        }
        engine().downgrade(MigrationRequest.to("-1"));
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .as("the database has moved since the dry run")
                .isThrownBy(() -> engine().downgrade(remote("-1", "a1")));
        assertThat(engine().status().current()).containsExactly("a1");
    }

    @Test
    void upgradesWithLossRequireConfirmation() {
        linear();
        this.scriptFixture.script("c3", "-- Revises: b2", "insert into t_a1 values (1);\ndelete from t_a1;", "");
        this.scriptFixture.table("d4", "-- Revises: a1");
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> engine().upgrade(remote("heads", null)))
                .withMessageContaining("deletes rows from 't_a1'")
                .satisfies((refusal) -> assertThat(refusal.confirm()).isEqualTo("c3,d4"));
        assertThat(engine().upgrade(remote("d4", null)).steps()).hasSize(1);
        assertThat(engine().upgrade(remote("heads", "c3,d4")).steps()).hasSize(1);
        assertThat(engine().upgrade(remote("heads", "c3,d4")).steps())
                .as("what is done already stays confirmed")
                .isEmpty();
    }

    @Test
    void callsRequireConfirmation() {
        linear();
        for (String sql : List.of(
                "insert into t_a1 select purge_old();",
                "insert into t_a1 values (purge_old());",
                "update t_a1 set id = purge_old();",
                "create table t_c3 as select purge_old() as id;")) {
            this.scriptFixture.script("c3", "-- Revises: b2", sql, "");
            assertThatExceptionOfType(ConfirmationRequiredException.class)
                    .as(sql)
                    .isThrownBy(() -> engine().upgrade(remote("head", null)))
                    .withMessageContaining("calls purge_old, whose effect is unknown");
        }
        this.scriptFixture.script(
                "c3", "-- Revises: b2", "insert into t_a1 select coalesce(max(id), 0) + 1 from t_b2;", "");
        assertThat(engine().upgrade(remote("head", null)).steps()).hasSize(1);
    }

    @Test
    void downgradesOfMissingRevisionsRequireConfirmation() {
        linear();
        this.scriptFixture.remove("b2");
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> engine().downgrade(remote("a1", null)))
                .withMessageContaining("database:b2:")
                .withMessageContaining("drops table 't_b2'");
        MigrationEngine reverting = this.scriptFixture.engine(
                this.database.dataSource(),
                this.scriptFixture.settings().toBuilder()
                        .ahead(MigrateSettings.Ahead.DOWNGRADE)
                        .build());
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> reverting.upgrade(remote("head", null)));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> reverting.upgrade(MigrationRequest.to("head").guarded(Safeguards.remote("a1", "b2"))))
                .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.BELOW_FLOOR));
        assertThat(reverting.upgrade(remote("head", "a1")).current()).containsExactly("a1");
    }

    @Test
    void rejectsDowngradeBelowTheFloor() {
        linear();
        this.scriptFixture.table("c3", "-- Revises: b2");
        engine().upgrade(MigrationRequest.to("head"));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().downgrade(above("b2", "a1", "a1")))
                .withMessageContaining("'b2'")
                .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.BELOW_FLOOR));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().downgrade(above("b2", "base", null).dryRun(true)));
        for (String target : List.of("a1", "base")) {
            for (boolean purge : List.of(true, false)) {
                assertThatExceptionOfType(ImpossibleMigrationException.class)
                        .isThrownBy(() -> engine().stamp(stamp("b2", target, purge)))
                        .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.BELOW_FLOOR));
            }
        }
        assertThat(engine().downgrade(above("b2", "b2", "b2")).current()).containsExactly("b2");
        assertThat(engine().stamp(stamp("b2", "c3", false)).current()).containsExactly("c3");
    }

    @Test
    void unresolvableFloorRejectsEverything() {
        linear();
        this.scriptFixture.table("a2", "-- Revises: b2");
        List.of("nosuch", "a", "base", "current", "-1", "a1:b2", " ", "heads-9").forEach(this::refusesEverythingFor);
    }

    private void refusesEverythingFor(String floor) {
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().downgrade(above(floor, "a1", "a1")))
                .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNRESOLVED_FLOOR));
        assertThatExceptionOfType(ImpossibleMigrationException.class)
                .isThrownBy(() -> engine().stamp(stamp(floor, "a1", false)))
                .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNRESOLVED_FLOOR));
        assertThat(engine().status().current()).containsExactly("b2");
    }

    @Test
    void comparesTypeWithTypeOfColumn() {
        assumeThat(typeChange("int")).isPresent();
        this.scriptFixture.script("a1", "", "create table t (c varchar(50));", "drop table t;");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script("b2", "-- Revises: a1", change("varchar(80)"), change("varchar(50)"));
        assertThat(engine().upgrade(remote("head", null)).steps()).hasSize(1);
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> engine().downgrade(remote("-1", null)))
                .withMessageContaining("changes the type of column 'c' of table 't' from varchar(80) to varchar(50)");
        this.scriptFixture.script(
                "c3", "-- Revises: b2", change("varchar(90)") + "\n" + change("varchar(85)"), change("varchar(80)"));
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .as("a type that an earlier statement changes is not known")
                .isThrownBy(() -> engine().upgrade(remote("head", null)));
    }

    @Test
    void warningOfTheScriptReplacesThatOfATypeChange() {
        assumeThat(typeChange("int")).isPresent();
        this.scriptFixture.script("a1", "", "create table t (c varchar(50));", "drop table t;");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "b2",
                "-- Revises: a1",
                "-- migrate:warning t.c is cut\n" + change("varchar(20)") + "\n" + change("varchar(10)"),
                "");
        assertThat(engine().upgrade(MigrationRequest.to("head").dryRun(true)).warnings())
                .hasSize(2)
                .satisfies((warnings) -> {
                    assertThat(warnings.get(0)).endsWith(": t.c is cut");
                    assertThat(warnings.get(1)).endsWith("to varchar(10)");
                });
    }

    @Test
    void typeWithoutSizeHasDefaultSize() {
        assumeThat(typeChange("int")).isPresent();
        Map<String, String> narrower = Map.of(
                "char(5)",
                "char",
                "time(6)",
                "time(0)",
                "timestamp(6) null",
                "timestamp(3)",
                "numeric(12, 2)",
                "numeric(12)");
        narrower.forEach((before, after) -> {
            this.scriptFixture.script("a1", "", "create table t (c %s);".formatted(before), "drop table t;");
            engine().upgrade(MigrationRequest.to("a1"));
            this.scriptFixture.script("b2", "-- Revises: a1", change(after), "");
            assertThatExceptionOfType(ConfirmationRequiredException.class)
                    .as("%s to %s", before, after)
                    .isThrownBy(() -> engine().upgrade(remote("head", null)));
            this.scriptFixture.script("b2", "-- Revises: a1", change(before.replace(" null", "")), "");
            assertThat(engine().upgrade(remote("head", null)).steps())
                    .as("%s to %s", before, before)
                    .hasSize(1);
            engine().downgrade(MigrationRequest.to("base"));
        });
    }

    @Test
    void ambiguousNameHasNoKnownType() {
        assumeThat(typeChange("int")).isPresent();
        this.scriptFixture.script("a1", "", "create table t (c varchar(50));", "drop table t;");
        engine().upgrade(MigrationRequest.to("head"));
        this.scriptFixture.script(
                "b2",
                "-- Revises: a1",
                "alter table t rename to old_t;\ncreate table t (c varchar(90));\ninsert into t values ('x');\n"
                        + change("varchar(80)"),
                "");
        assertThatExceptionOfType(ConfirmationRequiredException.class)
                .isThrownBy(() -> engine().upgrade(remote("head", null)))
                .withMessageContaining("changes the type of column 'c' of table 't'");
    }

    private String change(String type) {
        return typeChange(type).orElseThrow() + ";";
    }

    private void linear() {
        this.scriptFixture.table("a1", "").table("b2", "-- Revises: a1");
        engine().upgrade(MigrationRequest.to("head"));
    }

    private static MigrationRequest remote(String target, @Nullable String confirm) {
        return MigrationRequest.to(target).guarded(Safeguards.remote(confirm, null));
    }

    private static MigrationRequest above(String floor, String target, @Nullable String confirm) {
        return MigrationRequest.to(target).guarded(Safeguards.remote(confirm, floor));
    }

    private static StampRequest stamp(String floor, String target, boolean purge) {
        return StampRequest.to(target).purge(purge).guarded(Safeguards.remote(null, floor));
    }

    private MigrationEngine engine() {
        return this.scriptFixture.engine(this.database);
    }
}

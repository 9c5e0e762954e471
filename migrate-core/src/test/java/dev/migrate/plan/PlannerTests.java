package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.IrreversibleException;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moves on a small graph: {@code a1} under {@code shop} ({@code b1}, {@code b2}) and {@code c1}, merged by {@code m1}. */
class PlannerTests {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("a1", List.of(), List.of()),
            revision("b1", List.of("a1"), List.of("shop")),
            revision("b2", List.of("b1"), List.of()),
            revision("c1", List.of("a1"), List.of()),
            revision("m1", List.of("b2", "c1"), List.of())));
    private final Planner planner = new Planner(this.graph, (id) -> true);

    @Test
    void independentBranchesComeInLoadOrder() {
        Plan plan = this.planner.upgrade(List.of(), "head");
        assertThat(ids(plan)).containsExactly("a1", "b1", "b2", "c1", "m1");
        assertThat(plan.steps())
                .extracting(Step::change)
                .containsExactly(
                        new HeadsChange(List.of(), List.of("a1")),
                        new HeadsChange(List.of("a1"), List.of("b1")),
                        new HeadsChange(List.of("b1"), List.of("b2")),
                        new HeadsChange(List.of(), List.of("c1")),
                        new HeadsChange(List.of("b2", "c1"), List.of("m1")));
        assertThat(plan.to()).containsExactly("m1");
    }

    @Test
    void upgradeToAppliedRevisionHasNoSteps() {
        Plan plan = this.planner.upgrade(List.of("b2"), "b1");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.from()).isEqualTo(plan.to()).containsExactly("b2");
    }

    @Test
    void downgradeOfMergePointRestoresBothParents() {
        Plan plan = this.planner.downgrade(List.of("m1"), "b2");
        assertThat(plan.steps())
                .extracting(Step::change)
                .containsExactly(new HeadsChange(List.of("m1"), List.of("b2", "c1")));
        assertThat(plan.direction()).hasToString("downgrade");
    }

    @Test
    void relativeDowngradeFromMergePointExplainsHowToRevertTheMerge() {
        ImpossibleMigrationException refused = catchThrowableOfType(
                ImpossibleMigrationException.class, () -> this.planner.downgrade(List.of("m1"), "-1"));
        assertThat(refused.code()).isEqualTo(ErrorCode.AMBIGUOUS_WALK);
        assertThat(refused.revisions()).containsExactly("b2", "c1");
        assertThat(refused.remedy().in(Wording.properties())).contains("Name one of them", "reverts 'm1'");
        assertThat(refused.revisions())
                .allSatisfy((parent) -> assertThat(ids(this.planner.downgrade(List.of("m1"), parent)))
                        .containsExactly("m1"));
    }

    @ParameterizedTest
    @CsvSource({"shop@a1, c1", "shop@-2, c1", "a1, a1", "b1, b1 c1", "shop@-1, b1 c1", "base, ''", "b2-1, b1 c1"})
    void downgradeKeepsSiblings(String target, String rows) {
        List<String> expected = rows.isEmpty() ? List.of() : List.of(rows.split(" "));
        assertThat(this.planner.downgrade(List.of("b2", "c1"), target).to()).containsExactlyElementsOf(expected);
    }

    @Test
    void listsAllIrreversibleSteps() {
        Planner oneWay = new Planner(this.graph, (id) -> !id.startsWith("b"));
        IrreversibleException refused =
                catchThrowableOfType(IrreversibleException.class, () -> oneWay.downgrade(List.of("m1"), "a1"));
        assertThat(refused.revisions()).containsExactly("b2", "b1");
        assertThat(oneWay.downgrade(List.of("m1"), "b2").steps()).hasSize(1);
    }

    @Test
    void downgradeRepairsOverlappingRowsAndUpgradeRejectsThem() {
        Plan plan = this.planner.downgrade(List.of("a1", "b2"), "b1");
        assertThat(plan.steps())
                .extracting(Step::change)
                .containsExactly(new HeadsChange(List.of("b2", "a1"), List.of("b1")));
        MigrateException refused =
                catchThrowableOfType(MigrateException.class, () -> this.planner.upgrade(List.of("a1", "b2"), "head"));
        assertThat(refused.code()).isEqualTo(ErrorCode.OVERLAPPING_REVISIONS);
        assertThat(refused).hasMessageContainingAll("'a1'", "'b2'");
    }

    @Test
    void rejectsDowngradeToUnappliedTarget() {
        ImpossibleMigrationException refused = catchThrowableOfType(
                ImpossibleMigrationException.class, () -> this.planner.downgrade(List.of("b1"), "m1"));
        assertThat(refused.code()).isEqualTo(ErrorCode.RANGE_NOT_ANCESTOR);
        assertThat(this.planner.downgrade(List.of("b1"), "b1").steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "up, -1, relative-out-of-range",
        "down, +1, relative-out-of-range",
        "up, a1:b1, range-not-allowed",
        "down, a1:b1, range-not-allowed",
        "up, +1x, bad-symbol",
        "down, nosuch@-1, no-such-branch"
    })
    void rejectsInvalidTargets(String way, String target, String code) {
        MigrateException refused = catchThrowableOfType(MigrateException.class, () -> {
            if (way.equals("up")) {
                this.planner.upgrade(List.of("b1"), target);
            } else {
                this.planner.downgrade(List.of("b1"), target);
            }
        });
        assertThat(refused.code().slug()).isEqualTo(code);
    }

    @Test
    void looksUpBranchOnlyIfSeveralCandidatesExist() {
        assertThat(this.planner.downgrade(List.of("b1"), "nosuch@base").to()).isEmpty();
        Planner labelled =
                new Planner(RevisionGraph.of(List.of(revision("a1", List.of(), List.of("shop")))), (id) -> true);
        MigrateException refused =
                catchThrowableOfType(MigrateException.class, () -> labelled.downgrade(List.of("a1"), "nosuch@base"));
        assertThat(refused.code()).isEqualTo(ErrorCode.NO_SUCH_BRANCH);
    }

    @Test
    void plansRangesWithoutADatabase() {
        assertThat(ids(this.planner.offlineUpgrade("b1:m1"))).containsExactly("b2", "c1", "m1");
        assertThat(ids(this.planner.offlineUpgrade("b1:+1"))).containsExactly("b2");
        assertThat(ids(this.planner.offlineUpgrade("b1"))).containsExactly("a1", "b1");
        assertThat(ids(this.planner.offlineUpgrade(":b1"))).containsExactly("a1", "b1");
        assertThat(ids(this.planner.offlineDowngrade("b2:a1"))).containsExactly("b2", "b1");
        assertThat(this.planner.offlineDowngrade("b2:a1").from()).containsExactly("b2");
    }

    @ParameterizedTest
    @CsvSource({
        "a1, range-required",
        "a1:, bad-range",
        "a1:b1:b2, bad-range",
        "current:a1, bad-range",
        "-1:a1, bad-range"
    })
    void offlineRangeRequiresTwoFixedEnds(String range, String code) {
        WrongSymbolException refused =
                catchThrowableOfType(WrongSymbolException.class, () -> this.planner.offlineDowngrade(range));
        assertThat(refused.code().slug()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "b2 c1, m1, m1",
        "m1, b1, b1",
        "b2, c1, b2 c1",
        "b2 c1, base, ''",
        "b2 c1, shop@base, c1",
        "b2 c1, shop@-1, b1 c1",
        "b1, -2, ''",
        "'', b1 b2, b2"
    })
    void stampKeepsMaximalTargetsAndUnrelatedRows(String rows, String targets, String expected) {
        assertThat(this.planner.stamp(words(rows), words(targets), false)).containsExactlyElementsOf(words(expected));
    }

    @Test
    void purgeIgnoresRowsWithoutScript() {
        assertThat(this.planner.stamp(List.of("deadbeef"), List.of("b1"), true)).containsExactly("b1");
        MigrateException refused = catchThrowableOfType(
                MigrateException.class, () -> this.planner.stamp(List.of("deadbeef"), List.of("b1"), false));
        assertThat(refused.remedy().in(Wording.properties())).contains("--purge");
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map((step) -> step.revision().id()).toList();
    }

    private static Revision revision(String id, List<String> parents, List<String> labels) {
        return new Revision(id, parents, List.of(), labels, "", null, null, null);
    }
}

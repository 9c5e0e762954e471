package dev.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.IrreversibleException;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Binds steps to sections. */
class PreparedPlanTests {

    private static final Section UP = new StubSection("create table t (id int);", true, Dialects.named("h2"));
    private static final Section DOWN = new StubSection("drop table t;", true, Dialects.named("h2"));

    private final Planner planner = new Planner(
            RevisionGraph.of(List.of(revision("a1"), revision("b2", "a1"), revision("c3", "a1"))), (id) -> true);

    @Test
    void bindsUpgradeToUpgradeSection() {
        PreparedPlan plan = PreparedPlan.of(this.planner.upgrade(List.of(), "b2"), PreparedPlanTests::reversible);
        assertThat(plan.steps()).extracting(PreparedStep::section).containsExactly(UP, UP);
    }

    @Test
    void bindsDowngradeToDowngradeSection() {
        PreparedPlan plan = PreparedPlan.of(this.planner.downgrade(List.of("b2"), "a1"), PreparedPlanTests::reversible);
        assertThat(plan.steps()).extracting(PreparedStep::section).containsExactly(DOWN);
    }

    @Test
    void listsCurrentRevisionsAroundEachStep() {
        PreparedPlan plan =
                PreparedPlan.of(this.planner.upgrade(List.of("b2"), "heads"), PreparedPlanTests::reversible);
        assertThat(plan.steps()).singleElement().satisfies((step) -> {
            assertThat(step.before()).containsExactly("b2");
            assertThat(step.after()).containsExactly("b2", "c3");
        });
    }

    @Test
    void rejectsDowngradeWithoutSection() {
        Plan plan = this.planner.downgrade(List.of("b2"), "a1");
        assertThatExceptionOfType(IrreversibleException.class)
                .isThrownBy(() -> PreparedPlan.of(plan, PreparedPlanTests::irreversible))
                .withMessageContaining("b2");
    }

    private static Script reversible(Step step) {
        return new Script(step.revision(), "stub.sql", "", UP, Optional.of(DOWN));
    }

    private static Script irreversible(Step step) {
        return new Script(step.revision(), "stub.sql", "", UP, Optional.empty());
    }

    private static Revision revision(String id, String... parents) {
        return new Revision(id, List.of(parents), List.of(), List.of(), "", null, null, null);
    }
}

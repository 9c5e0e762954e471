package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Wording;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of a graph, and their messages. */
class GraphFaultTests {

    @Test
    void reportsBothLocationsOfDuplicateId() {
        Problem problem = onlyProblem(revision("a1"), revision("b2", "a1"), at("again.sql", revision("b2", "a1")));
        assertThat(problem.code()).isEqualTo(ErrorCode.DUPLICATE_REVISION);
        assertThat(problem.location()).isEqualTo(new Location("again.sql", 1));
        assertThat(problem.message()).contains("'b2'", "b2.sql:1");
    }

    @Test
    void suggestsParentForMistypedParent() {
        Problem problem = onlyProblem(revision("ae1027a6acf0"), revision("b2", "ae1027a6acf1"));
        assertThat(problem.code()).isEqualTo(ErrorCode.MISSING_DOWN_REVISION);
        assertThat(problem.message()).contains("'b2' revises 'ae1027a6acf1'");
        assertThat(problem.remedy().in(Wording.properties())).contains("'ae1027a6acf0'");
    }

    @Test
    void suggestsLabelForMistypedDependency() {
        Problem problem = onlyProblem(labelled("a1", "billing"), depending("b2", "biling"));
        assertThat(problem.code()).isEqualTo(ErrorCode.MISSING_DEPENDENCY);
        assertThat(problem.remedy().in(Wording.properties())).contains("'billing'");
    }

    @Test
    void rejectsRevisionThatRevisesItself() {
        assertThat(onlyProblem(revision("a1", "a1")).code()).isEqualTo(ErrorCode.LOOP);
    }

    @Test
    void rejectsDependencyOnOwnLabel() {
        Revision revision = new Revision(
                "a1", List.of(), List.of("own"), List.of("own"), "", null, null, new Location("a1.sql", 1));
        assertThat(onlyProblem(revision).code()).isEqualTo(ErrorCode.DEPENDENCY_LOOP);
    }

    @Test
    void namesTheMembersOfACycleInOrder() {
        Problem problem = onlyProblem(
                revision("base1"),
                revision("a1", "base1", "c3"),
                revision("b2", "a1"),
                revision("c3", "b2"),
                revision("above", "c3"));
        assertThat(problem.code()).isEqualTo(ErrorCode.CYCLE);
        assertThat(problem.message())
                .containsAnyOf(
                        "'a1' (a1.sql:1) -> 'b2' (b2.sql:1) -> 'c3' (c3.sql:1) -> 'a1'",
                        "'b2' (b2.sql:1) -> 'c3' (c3.sql:1) -> 'a1' (a1.sql:1) -> 'b2'",
                        "'c3' (c3.sql:1) -> 'a1' (a1.sql:1) -> 'b2' (b2.sql:1) -> 'c3'");
        assertThat(problem.message()).doesNotContain("base1", "above");
    }

    @Test
    void findsACycleThatOnlyDependenciesClose() {
        Problem problem = onlyProblem(
                revision("a1"), new Revision("b2", List.of("a1"), List.of("y2"), List.of(), "", null, null, null),
                revision("x1"), new Revision("y2", List.of("x1"), List.of("b2"), List.of(), "", null, null, null));
        assertThat(problem.code()).isEqualTo(ErrorCode.DEPENDENCY_CYCLE);
        assertThat(problem.message()).contains("'b2'", "'y2'").doesNotContain("'a1'", "'x1'");
    }

    @Test
    void reportsAllCyclesAtOnce() {
        assertThat(problems(
                        revision("a1", "a2"), revision("a2", "a1"),
                        revision("b1", "b2"), revision("b2", "b1"),
                        depending("c1", "c2"), depending("c2", "c1")))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.CYCLE, ErrorCode.CYCLE, ErrorCode.DEPENDENCY_CYCLE);
    }

    @Test
    void rejectsLabelUsedTwice() {
        Problem problem = onlyProblem(labelled("a1", "billing"), labelled("b2", "billing"));
        assertThat(problem.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
        assertThat(problem.message()).contains("'billing'", "'a1'");
    }

    @Test
    void rejectsLabelDeclaredTwiceOnOneRevision() {
        Problem problem = onlyProblem(labelled("a1", "x", "x"));
        assertThat(problem.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
        assertThat(problem.message()).contains("'a1'", "'x' twice");
    }

    @Test
    void rejectsLabelEqualToItsOwnId() {
        assertThat(onlyProblem(labelled("a1", "a1")).code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.101", "v1.5", "1.", ".1", ".", "..", "head.", "A.b_C", "1..2"})
    void acceptsIdsAndLabelsWithDots(String name) {
        assertThat(RevisionGraph.of(List.of(revision(name), revision(name + "x", name)))
                        .heads())
                .containsExactly(name + "x");
        assertThat(RevisionGraph.of(List.of(labelled("a1", name))).findLabel(name))
                .isPresent();
    }

    @Test
    void idsThatDifferInCaseAreDifferent() {
        assertThat(RevisionGraph.of(List.of(revision("v1.a"), revision("v1.A", "v1.a")))
                        .heads())
                .containsExactly("v1.A");
    }

    @Test
    void rejectsLabelEqualToAnId() {
        assertThat(onlyProblem(revision("a1"), labelled("b2", "a1")).code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "heads", "base", "current", "", "b+c", "b-c", "a:b", "a@b", "ü", "a b"})
    void rejectsIdsThatSymbolsCannotExpress(String id) {
        assertThat(onlyProblem(revision(id)).code()).isEqualTo(ErrorCode.ILLEGAL_REVISION_ID);
    }

    @Test
    void rejectsIdOfMoreThan64Characters() {
        assertThat(RevisionGraph.of(List.of(revision("x".repeat(64)))).heads()).hasSize(1);
        assertThat(onlyProblem(revision("x".repeat(65))).code()).isEqualTo(ErrorCode.ILLEGAL_REVISION_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "current", "a b", "v-2", "a@b", "-x"})
    void rejectsLabelsThatSymbolsCannotExpress(String label) {
        assertThat(onlyProblem(labelled("a1", label)).code()).isEqualTo(ErrorCode.ILLEGAL_BRANCH_LABEL);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(problems(
                        revision("head"),
                        revision("a1", "nothere"),
                        depending("a1", "nowhere"),
                        labelled("c3", "x"),
                        labelled("d4", "x")))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        ErrorCode.ILLEGAL_REVISION_ID,
                        ErrorCode.MISSING_DOWN_REVISION,
                        ErrorCode.DUPLICATE_REVISION,
                        ErrorCode.MISSING_DEPENDENCY,
                        ErrorCode.DUPLICATE_LABEL);
    }

    @Test
    void findsACycleInAVeryDeepGraph() {
        List<Revision> revisions = new ArrayList<>();
        int depth = 100_000;
        for (int index = 0; index < depth; index++) {
            revisions.add(revision("r" + index, "r" + (index + 1) % depth));
        }
        assertThat(onlyProblem(revisions.toArray(Revision[]::new)).code()).isEqualTo(ErrorCode.CYCLE);
    }

    private static Problem onlyProblem(Revision... revisions) {
        List<Problem> problems = problems(revisions);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Problem> problems(Revision... revisions) {
        return catchThrowableOfType(BrokenGraphException.class, () -> RevisionGraph.of(List.of(revisions)))
                .problems();
    }

    private static Revision revision(String id, String... parents) {
        return new Revision(id, List.of(parents), List.of(), List.of(), "", null, null, new Location(id + ".sql", 1));
    }

    private static Revision labelled(String id, String... label) {
        return new Revision(id, List.of(), List.of(), List.of(label), "", null, null, new Location(id + ".sql", 1));
    }

    private static Revision depending(String id, String dependency) {
        return new Revision(
                id, List.of(), List.of(dependency), List.of(), "", null, null, new Location(id + ".sql", 1));
    }

    private static Revision at(String file, Revision revision) {
        return new Revision(
                revision.id(),
                revision.revises(),
                revision.dependsOn(),
                revision.branchLabels(),
                revision.message(),
                revision.author(),
                revision.created(),
                new Location(file, 1));
    }
}

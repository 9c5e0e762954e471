package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The place of a revision that is about to be written, on {@code a1} with the heads {@code b1} and {@code c1}. */
class NewRevisionTests {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("a1", List.of(), List.of()),
            revision("b1", List.of("a1"), List.of("shop")),
            revision("c1", List.of("a1"), List.of())));

    @Test
    void followsNamedHead() {
        NewRevision newRevision = draft("n1", List.of("shop@head"), false, List.of("c"), List.of("till"));
        assertThat(newRevision).isEqualTo(new NewRevision("n1", List.of("b1"), List.of("c1"), List.of("till")));
    }

    @Test
    void rejectsDuplicateLabel() {
        MigrateException refused = catchThrowableOfType(
                MigrateException.class, () -> draft("n1", List.of("b1"), false, List.of(), List.of("v1.5", "v1.5")));
        assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_LABEL);
        assertThat(refused).hasMessageContaining("'v1.5' twice");
    }

    @Test
    void keepsDependencyLabels() {
        assertThat(draft("n1", List.of("c1"), false, List.of("shop"), List.of()).dependsOn())
                .containsExactly("shop");
    }

    @Test
    void headsAsParentMakesAMerge() {
        assertThat(draft("n1", List.of("heads"), false, List.of(), List.of()).revises())
                .containsExactly("b1", "c1");
        assertThat(draft("n1", List.of("c1", "b1"), false, List.of(), List.of()).revises())
                .containsExactly("c1", "b1");
        assertThat(draft("n1", List.of("base"), false, List.of(), List.of()).revises())
                .isEmpty();
    }

    @Test
    void splicesOnRequest() {
        assertThat(draft("n1", List.of("a1"), true, List.of(), List.of()).revises())
                .containsExactly("a1");
    }

    @ParameterizedTest
    @CsvSource({
        "n1, head, false, x, multiple-heads, 'b1,c1,--head,merge'",
        "n1, a1, false, x, not-a-head, 'a1,b1,c1,already revise it,--splice'",
        "n1, b1 b1, false, x, duplicate-heads, b1",
        "n-1, b1, false, x, illegal-revision-id, n-1",
        "head, b1, false, x, illegal-revision-id, head",
        "b1, c1, false, x, duplicate-revision, 'b1,b1.sql:1'",
        "n1, b1, false, shop, duplicate-label, 'shop,b1,b1.sql:1'",
        "n1, b1, false, a1, duplicate-label, a1",
        "n1, b1, false, n1, duplicate-label, n1",
        "shop, b1, false, x, duplicate-label, shop",
        "n1, b1, false, base, illegal-branch-label, base",
        "n1, nosuch, false, x, no-such-revision, nosuch"
    })
    void rejectsRevisionsThatWouldBreakTheGraph(
            String id, String parents, boolean splice, String label, String code, String culprits) {
        MigrateException refused = catchThrowableOfType(
                MigrateException.class,
                () -> draft(id, List.of(parents.split(" ")), splice, List.of(), List.of(label)));
        assertThat(refused.code().slug()).isEqualTo(code);
        assertThat(refused.getMessage() + refused.remedy().in(Wording.properties()))
                .contains(culprits.split(","));
    }

    @Test
    void rejectsDependencyOnBase() {
        MigrateException refused = catchThrowableOfType(
                MigrateException.class, () -> draft("n1", List.of("b1"), false, List.of("base"), List.of()));
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_SYMBOL);
    }

    @Test
    void resolvesRelativeParentsFromCurrentRevisions() {
        NewRevision.Request request = new NewRevision.Request("n1", List.of("current"), false, List.of(), List.of());
        assertThat(NewRevision.of(this.graph, request, List.of("b1")).revises()).containsExactly("b1");
    }

    private NewRevision draft(
            String id, List<String> parents, boolean splice, List<String> dependsOn, List<String> labels) {
        return NewRevision.of(this.graph, new NewRevision.Request(id, parents, splice, dependsOn, labels), List.of());
    }

    private static Revision revision(String id, List<String> parents, List<String> labels) {
        return new Revision(id, parents, List.of(), labels, "", null, null, new Location(id + ".sql", 1));
    }
}

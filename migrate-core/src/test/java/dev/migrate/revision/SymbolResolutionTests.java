package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.UnknownRevisionException;
import dev.migrate.error.Wording;
import dev.migrate.error.WrongSymbolException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Resolution of symbols, and the messages for invalid ones. The graph: {@code a1} with the branches
 * {@code billing} ({@code b1}, {@code b2}) and {@code news-feed} ({@code c1}, {@code c2}), of which {@code c2} depends
 * on {@code b1}.
 */
class SymbolResolutionTests {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("a1aaaa", "Begin", List.of(), List.of(), List.of()),
            revision("b1bbbb", "Add bill", List.of("a1aaaa"), List.of(), List.of("billing")),
            revision("b2bbbb", "Add item", List.of("b1bbbb"), List.of(), List.of()),
            revision("c1cccc", "Add news", List.of("a1aaaa"), List.of(), List.of("news-feed")),
            revision("c2cccc", "Add feed", List.of("c1cccc"), List.of("billing"), List.of())));

    @ParameterizedTest
    @CsvSource({
        "b1bbbb, b1bbbb",
        "b2, b2bbbb",
        "billing, b1bbbb",
        "news, c1cccc",
        "news-feed, c1cccc",
        "billing@head, b2bbbb",
        "news-feed@head, c2cccc",
        "b1@head, b2bbbb",
        "billing@a1, a1aaaa",
        "b2-1, b1bbbb",
        "a1aaaa+0, a1aaaa",
        "billing@a1+1, b1bbbb",
        "billing@base+2, b1bbbb",
        "billing@head-1, b1bbbb",
        "news-feed@head-2, a1aaaa",
        "base+1, a1aaaa",
        "-1, b1bbbb",
        "current-1, b1bbbb",
        "current, b2bbbb",
        "+0, b2bbbb",
        "news-feed@+1, c1cccc"
    })
    void findsOneRevision(String symbol, String id) {
        assertThat(this.graph.resolve(Symbol.parse(symbol), List.of("b2bbbb"))).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "4.1, 4.1",
        "4.101, 4.101",
        "4.102, 4.102",
        "v1.5, 4.101",
        "v1., 4.101",
        "v1.5@head, 5.",
        "v1.5@4.101+1, 4.102",
        "4.1+1, 4.101",
        "4.101+1, 4.102",
        "4.102-1, 4.101",
        "4.102-2, 4.1",
        "5., 5.",
        "5.-1, 4.102",
        "4.102+1, 5.",
        ".., ..",
        "..-1, .",
        "-1, 4.102"
    })
    void findsIdsAndLabelsWithDots(String symbol, String id) {
        assertThat(dotted().resolve(Symbol.parse(symbol), List.of("5."))).containsExactly(id);
    }

    @Test
    void prefixesCanContainDots() {
        WrongSymbolException ambiguous =
                catchThrowableOfType(WrongSymbolException.class, () -> dotted().resolve(Symbol.parse("4."), List.of()));
        assertThat(ambiguous.code()).isEqualTo(ErrorCode.AMBIGUOUS_REVISION);
        assertThat(ambiguous.candidates()).containsExactly("4.1", "4.101", "4.102");
        assertThat(dotted().range("4.1:4.102", List.of())).containsExactly("4.102", "4.101", "4.1");
        assertThat(catchThrowableOfType(
                                UnknownRevisionException.class,
                                () -> dotted().resolve(Symbol.parse("4.202"), List.of()))
                        .nearMatches())
                .contains("4.102");
    }

    private static RevisionGraph dotted() {
        return RevisionGraph.of(List.of(
                revision("4.1", "", List.of("."), List.of(), List.of()),
                revision("4.101", "", List.of("4.1"), List.of(), List.of("v1.5")),
                revision("4.102", "", List.of("4.101"), List.of("v1.5"), List.of()),
                revision("5.", "", List.of("4.102"), List.of(), List.of()),
                revision(".", "", List.of(), List.of(), List.of()),
                revision("..", "", List.of("."), List.of(), List.of())));
    }

    @Test
    void headsCountDependencies() {
        assertThat(this.graph.resolve(Symbol.parse("heads"), List.of())).containsExactly("b2bbbb", "c2cccc");
        assertThat(this.graph.resolve(Symbol.parse("base"), List.of())).isEmpty();
        assertThat(this.graph.resolve(Symbol.parse("b1-2"), List.of())).isEmpty();
    }

    @Test
    void currentListsRowsAndImpliedTips() {
        assertThat(this.graph.resolve(Symbol.parse("current"), List.of("c2cccc")))
                .containsExactly("c2cccc");
        assertThat(this.graph.tips(List.of("c2cccc"))).containsExactly("b1bbbb", "c2cccc");
        assertThat(this.graph.atHeads(List.of("c2cccc"))).isFalse();
        assertThat(this.graph.atHeads(List.of("c2cccc", "b2bbbb"))).isTrue();
    }

    @Test
    void suggestsIdsNearAMistypedId() {
        UnknownRevisionException unknown = unknown("b1bbab");
        assertThat(unknown.code()).isEqualTo(ErrorCode.NO_SUCH_REVISION);
        assertThat(unknown.symbol()).isEqualTo("b1bbab");
        assertThat(unknown.nearMatches()).first().isEqualTo("b1bbbb");
        assertThat(unknown.remedy().in(Wording.properties())).contains("Did you mean 'b1bbbb'");
    }

    @ParameterizedTest
    @CsvSource({"biling, billing", "HEAD, head", "bsae, base", "b1bbbbx, b1bbbb", "curent, current"})
    void suggestsKeywordForMistypedWord(String typed, String meant) {
        assertThat(unknown(typed).nearMatches()).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "20240102, 2024_01_02",
        "10, 0012",
        "1000.0, 1e3",
        "Infinity, 12e4567890ab",
        "true, yes",
        "31, 0x1F",
        "202401, 2024_01",
        "2.0E7, 2e7a"
    })
    void suggestsTheNameThatYamlChanges(String read, String meant) {
        RevisionGraph graph = RevisionGraph.of(
                Stream.of("2024_01_02", "0012", "1e3", "12e4567890ab", "yes", "0x1F", "4.10", "2e7a", "abcdef")
                        .map((id) -> revision(id, "", List.of(), List.of(), List.of()))
                        .toList());
        UnknownRevisionException unknown = catchThrowableOfType(
                UnknownRevisionException.class, () -> graph.resolve(Symbol.parse(read), List.of()));
        assertThat(meant).startsWith(unknown.nearMatches().get(0));
        assertThat(unknown.remedy().in(Wording.properties()))
                .contains("Did you mean '" + unknown.nearMatches().get(0))
                .contains("In YAML, write it in quotes: without them, '")
                .endsWith("is read as '%s'.".formatted(read));
    }

    @Test
    void rejectsUnknownBranch() {
        UnknownRevisionException unknown = unknown("biling@head");
        assertThat(unknown.code()).isEqualTo(ErrorCode.NO_SUCH_BRANCH);
        assertThat(unknown.nearMatches()).containsExactly("billing");
    }

    @Test
    void listsCandidatesOfAmbiguousPrefix() {
        WrongSymbolException wrong = wrong("b");
        assertThat(wrong.code()).isEqualTo(ErrorCode.AMBIGUOUS_REVISION);
        assertThat(wrong.candidates()).containsExactlyInAnyOrder("b1bbbb", "b2bbbb", "billing");
        assertThat(wrong).hasMessageContainingAll("'b1bbbb' (Add bill)", "'b2bbbb' (Add item)", "the branch 'billing'");
    }

    @Test
    void branchDisambiguatesPrefix() {
        assertThat(this.graph.resolve(Symbol.parse("c2@c1"), List.of())).containsExactly("c1cccc");
        assertThat(wrong("billing@c1cccc").code()).isEqualTo(ErrorCode.NOT_ON_BRANCH);
        assertThat(wrong("billing@c1cccc")).hasMessageContainingAll("'c1cccc' (Add news)", "'billing'");
    }

    @Test
    void listsHeadsOfAmbiguousHead() {
        ImpossibleMigrationException several = impossible("head", List.of());
        assertThat(several.code()).isEqualTo(ErrorCode.MULTIPLE_HEADS);
        assertThat(several.revisions()).containsExactly("b2bbbb", "c2cccc");
        assertThat(several).hasMessageContainingAll("'b2bbbb' (Add item)", "'c2cccc' (Add feed)");
        assertThat(several.remedy().in(Wording.properties()))
                .contains("'billing@head'", "'news-feed@head'", "heads", "merge");
    }

    @Test
    void rejectsRelativeSymbolWithSeveralCurrentRevisions() {
        ImpossibleMigrationException down = impossible("-1", List.of("b2bbbb", "c1cccc"));
        assertThat(down.code()).isEqualTo(ErrorCode.AMBIGUOUS_DOWNGRADE);
        assertThat(down.revisions()).containsExactly("b2bbbb", "c1cccc");
        assertThat(down.remedy().in(Wording.properties())).contains("'ID-1'", "'LABEL@-1'");
        assertThat(impossible("+1", List.of("b1bbbb", "c1cccc")).code()).isEqualTo(ErrorCode.AMBIGUOUS_UPGRADE);
        assertThat(this.graph.resolve(Symbol.parse("billing@-1"), List.of("b2bbbb", "c1cccc")))
                .containsExactly("b1bbbb");
    }

    @Test
    void reportsStepsAvailableWhenOffsetIsTooLarge() {
        ImpossibleMigrationException past = impossible("b2bbbb+3", List.of());
        assertThat(past.code()).isEqualTo(ErrorCode.RELATIVE_OUT_OF_RANGE);
        assertThat(past).hasMessageContainingAll("past the head", "only 0 steps", "'b2bbbb' (Add item)");
        assertThat(impossible("b2-4", List.of())).hasMessageContainingAll("past the base", "only 3 steps");
        assertThat(impossible("-1", List.of()).code()).isEqualTo(ErrorCode.RELATIVE_OUT_OF_RANGE);
    }

    @Test
    void listsChildrenWhenWalkReachesAFork() {
        ImpossibleMigrationException fork = impossible("a1aaaa+1", List.of());
        assertThat(fork.code()).isEqualTo(ErrorCode.AMBIGUOUS_WALK);
        assertThat(fork.revisions()).containsExactly("b1bbbb", "c1cccc");
    }

    @Test
    void rejectsCurrentRevisionWithoutScript() {
        UnknownRevisionException unknown =
                catchThrowableOfType(UnknownRevisionException.class, () -> this.graph.tips(List.of("deadbeef0000")));
        assertThat(unknown.code()).isEqualTo(ErrorCode.NO_SUCH_REVISION);
        assertThat(unknown).hasMessageContaining("database is at revision 'deadbeef0000'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                "@",
                "@head",
                "a@",
                "a@b@c",
                "+1abc",
                "a1-1abc",
                "heads-1",
                "heads+1",
                "head@head",
                "base@base",
                "a1,b1",
                "a:b",
                "a--1",
                "a1 ",
                "é"
            })
    void rejectsMalformedSymbols(String junk) {
        assertThat(wrong(junk).code()).isEqualTo(ErrorCode.BAD_SYMBOL);
    }

    @Test
    void rejectsOverlongSymbol() {
        assertThat(wrong("a.".repeat(100_000) + "a").symbol()).hasSizeLessThan(200);
    }

    @Test
    void rangesIncludeBothEnds() {
        assertThat(this.graph.range("b1:b2", List.of())).containsExactly("b2bbbb", "b1bbbb");
        assertThat(this.graph.range(":b1", List.of())).containsExactly("b1bbbb", "a1aaaa");
        assertThat(this.graph.range(":", List.of())).hasSize(5);
        assertThat(this.graph.range("current:", List.of("b2bbbb"))).containsExactly("b2bbbb");
        assertThat(this.graph.range("-1:current", List.of("b2bbbb"))).containsExactly("b2bbbb", "b1bbbb");
    }

    @Test
    void rejectsRangeAcrossBranches() {
        ImpossibleMigrationException across = catchThrowableOfType(
                ImpossibleMigrationException.class, () -> this.graph.range("c1:billing@head", List.of()));
        assertThat(across.code()).isEqualTo(ErrorCode.RANGE_NOT_ANCESTOR);
        assertThat(across.revisions()).containsExactly("c1cccc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b1", "a1:b1:b2"})
    void rejectsRangeWithoutTwoEnds(String range) {
        assertThat(catchThrowableOfType(WrongSymbolException.class, () -> this.graph.range(range, List.of()))
                        .code())
                .isEqualTo(ErrorCode.BAD_RANGE);
    }

    @Test
    void symbolsAreEqualByTheirText() {
        assertThat(Symbol.parse("billing@-1"))
                .isEqualTo(Symbol.parse("billing@-1"))
                .hasSameHashCodeAs(Symbol.parse("billing@-1"))
                .isNotEqualTo(Symbol.parse("billing@-2"))
                .hasToString("billing@-1");
    }

    @Test
    void labelFlowsUpSingleLineWhoseTipHasADependent() {
        RevisionGraph line = RevisionGraph.of(List.of(
                revision("a1", "", List.of(), List.of(), List.of()),
                revision("a2", "", List.of("a1"), List.of(), List.of("line")),
                revision("b1", "", List.of(), List.of("line"), List.of())));
        assertThat(line.labels("a1")).containsExactly("line");
        assertThat(line.labels("b1")).isEmpty();
    }

    @Test
    void labelStopsAtForkOrDependent() {
        assertThat(this.graph.labels("a1aaaa")).isEmpty();
        RevisionGraph fork = RevisionGraph.of(List.of(
                revision("a1", "", List.of(), List.of(), List.of()),
                revision("a2", "", List.of("a1"), List.of(), List.of("line")),
                revision("b1", "", List.of(), List.of("a1"), List.of())));
        assertThat(fork.labels("a1")).isEmpty();
    }

    private UnknownRevisionException unknown(String symbol) {
        return catchThrowableOfType(
                UnknownRevisionException.class, () -> this.graph.resolve(Symbol.parse(symbol), List.of()));
    }

    private WrongSymbolException wrong(String symbol) {
        return catchThrowableOfType(
                WrongSymbolException.class, () -> this.graph.resolve(Symbol.parse(symbol), List.of()));
    }

    private ImpossibleMigrationException impossible(String symbol, List<String> rows) {
        return catchThrowableOfType(
                ImpossibleMigrationException.class, () -> this.graph.resolve(Symbol.parse(symbol), rows));
    }

    private static Revision revision(
            String id, String message, List<String> parents, List<String> dependencies, List<String> labels) {
        return new Revision(id, parents, dependencies, labels, message, null, null, null);
    }
}

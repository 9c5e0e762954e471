package dev.migrate.plan;

import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Runs the cases of one recorded graph and judges each by the rules of {@code README.md} and {@code DEVIATIONS.md}. */
final class ConformanceCheck {

    private static final String INTERNAL_ERROR = "internal-error";

    /** Kinds of cases in which Alembic supports relative symbols; elsewhere it misreads them (D3). */
    private static final Set<String> KNOWS_RELATIVE = Set.of("upgrade", "downgrade", "upgrade_sql", "downgrade_sql");

    private final RecordedGraph recorded;
    private final Optional<RevisionGraph> graph;
    private final Set<String> faults;

    ConformanceCheck(RecordedGraph recorded) {
        this.recorded = recorded;
        Optional<RevisionGraph> built = Optional.empty();
        Set<String> codes = Set.of();
        try {
            built = Optional.of(RevisionGraph.of(recorded.revisions()));
        } catch (BrokenGraphException broken) {
            codes = broken.problems().stream()
                    .map((problem) -> problem.code().slug())
                    .collect(Collectors.toSet());
        }
        this.graph = built;
        this.faults = codes;
    }

    Verdict judge(JsonNode test) {
        JsonNode expect = test.get("expect");
        if (test.get("kind").asString().equals("load")) {
            return load(expect);
        }
        if (this.graph.isEmpty()) {
            return withoutGraph(expect);
        }
        Optional<MigrateException> error = Optional.empty();
        Optional<Answer> answer = Optional.empty();
        try {
            answer = Optional.of(run(test));
        } catch (MigrateException refused) {
            error = Optional.of(refused);
        } catch (RuntimeException crash) {
            return Verdict.disagree("crashed: " + crash);
        }
        Optional<Verdict> bySymbols = bySymbols(test, error);
        if (bySymbols.isPresent()) {
            return bySymbols.get();
        }
        if (ambiguousDowngrade(expect)) {
            return error.filter((refused) -> refused.code() == ErrorCode.AMBIGUOUS_DOWNGRADE)
                    .map((refused) -> Verdict.deviate("D6"))
                    .orElseGet(() -> Verdict.disagree("expected a refusal to count from several rows"));
        }
        if (error.isPresent()) {
            return error(test, error.get());
        }
        return answer(test, answer.orElseThrow());
    }

    private Verdict load(JsonNode expect) {
        if (this.graph.isPresent()) {
            if (this.recorded.bad()) {
                return Verdict.disagree("a faulty graph was accepted");
            }
            return expect.has("error") ? Verdict.disagree("accepted, recorded " + expect.get("error")) : structure();
        }
        if (!this.recorded.bad()) {
            return Verdict.disagree("a good graph was refused: " + this.faults);
        }
        return withoutGraph(expect);
    }

    private Verdict withoutGraph(JsonNode expect) {
        if (!this.recorded.bad()) {
            return Verdict.disagree("no graph");
        }
        if (this.recorded.loads()) {
            return expect.has("ok") ? Verdict.deviate("D5") : Verdict.unscored("D5: refused at load");
        }
        String kind = expect.get("error").asString();
        if (kind.equals(INTERNAL_ERROR) || kind.equals("hang")) {
            return Verdict.deviate("D2");
        }
        return this.faults.contains(kind)
                ? Verdict.agree()
                : Verdict.disagree("faults " + this.faults + ", recorded " + kind);
    }

    /** One answer of ours, in the shape that its kind of case has. */
    private record Answer(Plan plan, List<String> revisions, List<String> dependsOn, List<String> labels) {

        private static final Plan NONE = new Plan(Direction.UPGRADE, "none", List.of(), List.of(), List.of());

        static Answer of(Plan plan) {
            return new Answer(plan, List.of(), List.of(), List.of());
        }

        static Answer of(List<String> revisions) {
            return new Answer(NONE, revisions, List.of(), List.of());
        }

        static Answer of(NewRevision newRevision) {
            return new Answer(NONE, newRevision.revises(), newRevision.dependsOn(), newRevision.branchLabels());
        }

        boolean empty() {
            return this.plan.steps().isEmpty() && this.revisions.isEmpty();
        }
    }

    private Answer run(JsonNode test) {
        RevisionGraph engine = this.graph.orElseThrow();
        Planner planner = new Planner(engine, (id) -> true);
        List<String> from = from(test);
        String kind = test.get("kind").asString();
        return switch (kind) {
            case "upgrade" -> Answer.of(planner.upgrade(from, text(test, "target")));
            case "downgrade" -> Answer.of(planner.downgrade(from, text(test, "target")));
            case "upgrade_sql" -> Answer.of(planner.offlineUpgrade(text(test, "target")));
            case "downgrade_sql" -> Answer.of(planner.offlineDowngrade(text(test, "target")));
            case "stamp" ->
                Answer.of(planner.stamp(from, symbols(test), test.path("purge").asBoolean(false)));
            case "resolve" -> Answer.of(engine.resolve(Symbol.parse(text(test, "symbol")), from));
            case "resolve_one" ->
                Answer.of(engine.resolveOne(Symbol.parse(text(test, "symbol")), from)
                        .map(List::of)
                        .orElseGet(List::of));
            case "history" -> Answer.of(engine.range(text(test, "range"), from));
            case "current" -> Answer.of(engine.tips(from));
            case "revision", "merge" -> Answer.of(NewRevision.of(engine, request(test), from));
            default -> throw new IllegalArgumentException("unknown kind of case " + kind);
        };
    }

    private static NewRevision.Request request(JsonNode test) {
        boolean merge = test.get("kind").asString().equals("merge");
        return new NewRevision.Request(
                test.has("id") ? text(test, "id") : "a_new_revision",
                merge ? RecordedGraph.strings(test.get("targets")) : List.of(text(test, "head")),
                test.path("splice").asBoolean(false),
                test.has("depends_on") ? RecordedGraph.strings(test.get("depends_on")) : List.of(),
                test.has("label") ? List.of(text(test, "label")) : List.of());
    }

    private static List<String> from(JsonNode test) {
        return test.has("from") ? RecordedGraph.strings(test.get("from")) : List.of();
    }

    private static String text(JsonNode test, String name) {
        return test.get(name).asString();
    }

    private static List<String> symbols(JsonNode test) {
        return switch (text(test, "kind")) {
            case "upgrade", "downgrade" -> List.of(text(test, "target"));
            case "upgrade_sql", "downgrade_sql" -> List.of(text(test, "target").split(":", -1));
            case "resolve", "resolve_one" -> List.of(text(test, "symbol"));
            case "history" ->
                Stream.of(text(test, "range").split(":", -1))
                        .filter((end) -> !end.isEmpty())
                        .toList();
            case "stamp", "merge" -> RecordedGraph.strings(test.get("targets"));
            case "revision" -> {
                List<String> symbols = new ArrayList<>(List.of(text(test, "head")));
                if (test.has("depends_on")) {
                    symbols.addAll(RecordedGraph.strings(test.get("depends_on")));
                }
                yield symbols;
            }
            default -> List.of();
        };
    }

    /** Applies rule D3 to the symbols, before all other rules. */
    private Optional<Verdict> bySymbols(JsonNode test, Optional<MigrateException> error) {
        String kind = text(test, "kind");
        List<String> symbols = symbols(test);
        JsonNode expect = test.get("expect");
        boolean rangeRefused = expect.path("error").asString("").startsWith("range-")
                || expect.path("error").asString("").equals("bad-range");
        boolean twoColons = kind.equals("history") && text(test, "range").split(":", -1).length != 2;
        if (rangeRefused && symbols.stream().anyMatch((symbol) -> symbol.contains(":")) || twoColons) {
            return Optional.empty();
        }
        if (symbols.stream().anyMatch((symbol) -> RecordedGraph.parts(symbol).isEmpty())) {
            return Optional.of(
                    error.filter((refused) -> refused.code() == ErrorCode.BAD_SYMBOL
                                            || refused.code()
                                                    .slug()
                                                    .equals(expect.path("error").asString("")))
                                    .isPresent()
                            ? Verdict.deviate("D3")
                            : Verdict.disagree("junk was not refused"));
        }
        List<RecordedGraph.Parts> parts = symbols.stream()
                .map(RecordedGraph::parts)
                .flatMap(Optional::stream)
                .toList();
        boolean relative = parts.stream().anyMatch((part) -> part.steps().isPresent());
        if (relative && !KNOWS_RELATIVE.contains(kind)) {
            return Optional.of(Verdict.unscored("D3: a relative symbol in " + kind));
        }
        if (namesCurrent(kind, parts)) {
            return Optional.of(Verdict.unscored("D3: Alembic does not know 'current' there"));
        }
        if (symbols.stream().anyMatch(this.recorded::abbreviatesShortName)) {
            String recordedError = expect.path("error").asString("");
            if (recordedError.equals("no-such-revision") || recordedError.equals("no-such-branch")) {
                return Optional.of(Verdict.unscored("D3: a prefix of a short name"));
            }
            if (error.filter((refused) -> refused.code() == ErrorCode.AMBIGUOUS_REVISION)
                            .isPresent()
                    && symbols.stream().anyMatch(this.recorded::hasAmbiguousWord)) {
                return Optional.of(Verdict.deviate("D3"));
            }
        }
        return Optional.empty();
    }

    /** Alembic supports {@code current} only at one end of a history range. */
    private static boolean namesCurrent(String kind, List<RecordedGraph.Parts> parts) {
        List<RecordedGraph.Parts> current = parts.stream()
                .filter((part) -> part.anchor().filter("current"::equals).isPresent())
                .toList();
        boolean known = kind.equals("history")
                && current.size() == 1
                && current.get(0).branch().isEmpty()
                && current.get(0).steps().isEmpty();
        return !current.isEmpty() && !known;
    }

    private static boolean ambiguousDowngrade(JsonNode expect) {
        return expect.has("warnings")
                && RecordedGraph.strings(expect.get("warnings")).contains("ambiguous-downgrade");
    }

    private Verdict error(JsonNode test, MigrateException error) {
        JsonNode expect = test.get("expect");
        String ours = error.code().slug();
        if (!expect.has("error")) {
            return Verdict.disagree("we say " + ours + " (" + error.getMessage() + "), recorded a success " + expect);
        }
        String theirs = expect.get("error").asString();
        if (theirs.equals(ours)) {
            return Verdict.agree();
        }
        if (theirs.equals(INTERNAL_ERROR) || theirs.equals("hang")) {
            return Verdict.deviate("D2");
        }
        List<String> symbols = symbols(test);
        boolean wrapped = theirs.equals("no-such-revision") || theirs.equals("no-such-branch");
        boolean ambiguous =
                ours.equals("ambiguous-revision") && symbols.stream().anyMatch(this.recorded::hasAmbiguousWord);
        boolean noBranch = ours.equals("no-such-branch") && symbols.stream().anyMatch(this.recorded::hasUnknownBranch);
        boolean unknownRow = ours.equals("no-such-revision") && !this.recorded.knows(from(test));
        if (wrapped && (ambiguous || noBranch || unknownRow)) {
            return Verdict.deviate("D4");
        }
        return Verdict.disagree("we say " + ours + " (" + error.getMessage() + "), recorded " + theirs);
    }

    private Verdict answer(JsonNode test, Answer answer) {
        JsonNode expect = test.get("expect");
        String kind = text(test, "kind");
        if (expect.has("error")) {
            return answerInsteadOfError(test, answer, kind, expect);
        }
        return switch (kind) {
            case "upgrade", "downgrade", "upgrade_sql", "downgrade_sql" -> plan(test, answer.plan());
            case "stamp" -> stamp(test, answer.revisions());
            case "resolve", "resolve_one" ->
                equal(
                        Set.copyOf(answer.revisions()),
                        Set.copyOf(RecordedGraph.strings(expect.get("revisions"))),
                        "revisions");
            case "history" -> history(answer.revisions(), RecordedGraph.strings(expect.get("revisions")));
            case "current" -> current(test, answer.revisions());
            default ->
                equal(
                        List.of(answer.revisions(), answer.dependsOn(), answer.labels()),
                        List.of(
                                RecordedGraph.strings(expect.get("down")),
                                RecordedGraph.strings(expect.get("depends_on")),
                                RecordedGraph.strings(expect.get("labels"))),
                        "parents, dependencies, labels");
        };
    }

    private Verdict answerInsteadOfError(JsonNode test, Answer answer, String kind, JsonNode expect) {
        String theirs = expect.get("error").asString();
        if (!theirs.equals(INTERNAL_ERROR) && !theirs.equals("hang")) {
            return Verdict.disagree("we succeed (" + answer + "), recorded " + theirs);
        }
        if (expect.has("phase")) {
            Set<String> planned = new TreeSet<>(RecordedGraph.strings(expect.get("plan")));
            Verdict verdict = lawful(test, answer.plan(), planned);
            return verdict.kind() == Verdict.Kind.DISAGREE ? verdict : Verdict.deviate("D2");
        }
        if (kind.equals("stamp")) {
            Set<String> expected = expectedStamp(test);
            return expected.equals(new TreeSet<>(answer.revisions()))
                    ? Verdict.unscored("no right answer is recorded")
                    : Verdict.disagree("rows " + answer.revisions() + ", by rule D7 " + expected);
        }
        if (kind.equals("history")) {
            return Verdict.unscored("no right answer is recorded");
        }
        return answer.empty()
                ? Verdict.deviate("D2")
                : Verdict.disagree("we succeed (" + answer + "), recorded " + theirs);
    }

    private Verdict plan(JsonNode test, Plan plan) {
        JsonNode expect = test.get("expect");
        List<String> recordedSteps = new ArrayList<>();
        expect.get("steps").forEach((step) -> recordedSteps.add(text(step, "revision")));
        Verdict verdict = lawful(test, plan, new TreeSet<>(recordedSteps));
        if (verdict.kind() == Verdict.Kind.DISAGREE) {
            return verdict;
        }
        Set<String> to = new TreeSet<>(plan.to());
        List<String> ours =
                plan.steps().stream().map((step) -> step.revision().id()).toList();
        boolean sameOrder = ours.equals(recordedSteps);
        if (test.has("maximal_heads")) {
            Set<String> maximal = new TreeSet<>(RecordedGraph.strings(test.get("maximal_heads")));
            return to.equals(maximal)
                    ? Verdict.deviate("D1")
                    : Verdict.disagree("rows " + to + ", the maximal ones are " + maximal);
        }
        boolean comparable = expect.has("heads")
                && (sameOrder || !test.path("order_sensitive").asBoolean(false));
        if (comparable && !to.equals(new TreeSet<>(RecordedGraph.strings(expect.get("heads"))))) {
            return Verdict.disagree("rows " + to + ", recorded " + expect.get("heads"));
        }
        return sameOrder ? rowsAfterEachStep(plan, expect.get("steps")) : Verdict.agree();
    }

    /** Our rows are known to be the maximal ones here, so those that differ are not, which is rule D1. */
    private static Verdict rowsAfterEachStep(Plan plan, JsonNode steps) {
        Set<String> rows = new TreeSet<>(plan.from());
        for (int index = 0; index < plan.steps().size(); index++) {
            HeadsChange change = plan.steps().get(index).change();
            change.remove().forEach(rows::remove);
            rows.addAll(change.add());
            Set<String> recorded =
                    new TreeSet<>(RecordedGraph.strings(steps.get(index).get("heads_after")));
            if (!rows.equals(recorded)) {
                return Verdict.deviate("D1");
            }
        }
        return Verdict.agree();
    }

    /** The same steps, in an order that can be run, with the rows maximal after each of them. */
    private Verdict lawful(JsonNode test, Plan plan, Set<String> expectedSteps) {
        boolean up = text(test, "kind").startsWith("upgrade");
        List<String> order = new ArrayList<>();
        Set<String> rows = new TreeSet<>(plan.from());
        Set<String> applied = this.recorded.closure(plan.from());
        if (test.has("from") && !rows.equals(new TreeSet<>(from(test)))) {
            return Verdict.disagree("the plan starts from " + rows);
        }
        for (Step step : plan.steps()) {
            String id = step.revision().id();
            order.add(id);
            if ((step.direction() == Direction.UPGRADE) != up || !(up ? applied.add(id) : applied.remove(id))) {
                return Verdict.disagree("step " + id + " is not possible there");
            }
            if (!rows.containsAll(step.change().remove())
                    || !Collections.disjoint(rows, step.change().add())) {
                return Verdict.disagree("step " + id + " changes rows that are not so: " + step.change());
            }
            step.change().remove().forEach(rows::remove);
            rows.addAll(step.change().add());
            if (!rows.equals(this.recorded.maximal(applied))) {
                return Verdict.disagree("rows " + rows + " after " + id + " are not the maximal ones");
            }
        }
        if (!new TreeSet<>(order).equals(expectedSteps) || order.size() != expectedSteps.size()) {
            return Verdict.disagree("steps " + order + ", recorded " + expectedSteps);
        }
        if (!up) {
            Collections.reverse(order);
        }
        if (!this.recorded.ordered(order)) {
            return Verdict.disagree("not a topological order: " + order);
        }
        if (!plan.steps().isEmpty() && !new TreeSet<>(plan.to()).equals(rows)) {
            return Verdict.disagree("the plan says it ends at " + plan.to() + ", its steps at " + rows);
        }
        return Verdict.agree();
    }

    private Verdict stamp(JsonNode test, List<String> rows) {
        Set<String> expected = expectedStamp(test);
        if (!expected.equals(new TreeSet<>(rows))) {
            return Verdict.disagree("rows " + rows + ", by rule D7 " + expected);
        }
        Set<String> theirs =
                new TreeSet<>(RecordedGraph.strings(test.get("expect").get("heads")));
        return expected.equals(theirs) ? Verdict.agree() : Verdict.deviate("D7");
    }

    /** Rule D7, by brute force: base is below everything, and the base of a branch below all of that branch. */
    private Set<String> expectedStamp(JsonNode test) {
        Set<String> kept = test.path("purge").asBoolean(false) ? new HashSet<>() : new HashSet<>(from(test));
        Set<String> targets = new LinkedHashSet<>();
        for (String symbol : symbols(test)) {
            Set<String> named = new LinkedHashSet<>(this.recorded.named(symbol));
            targets.addAll(named);
            if (symbol.equals("base")) {
                kept.clear();
            } else if (symbol.endsWith("@base") && !kept.isEmpty()) {
                named.add(this.recorded.branchRevision(symbol.substring(0, symbol.indexOf('@'))));
            }
            kept.removeIf((row) -> named.stream().anyMatch((target) -> this.recorded.related(row, target)));
        }
        targets.addAll(kept);
        return this.recorded.maximal(targets);
    }

    private Verdict history(List<String> ours, List<String> theirs) {
        if (!Set.copyOf(ours).equals(Set.copyOf(theirs)) || ours.size() != theirs.size()) {
            return Verdict.disagree("revisions " + ours + ", recorded " + theirs);
        }
        List<String> upwards = new ArrayList<>(ours);
        Collections.reverse(upwards);
        return this.recorded.ordered(upwards) ? Verdict.agree() : Verdict.disagree("not newest first: " + ours);
    }

    private Verdict current(JsonNode test, List<String> ours) {
        JsonNode expect = test.get("expect");
        Verdict tips =
                equal(new TreeSet<>(ours), new TreeSet<>(RecordedGraph.strings(expect.get("revisions"))), "revisions");
        boolean expected = Set.copyOf(from(test)).equals(this.recorded.realHeads());
        boolean atHeads = this.graph.orElseThrow().atHeads(from(test));
        if (tips.kind() != Verdict.Kind.AGREE || atHeads != expected) {
            return tips.kind() == Verdict.Kind.AGREE ? Verdict.disagree("at the heads: " + atHeads) : tips;
        }
        return expect.get("check_heads").asBoolean() == expected ? Verdict.agree() : Verdict.deviate("D8");
    }

    private Verdict structure() {
        RevisionGraph engine = this.graph.orElseThrow();
        JsonNode structure = this.recorded.structure().orElseThrow();
        List<Verdict> verdicts = new ArrayList<>(List.of(
                equal(engine.heads(), strings(structure, "heads"), "heads"),
                equal(engine.realHeads(), strings(structure, "real_heads"), "real heads"),
                equal(engine.bases(), strings(structure, "bases"), "bases"),
                equal(engine.realBases(), strings(structure, "real_bases"), "real bases"),
                equal(
                        Set.copyOf(engine.branchPoints()),
                        Set.copyOf(strings(structure, "branch_points")),
                        "branch points"),
                history(engine.history(), strings(structure, "history"))));
        List<String> points = new ArrayList<>(engine.history());
        points.retainAll(engine.branchPoints());
        verdicts.add(equal(engine.branchPoints(), points, "order of the branch points"));
        for (String id : engine.history()) {
            verdicts.addAll(node(engine, id, structure.get("revisions").get(id)));
        }
        return verdicts.stream()
                .filter((verdict) -> verdict.kind() == Verdict.Kind.DISAGREE)
                .findFirst()
                .orElseGet(Verdict::agree);
    }

    private List<Verdict> node(RevisionGraph engine, String id, JsonNode node) {
        List<String> next = strings(node, "next");
        List<String> allNext = node.has("all_next") ? strings(node, "all_next") : next;
        List<String> needed = new ArrayList<>(new LinkedHashSet<>(strings(node, "down")));
        needed.addAll(strings(node, "dependencies"));
        return List.of(
                equal(engine.labels(id), strings(node, "labels"), "labels of " + id),
                equal(engine.parents(id), strings(node, "down"), "parents of " + id),
                equal(
                        new TreeSet<>(engine.dependencies(id)),
                        new TreeSet<>(strings(node, "dependencies")),
                        "dependencies of " + id),
                equal(new TreeSet<>(engine.children(id)), new TreeSet<>(next), "children of " + id),
                equal(new TreeSet<>(engine.dependants(id)), new TreeSet<>(allNext), "dependants of " + id),
                equal(new TreeSet<>(engine.prerequisites(id)), new TreeSet<>(needed), "prerequisites of " + id),
                equal(engine.heads().contains(id), node.get("is_head").asBoolean(), "is a head: " + id),
                equal(engine.bases().contains(id), node.get("is_base").asBoolean(), "is a base: " + id),
                equal(
                        engine.branchPoints().contains(id),
                        node.get("is_branch_point").asBoolean(),
                        "is a branch point: " + id),
                equal(engine.parents(id).size() > 1, node.get("is_merge_point").asBoolean(), "is a merge point: " + id),
                equal(
                        engine.realHeads().contains(id),
                        node.path("is_real_head").asBoolean(node.get("is_head").asBoolean()),
                        "is a real head: " + id),
                equal(
                        engine.realBases().contains(id),
                        node.path("is_real_base").asBoolean(node.get("is_base").asBoolean()),
                        "is a real base: " + id),
                equal(
                        engine.dependants(id).size() > 1,
                        node.path("is_real_branch_point")
                                .asBoolean(node.get("is_branch_point").asBoolean()),
                        "is a real branch point: " + id));
    }

    private static List<String> strings(JsonNode node, String name) {
        return RecordedGraph.strings(node.get(name));
    }

    private static Verdict equal(Object ours, Object theirs, String what) {
        return Objects.equals(ours, theirs)
                ? Verdict.agree()
                : Verdict.disagree(what + " " + ours + ", recorded " + theirs);
    }
}

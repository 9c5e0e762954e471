package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Laws of every plan, on random graphs with forks, merges, dependencies and labels, loaded in random order. */
class PlanPropertyTests {

    private static final List<String> PIECES = List.of(
            "@",
            "+",
            "-",
            ":",
            "head",
            "heads",
            "base",
            "current",
            "r1",
            "r12",
            "r3",
            "r",
            "l1",
            "1",
            "0",
            "99",
            "99999999999999999999",
            ".",
            "é",
            " ",
            "\u0000",
            "nosuch");

    @Test
    void rowsAreTheMaximalElementsAfterEveryStep() {
        onRandomHistories(400, (history) -> {
            for (int move = 0; move < 6; move++) {
                Plan plan = history.planSomething();
                Set<String> rows = new TreeSet<>(plan.from());
                Set<String> applied = history.closure(plan.from());
                for (Step step : plan.steps()) {
                    String id = step.revision().id();
                    boolean changed = step.direction() == Direction.UPGRADE ? applied.add(id) : applied.remove(id);
                    assertThat(changed).as("no step is repeated").isTrue();
                    assertThat(rows).containsAll(step.change().remove());
                    assertThat(Collections.disjoint(rows, step.change().add())).isTrue();
                    step.change().remove().forEach(rows::remove);
                    rows.addAll(step.change().add());
                    assertThat(rows).isEqualTo(history.maximal(applied));
                }
                assertThat(new TreeSet<>(plan.to())).isEqualTo(rows);
                history.moveTo(plan.to());
            }
        });
    }

    @Test
    void everyPlanIsATopologicalOrder() {
        onRandomHistories(400, (history) -> {
            for (int move = 0; move < 6; move++) {
                Plan plan = history.planSomething();
                List<String> upwards = new ArrayList<>(plan.steps().stream()
                        .map((step) -> step.revision().id())
                        .toList());
                if (plan.direction() == Direction.DOWNGRADE) {
                    Collections.reverse(upwards);
                }
                Set<String> planned = new TreeSet<>(upwards);
                Set<String> seen = new TreeSet<>();
                for (String id : upwards) {
                    Set<String> needed = history.closure(List.of(id));
                    needed.remove(id);
                    needed.retainAll(planned);
                    assertThat(seen).containsAll(needed);
                    assertThat(seen.add(id)).isTrue();
                }
                history.moveTo(plan.to());
            }
        });
    }

    @Test
    void downgradeToPreviousRevisionsRestoresTheRows() {
        onRandomHistories(60, (history) -> {
            for (String start : history.graph().history()) {
                List<String> before =
                        history.planner().upgrade(List.of(), start).to();
                assertThat(before).containsExactly(start);
                for (String target : history.graph().descendants(List.of(start))) {
                    Plan up = history.planner().upgrade(before, target);
                    Set<String> above =
                            history.graph().withDependants(history.graph().children(start));
                    // Revisions of other branches that the upgrade included stay applied after a downgrade.
                    if (up.steps().stream()
                            .allMatch((step) -> above.contains(step.revision().id()))) {
                        Plan down = history.planner().downgrade(up.to(), start);
                        assertThat(down.to()).isEqualTo(before);
                        assertThat(down.steps()).hasSameSizeAs(up.steps());
                    }
                }
            }
        });
    }

    @Test
    void undoingStepByStepMirrorsEveryChangeOfTheRows() {
        onRandomHistories(400, (history) -> {
            List<String> before =
                    history.planner().upgrade(List.of(), history.anyId()).to();
            Plan up = history.planner().upgrade(before, "heads");
            HeadTracker heads = new HeadTracker(history.graph(), up.to());
            List<Step> steps = new ArrayList<>(up.steps());
            Collections.reverse(steps);
            for (Step step : steps) {
                HeadsChange change = heads.revert(step.revision().id());
                assertThat(change.remove()).hasSameElementsAs(step.change().add());
                assertThat(change.add()).hasSameElementsAs(step.change().remove());
            }
            assertThat(heads.heads()).isEqualTo(before);
        });
    }

    @Test
    void downgradeToBaseAndUpgradeToTheHeadsAreInverse() {
        onRandomHistories(400, (history) -> {
            Plan up = history.planner().upgrade(List.of(), "heads");
            Plan down = history.planner().downgrade(up.to(), "base");
            assertThat(up.to())
                    .containsExactlyInAnyOrderElementsOf(history.graph().realHeads());
            assertThat(up.steps()).hasSize(history.graph().revisions().size());
            assertThat(down.to()).isEmpty();
            assertThat(history.planner().upgrade(down.to(), "heads").to()).isEqualTo(up.to());
        });
    }

    @Test
    void stampLeavesMaximalRowsThatContainItsTargets() {
        onRandomHistories(400, (history) -> {
            history.moveTo(history.planSomething().to());
            List<String> targets = List.of(history.anyId(), history.anyId());
            List<String> rows = history.planner().stamp(history.rows(), targets, false);
            assertThat(new TreeSet<>(rows)).isEqualTo(history.maximal(rows));
            assertThat(history.closure(rows)).containsAll(targets);
        });
    }

    @Test
    void everySymbolResolvesOrThrowsMigrateException() {
        onRandomHistories(3000, (history) -> {
            String text = symbol(history.random);
            history.moveTo(history.planSomething().to());
            assertTyped(() -> history.graph().resolve(Symbol.parse(text), history.rows()));
            assertTyped(() -> history.graph().range(text, history.rows()));
            assertTyped(() -> history.planner().upgrade(history.rows(), text));
            assertTyped(() -> history.planner().downgrade(history.rows(), text));
            assertTyped(() -> history.planner().offlineUpgrade(text));
            assertTyped(() -> history.planner().offlineDowngrade(text));
            assertTyped(() -> history.planner().stamp(history.rows(), List.of(text, text), false));
        });
    }

    @Test
    void symbolToStringReturnsItsText() {
        onRandomHistories(1000, (history) -> {
            String text = symbol(history.random);
            try {
                assertThat(Symbol.parse(text)).hasToString(text);
            } catch (MigrateException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.BAD_SYMBOL);
            }
        });
    }

    /** A law, tried on many histories; a failure names the seed of the one that broke it. */
    private static void onRandomHistories(int tries, Consumer<RandomHistory> law) {
        for (long seed = 0; seed < tries; seed++) {
            RandomHistory history = new RandomHistory(seed);
            assertThatCode(() -> law.accept(history)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    /** Pieces that a symbol may have, or any characters at all. */
    private static String symbol(Random random) {
        StringBuilder text = new StringBuilder();
        boolean likely = random.nextBoolean();
        for (int left = random.nextInt(likely ? 7 : 400); left > 0; left--) {
            text.append(likely ? PIECES.get(random.nextInt(PIECES.size())) : (char) random.nextInt(0xffff));
        }
        return text.toString();
    }

    private static void assertTyped(Runnable call) {
        assertThatCode(() -> {
                    try {
                        call.run();
                    } catch (MigrateException typed) {
                        assertThat(typed.code()).isNotNull();
                        assertThat(typed).hasMessageNotContaining("%s");
                        assertThat(typed.remedy().in(Wording.properties()))
                                .isNotEmpty()
                                .doesNotContain("%s");
                    }
                })
                .doesNotThrowAnyException();
    }

    /** A random graph and a database that is migrated in it. Expected results are derived from the edges. */
    private static final class RandomHistory {

        private final Random random;
        private final Map<String, List<String>> needs = new HashMap<>();
        private final RevisionGraph graph;
        private List<String> rows = List.of();

        RandomHistory(long seed) {
            this.random = new Random(seed);
            int size = 1 + this.random.nextInt(30);
            List<Revision> revisions = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                revisions.add(revision(index));
            }
            Collections.shuffle(revisions, this.random);
            this.graph = RevisionGraph.of(revisions);
        }

        private Revision revision(int index) {
            String id = "r" + index;
            Set<String> parents = new LinkedHashSet<>();
            Set<String> dependencies = new LinkedHashSet<>();
            if (index > 0 && this.random.nextInt(10) > 0) {
                parents.add("r" + (this.random.nextBoolean() ? index - 1 : this.random.nextInt(index)));
            }
            while (index > 0 && this.random.nextInt(5) == 0) {
                parents.add("r" + this.random.nextInt(index));
            }
            while (index > 0 && this.random.nextInt(6) == 0) {
                dependencies.add("r" + this.random.nextInt(index));
            }
            List<String> needed = new ArrayList<>(parents);
            needed.addAll(dependencies);
            this.needs.put(id, needed);
            List<String> labels = this.random.nextInt(6) == 0 ? List.of("l" + index) : List.of();
            return new Revision(
                    id, List.copyOf(parents), List.copyOf(dependencies), labels, "m" + index, null, null, null);
        }

        RevisionGraph graph() {
            return this.graph;
        }

        Planner planner() {
            return new Planner(this.graph, (id) -> true);
        }

        List<String> rows() {
            return this.rows;
        }

        void moveTo(List<String> newRows) {
            this.rows = newRows;
        }

        String anyId() {
            return "r" + this.random.nextInt(this.needs.size());
        }

        /** An upgrade to something, or a downgrade to something that is applied. */
        Plan planSomething() {
            if (this.rows.isEmpty() || this.random.nextBoolean()) {
                return planner().upgrade(this.rows, this.random.nextInt(4) == 0 ? "heads" : anyId());
            }
            List<String> applied = new ArrayList<>(new TreeSet<>(closure(this.rows)));
            String target = applied.get(this.random.nextInt(applied.size()));
            boolean nothingAbove = this.graph.withDependants(this.graph.children(target)).stream()
                    .noneMatch(applied::contains);
            return planner().downgrade(this.rows, this.random.nextInt(6) == 0 || nothingAbove ? "base" : target);
        }

        Set<String> closure(Collection<String> ids) {
            Set<String> reached = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(ids);
            while (!open.isEmpty()) {
                String id = open.pop();
                if (reached.add(id)) {
                    open.addAll(this.needs.getOrDefault(id, List.of()));
                }
            }
            return reached;
        }

        Set<String> maximal(Collection<String> ids) {
            Set<String> maximal = new TreeSet<>(ids);
            for (String id : ids) {
                Set<String> below = closure(List.of(id));
                below.remove(id);
                maximal.removeAll(below);
            }
            return maximal;
        }
    }
}

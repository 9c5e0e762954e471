package dev.migrate.plan;

import dev.migrate.error.ImpossibleMoveException;
import dev.migrate.error.WrongSymbolException;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The place of a revision that is about to be written. Everything that would make the graph invalid once the script
 * exists is refused here, before there is a file.
 *
 * @param id its id
 * @param revises its parents; none makes a base
 * @param dependsOn ids, or the branch labels that were asked for
 * @param branchLabels the labels that it declares
 */
public record Draft(String id, List<String> revises, List<String> dependsOn, List<String> branchLabels) {

    public Draft {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /**
     * What is asked for.
     *
     * @param id the id of the new revision
     * @param parents symbols of what it revises; several, or one that means several, make a merge point
     * @param splice whether a parent may have children already, so that the new revision opens a branch
     * @param dependsOn symbols of what has to be applied before
     * @param branchLabels labels for the new branch
     */
    public record Request(
            String id, List<String> parents, boolean splice, List<String> dependsOn, List<String> branchLabels) {

        public Request {
            parents = List.copyOf(parents);
            dependsOn = List.copyOf(dependsOn);
            branchLabels = List.copyOf(branchLabels);
        }
    }

    /**
     * Works the place out.
     *
     * @param current the rows of the database, for {@code current} and relative symbols; none where there is none
     * @throws ImpossibleMoveException with code {@code multiple-heads}, {@code not-a-head} or {@code duplicate-heads}
     * @throws WrongSymbolException with code {@code illegal-revision-id}, {@code duplicate-revision} or
     * {@code duplicate-label}, and as every symbol
     */
    public static Draft of(RevisionGraph graph, Request request, Collection<String> current) {
        checkId(graph, request.id());
        List<String> parents = new ArrayList<>();
        for (String parent : request.parents()) {
            parents.addAll(resolved(graph, parent, current));
        }
        checkParents(graph, parents, request.splice());
        List<String> dependencies = new ArrayList<>();
        for (String dependency : request.dependsOn()) {
            dependencies.add(dependency(graph, dependency, current));
        }
        Set<String> labels = new HashSet<>();
        for (String label : request.branchLabels()) {
            checkLabel(graph, request.id(), label);
            if (!labels.add(label)) {
                throw new WrongSymbolException(
                        "duplicate-label",
                        label,
                        "The new revision would have the branch label '%s' twice.".formatted(label),
                        "Name each label once.",
                        List.of(label));
            }
        }
        return new Draft(request.id(), parents, dependencies, request.branchLabels());
    }

    private static List<String> resolved(RevisionGraph graph, String parent, Collection<String> current) {
        try {
            return graph.resolve(Symbol.parse(parent), current);
        } catch (ImpossibleMoveException several) {
            if (!several.code().equals("multiple-heads")) {
                throw several;
            }
            throw new ImpossibleMoveException(
                    several.code(),
                    "'%s' is several revisions: '%s'.".formatted(parent, String.join("', '", several.revisions())),
                    "Say with '--head' which of them the new revision is to follow, or 'merge' them first.",
                    several.revisions());
        }
    }

    private static void checkId(RevisionGraph graph, String id) {
        if (!RevisionGraph.isLegalId(id)) {
            throw new WrongSymbolException(
                    "illegal-revision-id",
                    id,
                    "'%s' cannot be a revision id.".formatted(id),
                    RevisionGraph.LEGAL_ID,
                    List.of());
        }
        Optional<Revision> sameId = graph.find(id);
        if (sameId.isPresent()) {
            throw new WrongSymbolException(
                    "duplicate-revision",
                    id,
                    "There is a revision '%s' already%s.".formatted(id, place(sameId.get())),
                    "Choose another id, or leave it out to have one generated.",
                    List.of(id));
        }
        Optional<Revision> sameLabel = graph.findLabel(id);
        if (sameLabel.isPresent()) {
            throw labelTaken(id, sameLabel.get(), "Choose another id.");
        }
    }

    private static void checkParents(RevisionGraph graph, List<String> parents, boolean splice) {
        if (new LinkedHashSet<>(parents).size() < parents.size()) {
            List<String> twice = parents.stream()
                    .filter((id) -> parents.indexOf(id) != parents.lastIndexOf(id))
                    .distinct()
                    .toList();
            throw new ImpossibleMoveException(
                    "duplicate-heads",
                    "The new revision would have '%s' as a parent twice.".formatted(String.join("', '", twice)),
                    "Name each parent once.",
                    twice);
        }
        List<String> inner =
                parents.stream().filter((id) -> !graph.children(id).isEmpty()).toList();
        if (!splice && !inner.isEmpty()) {
            throw new ImpossibleMoveException(
                    "not-a-head",
                    "'%s' is not a head: '%s' already follows it."
                            .formatted(inner.get(0), String.join("', '", graph.children(inner.get(0)))),
                    "Name a head (%s), or add '--splice' to open a new branch here."
                            .formatted("'" + String.join("', '", graph.heads()) + "'"),
                    inner);
        }
    }

    /** A label stays a label, so that the dependency says what its author meant. */
    private static String dependency(RevisionGraph graph, String dependency, Collection<String> current) {
        if (graph.findLabel(dependency).isPresent()) {
            return dependency;
        }
        return graph.resolveOne(Symbol.parse(dependency), current)
                .orElseThrow(() -> new WrongSymbolException(
                        "bad-symbol",
                        dependency,
                        "'%s' is no revision on which another can depend.".formatted(dependency),
                        "Name a revision or a branch label.",
                        List.of()));
    }

    private static void checkLabel(RevisionGraph graph, String id, String label) {
        if (!RevisionGraph.isLegalLabel(label)) {
            throw new WrongSymbolException(
                    "illegal-branch-label",
                    label,
                    "'%s' cannot be a branch label.".formatted(label),
                    RevisionGraph.LEGAL_LABEL,
                    List.of());
        }
        graph.findLabel(label).ifPresent((taken) -> {
            throw labelTaken(label, taken, "Choose another label.");
        });
        if (graph.find(label).isPresent() || label.equals(id)) {
            throw new WrongSymbolException(
                    "duplicate-label",
                    label,
                    "The label '%s' is also the id of a revision.".formatted(label),
                    "Choose another label.",
                    List.of(label));
        }
    }

    private static WrongSymbolException labelTaken(String label, Revision by, String remedy) {
        return new WrongSymbolException(
                "duplicate-label",
                label,
                "'%s' is already a branch label of revision '%s'%s.".formatted(label, by.id(), place(by)),
                remedy,
                List.of(by.id()));
    }

    private static String place(Revision revision) {
        return revision.location() == null ? "" : " (" + revision.location() + ")";
    }
}

package dev.migrate.plan;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
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
 * The position of a new revision in the graph: id, parents, dependencies, and labels. Validated against the graph
 * before a script is written.
 *
 * @param id the id
 * @param revises the parents; empty for a base
 * @param dependsOn ids, or branch labels as requested
 * @param branchLabels the labels that the revision declares
 */
public record NewRevision(String id, List<String> revises, List<String> dependsOn, List<String> branchLabels) {

    public NewRevision {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    /**
     * A request for a new revision.
     *
     * @param id the id of the new revision
     * @param parents symbols of the parents; several, or one that resolves to several, make a merge point
     * @param splice whether a parent can already have children, so that the new revision starts a branch
     * @param dependsOn symbols of the dependencies
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
     * Resolves the request to a position in the graph.
     *
     * @param current the current revisions of the database, for {@code current} and relative symbols; empty without a
     * database
     * @throws ImpossibleMigrationException with code {@code multiple-heads}, {@code not-a-head} or {@code duplicate-heads}
     * @throws WrongSymbolException with code {@code illegal-revision-id}, {@code duplicate-revision} or {@code
     * duplicate-label}, or if a symbol cannot be resolved
     * @throws dev.migrate.error.UnknownRevisionException if a symbol names no revision or branch
     */
    public static NewRevision of(RevisionGraph graph, Request request, Collection<String> current) {
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
                        ErrorCode.DUPLICATE_LABEL,
                        label,
                        "The new revision declares the branch label '%s' twice.".formatted(label),
                        "Name each label once.",
                        List.of(label));
            }
        }
        return new NewRevision(request.id(), parents, dependencies, request.branchLabels());
    }

    private static List<String> resolved(RevisionGraph graph, String parent, Collection<String> current) {
        try {
            return graph.resolve(Symbol.parse(parent), current);
        } catch (ImpossibleMigrationException several) {
            if (several.code() != ErrorCode.MULTIPLE_HEADS) {
                throw several;
            }
            throw new ImpossibleMigrationException(
                    several.code(),
                    "'%s' matches several revisions: '%s'.".formatted(parent, String.join("', '", several.revisions())),
                    Remedy.of("Select the parent with '--head REVISION', or run %s first.", new Command("merge")),
                    several.revisions());
        }
    }

    private static void checkId(RevisionGraph graph, String id) {
        if (!RevisionGraph.isLegalId(id)) {
            throw new WrongSymbolException(
                    ErrorCode.ILLEGAL_REVISION_ID,
                    id,
                    "'%s' cannot be a revision id.".formatted(id),
                    RevisionGraph.LEGAL_ID,
                    List.of());
        }
        Optional<Revision> sameId = graph.find(id);
        if (sameId.isPresent()) {
            throw new WrongSymbolException(
                    ErrorCode.DUPLICATE_REVISION,
                    id,
                    "Revision '%s' already exists%s.".formatted(id, location(sameId.get())),
                    "Choose another id, or omit it to generate one.",
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
            throw new ImpossibleMigrationException(
                    ErrorCode.DUPLICATE_HEADS,
                    "The new revision would have '%s' as a parent twice.".formatted(String.join("', '", twice)),
                    "Name each parent once.",
                    twice);
        }
        List<String> inner =
                parents.stream().filter((id) -> !graph.children(id).isEmpty()).toList();
        if (!splice && !inner.isEmpty()) {
            Collection<String> children = graph.children(inner.get(0));
            throw new ImpossibleMigrationException(
                    ErrorCode.NOT_A_HEAD,
                    "Revision '%s' is not a head: '%s' already %s it."
                            .formatted(
                                    inner.get(0),
                                    String.join("', '", children),
                                    children.size() == 1 ? "revises" : "revise"),
                    "Name a head (%s), or add '--splice' to open a new branch here."
                            .formatted("'" + String.join("', '", graph.heads()) + "'"),
                    inner);
        }
    }

    /**
     * Returns the id or label of a dependency. A label is kept as a label, so that the header states what its author
     * meant.
     */
    private static String dependency(RevisionGraph graph, String dependency, Collection<String> current) {
        if (graph.findLabel(dependency).isPresent()) {
            return dependency;
        }
        return graph.resolveOne(Symbol.parse(dependency), current)
                .orElseThrow(() -> new WrongSymbolException(
                        ErrorCode.BAD_SYMBOL,
                        dependency,
                        "'%s' does not name a revision, so it cannot be a dependency.".formatted(dependency),
                        "Name a revision or a branch label.",
                        List.of()));
    }

    private static void checkLabel(RevisionGraph graph, String id, String label) {
        if (!RevisionGraph.isLegalLabel(label)) {
            throw new WrongSymbolException(
                    ErrorCode.ILLEGAL_BRANCH_LABEL,
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
                    ErrorCode.DUPLICATE_LABEL,
                    label,
                    "Branch label '%s' is also the id of a revision.".formatted(label),
                    "Choose another label.",
                    List.of(label));
        }
    }

    private static WrongSymbolException labelTaken(String label, Revision by, String remedy) {
        return new WrongSymbolException(
                ErrorCode.DUPLICATE_LABEL,
                label,
                "Branch label '%s' is already declared by revision '%s'%s.".formatted(label, by.id(), location(by)),
                remedy,
                List.of(by.id()));
    }

    private static String location(Revision revision) {
        return revision.location() == null ? "" : " (" + revision.location() + ")";
    }
}

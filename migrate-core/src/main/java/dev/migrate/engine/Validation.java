package dev.migrate.engine;

import dev.migrate.contact.ContactDecision;
import dev.migrate.error.BrokenGraphException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Problem;
import dev.migrate.error.Wording;
import dev.migrate.history.AppliedRevision;
import dev.migrate.history.StoredState;
import dev.migrate.plan.Direction;
import dev.migrate.report.Finding;
import dev.migrate.report.ValidationReport;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.LoadedScripts;
import dev.migrate.script.Script;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.settings.MigrateSettings.Edited;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects findings on scripts and on their record in a database. */
public final class Validation {

    /** Graph problems that a script which cannot be read might cause. */
    private static final Set<ErrorCode> CAUSED_BY_UNREADABLE =
            Set.of(ErrorCode.MISSING_DOWN_REVISION, ErrorCode.MISSING_DEPENDENCY);

    private final MigrateSettings settings;
    private final LoadedScripts loaded;
    private final List<Finding> findings = new ArrayList<>();
    private final Optional<RevisionGraph> graph;

    /** Checks the scripts alone. */
    public Validation(MigrateSettings settings, LoadedScripts loaded) {
        this.settings = settings;
        this.loaded = loaded;
        loaded.problems().forEach(this::add);
        this.graph = buildGraph();
        this.graph.ifPresent(this::checkHeads);
        loaded.scripts().forEach(this::checkWritten);
    }

    /** Returns whether the scripts can be read and form a graph. */
    boolean hasGraph() {
        return this.loaded.problems().isEmpty() && this.graph.isPresent();
    }

    /**
     * Checks the record of the scripts in a database.
     *
     * @param busy whether another process is migrating the database, so that a revision recorded as interrupted is
     *     in progress
     */
    Validation checkRecord(StoredState storedState, boolean busy) {
        Map<String, Script> scripts = new LinkedHashMap<>();
        this.loaded
                .scripts()
                .forEach((script) -> scripts.putIfAbsent(script.revision().id(), script));
        if (!busy) {
            storedState.interrupted().ifPresent((row) -> addInterrupted(row, scripts.get(row.id())));
        }
        scripts.forEach(
                (id, script) -> Optional.ofNullable(storedState.applied().get(id))
                        .filter(Validation::isApplied)
                        .filter((row) -> DatabaseState.isEdited(row, script))
                        .ifPresent((row) -> addEdited(script)));
        if (this.loaded.complete()) {
            storedState.applied().values().stream()
                    .filter(Validation::isApplied)
                    .filter((row) -> !scripts.containsKey(row.id()))
                    .forEach(this::addMissing);
        }
        return this;
    }

    /** Runs a check of an upgrade or downgrade, and adds its refusal as a finding. */
    Validation check(Runnable check) {
        try {
            check.run();
        } catch (DatabaseException unreachable) {
            throw unreachable;
        } catch (MigrateException refusal) {
            error(
                    refusal.code().slug(),
                    null,
                    refusal.message(Wording.properties()),
                    refusal.remedy().in(Wording.properties()));
        }
        return this;
    }

    /** Adds the effects of the first upgrade on a database without a record, if it has any beyond running revisions. */
    Validation addNotice(ContactDecision contact) {
        if (!contact.isRefused()) {
            contact.notice()
                    .ifPresent((notice) -> this.findings.add(Finding.warning(
                            "first-contact", null, notice, "Run 'migrate upgrade --dry-run' to see the steps.")));
        }
        return this;
    }

    /** Adds the pending revisions. */
    Validation addPending(Predicate<Revision> pending) {
        this.loaded.scripts().stream()
                .filter((script) -> pending.test(script.revision()))
                .forEach((script) -> error(
                        "pending-revision",
                        script.location(),
                        "Revision %s is pending.".formatted(named(script.revision())),
                        "Run 'migrate upgrade'."));
        return this;
    }

    public ValidationReport report() {
        return new ValidationReport(this.findings);
    }

    private Optional<RevisionGraph> buildGraph() {
        try {
            return Optional.of(RevisionGraph.of(
                    this.loaded.scripts().stream().map(Script::revision).toList()));
        } catch (BrokenGraphException broken) {
            broken.problems().stream()
                    .filter((problem) -> this.loaded.complete() || !CAUSED_BY_UNREADABLE.contains(problem.code()))
                    .forEach(this::add);
            return Optional.empty();
        }
    }

    private void checkHeads(RevisionGraph checked) {
        List<String> heads = checked.realHeads();
        if (heads.size() > 1 && this.loaded.complete()) {
            error(
                    ErrorCode.MULTIPLE_HEADS.slug(),
                    null,
                    "The scripts have %d heads: %s."
                            .formatted(
                                    heads.size(),
                                    heads.stream()
                                            .map((id) -> named(checked.find(id).orElseThrow()))
                                            .collect(Collectors.joining(", "))),
                    "Run 'migrate merge' to merge them.");
        }
    }

    private void checkWritten(Script script) {
        for (Location todo : script.todos()) {
            error(
                    ErrorCode.UNWRITTEN_REVISION.slug(),
                    todo.toString(),
                    "A section of revision %s is still to be written.".formatted(named(script.revision())),
                    "Write it and delete the line 'migrate:todo' or 'TODO'. To declare the revision irreversible, delete its"
                            + " downgrade section.");
        }
    }

    private void addInterrupted(AppliedRevision row, @Nullable Script script) {
        Direction direction = InterruptionCheck.directionOf(row);
        error(
                "interrupted-revision",
                script == null ? null : script.location(),
                "The %s of revision %s is interrupted.".formatted(direction, named(row.revision())),
                "Run the %s again to resume it, or run 'migrate repair %s' to see its state."
                        .formatted(direction, row.id()));
    }

    private void addEdited(Script script) {
        String message =
                "The script of revision %s was edited after it was applied.".formatted(named(script.revision()));
        String remedy =
                ("Restore the script, and write a new revision for the change. If the database matches the edited"
                                + " script, run 'migrate repair %s --accept'.")
                        .formatted(script.revision().id());
        this.findings.add(
                this.settings.edited() == Edited.WARN
                        ? Finding.warning("edited-script", script.location(), message, remedy)
                        : Finding.error("edited-script", script.location(), message, remedy));
    }

    private void addMissing(AppliedRevision row) {
        error(
                "missing-script",
                row.location(),
                "Revision %s is applied, but it has no script in this release.".formatted(named(row.revision())),
                "Restore its script, or use a release that has it.");
    }

    private static boolean isApplied(AppliedRevision row) {
        return row.status() == AppliedRevision.Status.APPLIED;
    }

    private static String named(Revision revision) {
        return revision.message().isEmpty()
                ? "'%s'".formatted(revision.id())
                : "'%s' (%s)".formatted(revision.id(), revision.message());
    }

    private void add(Problem problem) {
        Location location = problem.location();
        error(
                problem.code().slug(),
                location == null ? null : location.toString(),
                problem.message(),
                problem.remedy().in(Wording.properties()));
    }

    /**
     * Adds an error, unless the same one was found before: problems of a script can also appear as problems of the
     * graph.
     */
    private void error(String code, @Nullable String location, String message, String remedy) {
        Finding finding = Finding.error(code, location, message, remedy);
        if (!this.findings.contains(finding)) {
            this.findings.add(finding);
        }
    }
}

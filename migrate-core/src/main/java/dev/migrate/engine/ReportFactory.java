package dev.migrate.engine;

import dev.migrate.history.AppliedRevision;
import dev.migrate.history.StoredTexts;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the reports on a database state. */
public final class ReportFactory {

    private final DatabaseState state;
    private final RevisionGraph graph;
    private final Set<String> heads;
    private final Set<String> branchPoints;

    public ReportFactory(DatabaseState state) {
        this.state = state;
        this.graph = state.graph();
        this.heads = new HashSet<>(this.graph.heads());
        this.heads.addAll(state.headIds());
        this.branchPoints = Set.copyOf(this.graph.branchPoints());
    }

    public CurrentReport current() {
        return new CurrentReport(
                reports(this.graph.tips(this.state.currentIds()).stream()),
                reports(this.state.headIds().stream()),
                this.state.pending(),
                reports(this.state.missing().stream().map(Revision::id)),
                this.state.upToDate(),
                reports(this.state.interruptedIds().stream()
                        .filter((id) -> this.graph.find(id).isPresent())),
                this.state.notice().orElse(null));
    }

    public HistoryReport history(@Nullable String range) {
        List<String> ids = range == null ? this.graph.history() : this.graph.range(range, this.state.currentIds());
        return new HistoryReport(reports(ids.stream()));
    }

    public HeadsReport heads() {
        return new HeadsReport(reports(this.state.headIds().stream()));
    }

    public BranchesReport branches() {
        return new BranchesReport(this.graph.branchPoints().stream()
                .map((id) -> new BranchesReport.Branch(report(id), reports(this.graph.children(id).stream())))
                .toList());
    }

    /**
     * Returns a report on a revision with the texts of its script, and the differences from the record if the script
     * was edited.
     *
     * @param texts returns the recorded texts of a revision
     */
    public RevisionReport reportWithTexts(String id, Function<String, Optional<StoredTexts>> texts) {
        Optional<Script> local = this.state.script(id);
        if (local.isEmpty()) {
            return report(
                    id,
                    texts.apply(id)
                            .map((text) -> new RevisionReport.Sections(text.upgrade(), text.downgrade(), null))
                            .orElse(null));
        }
        Script script = local.get();
        String difference = this.state.stateOf(id) == RevisionState.EDITED
                ? ScriptDiff.of(
                        this.state.row(id).orElseThrow(), texts.apply(id).orElseThrow(), script)
                : null;
        return report(
                id,
                new RevisionReport.Sections(
                        script.upgrade().text(),
                        script.downgrade().map(Section::text).orElse(null),
                        difference));
    }

    private RevisionReport report(String id) {
        return report(id, null);
    }

    private RevisionReport report(String id, RevisionReport.@Nullable Sections sections) {
        Script script = this.state.script(id).orElse(null);
        AppliedRevision row = this.state.row(id).orElse(null);
        RevisionState revisionState = this.state.stateOf(id);
        return new RevisionReport(
                this.state.revision(id),
                script(id, script, row),
                this.heads.contains(id),
                this.branchPoints.contains(id),
                revisionState,
                row == null || revisionState == RevisionState.PENDING
                        ? null
                        : new RevisionReport.Application(row.applied(), row.appliedBy(), row.durationMs()),
                sections);
    }

    private RevisionReport.Script script(String id, @Nullable Script script, @Nullable AppliedRevision row) {
        boolean reversible = this.state.isReversible(id);
        if (script != null) {
            return new RevisionReport.Script(script.location(), kind(script.location()), reversible, script.checksum());
        }
        return row == null
                ? new RevisionReport.Script(null, kind(null), reversible, null)
                : new RevisionReport.Script(null, kind(row.location()), reversible, row.checksum());
    }

    private static String kind(@Nullable String location) {
        return location != null && location.endsWith(".class") ? "java" : "sql";
    }

    private List<RevisionReport> reports(Stream<String> ids) {
        return ids.map(this::report).toList();
    }
}

package dev.migrate.engine;

import dev.migrate.history.AppliedRevision;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates reports for users from a database state. */
public final class ReportFactory {

    private final DatabaseState databaseState;
    private final RevisionGraph graph;
    private final Set<String> heads;
    private final Set<String> branchPoints;

    public ReportFactory(DatabaseState databaseState) {
        this.databaseState = databaseState;
        this.graph = databaseState.graph();
        this.heads = new HashSet<>(this.graph.heads());
        this.heads.addAll(databaseState.headIds());
        this.branchPoints = Set.copyOf(this.graph.branchPoints());
    }

    public CurrentReport current() {
        return new CurrentReport(
                reports(this.graph.tips(this.databaseState.currentIds()).stream()),
                reports(this.databaseState.headIds().stream()),
                this.databaseState.pending(),
                this.databaseState.upToDate(),
                reports(this.databaseState.interruptedIds().stream()
                        .filter((id) -> this.graph.find(id).isPresent())),
                this.databaseState.notice().orElse(null));
    }

    public HistoryReport history(@Nullable String range) {
        List<String> ids =
                range == null ? this.graph.history() : this.graph.range(range, this.databaseState.currentIds());
        return new HistoryReport(reports(ids.stream()));
    }

    public HeadsReport heads() {
        return new HeadsReport(reports(this.databaseState.headIds().stream()));
    }

    public BranchesReport branches() {
        return new BranchesReport(this.graph.branchPoints().stream()
                .map((id) -> new BranchesReport.Branch(report(id), reports(this.graph.children(id).stream())))
                .toList());
    }

    private RevisionReport report(String id) {
        return report(id, null);
    }

    RevisionReport report(String id, RevisionReport.@Nullable Sections sections) {
        Script script = this.databaseState.script(id).orElse(null);
        AppliedRevision row = this.databaseState.row(id).orElse(null);
        RevisionState state = this.databaseState.stateOf(id);
        return new RevisionReport(
                this.databaseState.revision(id),
                script(id, script, row),
                this.heads.contains(id),
                this.branchPoints.contains(id),
                state,
                row == null || state == RevisionState.PENDING
                        ? null
                        : new RevisionReport.Application(row.applied(), row.appliedBy(), row.durationMs()),
                sections);
    }

    private RevisionReport.Script script(String id, @Nullable Script script, @Nullable AppliedRevision row) {
        boolean reversible = this.databaseState.reversible(id);
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

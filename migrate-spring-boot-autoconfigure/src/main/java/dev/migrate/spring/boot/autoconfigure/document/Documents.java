package dev.migrate.spring.boot.autoconfigure.document;

import dev.migrate.WrittenScript;
import dev.migrate.report.BranchesReport;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.Finding;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.LockHolder;
import dev.migrate.report.LogReport;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RepairReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.StampReport;
import dev.migrate.report.StatusReport;
import dev.migrate.report.StepReport;
import dev.migrate.report.ValidationReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts reports to documents of plain JDK types with the keys in the documented order. The documents do not depend on
 * the JSON mapper, and require neither Migrate's classes in JMX clients nor hints in native images.
 */
public final class Documents {

    private Documents() {}

    public static Map<String, Object> status(StatusReport report, UnaryOperator<String> words) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("current", report.current());
        document.put("heads", report.heads());
        document.put("pending", report.pending());
        document.put("upToDate", report.upToDate());
        if (!report.interrupted().isEmpty()) {
            document.put("interrupted", report.interrupted());
        }
        document.put("lock", (report.lock() != null) ? holder(report.lock()) : null);
        if (report.notice() != null) {
            document.put("notice", words.apply(report.notice()));
        }
        return document;
    }

    private static Map<String, Object> holder(LockHolder holder) {
        Document document = new Document();
        document.put("owner", holder.owner());
        document.put("pid", holder.pid());
        document.put("since", text(holder.since()));
        document.put("revision", holder.revision());
        return document.values();
    }

    /**
     * Returns the document of the current revisions.
     *
     * @param words replaces the property names in a text with those of the engine
     */
    public static Map<String, Object> current(CurrentReport report, UnaryOperator<String> words) {
        Document document = new Document();
        document.put("current", all(report.current(), Documents::revision));
        document.put("heads", all(report.heads(), Documents::revision));
        document.put("pending", report.pending());
        document.put("upToDate", report.upToDate());
        document.put(
                "interrupted", report.interrupted().isEmpty() ? null : all(report.interrupted(), Documents::revision));
        document.put("notice", report.notice() == null ? null : words.apply(report.notice()));
        return document.values();
    }

    public static Map<String, Object> history(HistoryReport report) {
        return Map.of("revisions", all(report.revisions(), Documents::revision));
    }

    public static Map<String, Object> heads(HeadsReport report) {
        return Map.of("heads", all(report.heads(), Documents::revision));
    }

    public static Map<String, Object> branches(BranchesReport report) {
        return Map.of("branches", all(report.branches(), (branch) -> {
            Document document = new Document();
            document.put("revision", revision(branch.revision()));
            document.put("children", all(branch.children(), Documents::revision));
            return document.values();
        }));
    }

    public static Map<String, Object> log(LogReport report) {
        return Map.of("entries", all(report.entries(), Documents::entry));
    }

    private static Map<String, Object> entry(LogReport.Entry entry) {
        Document document = new Document();
        document.put("id", entry.id());
        document.put("at", text(entry.at()));
        document.put("action", entry.action());
        document.put("revision", entry.revision());
        document.put("message", entry.message());
        document.put("outcome", entry.outcome());
        document.put("by", entry.by());
        document.put("principal", entry.principal());
        document.put("statements", entry.statements());
        document.put("durationMs", entry.durationMs());
        document.put("tag", entry.tag());
        document.put("error", entry.error());
        return document.values();
    }

    public static Map<String, Object> revision(RevisionReport revision) {
        Document document = new Document();
        document.put("id", revision.id());
        document.put("message", revision.message());
        document.put("revises", revision.revises());
        document.put("dependsOn", revision.dependsOn());
        document.put("branchLabels", revision.branchLabels());
        document.put("author", revision.revision().author());
        document.put("created", text(revision.revision().created()));
        document.put("location", revision.script().location());
        document.put("kind", revision.script().kind());
        document.put("head", revision.head());
        document.put("branchPoint", revision.branchPoint());
        document.put("mergePoint", revision.mergePoint());
        document.put("reversible", revision.script().reversible());
        document.put("state", revision.state().toString());
        RevisionReport.Application application = revision.application();
        if (application != null) {
            document.put("applied", text(application.at()));
            document.put("appliedBy", application.by());
            document.put("durationMs", application.durationMs());
        }
        document.put("checksum", revision.script().checksum());
        RevisionReport.Sections sections = revision.sections();
        if (sections != null) {
            document.put("upgrade", sections.upgrade());
            document.put("downgrade", sections.downgrade());
            document.put("difference", sections.difference());
        }
        return document.values();
    }

    /** Returns the document of a new script, which is pending in every database. */
    public static Map<String, Object> written(WrittenScript script) {
        Document document = new Document();
        document.put("file", script.path().toString());
        document.put("revision", revision(script.report()));
        return document.values();
    }

    public static Map<String, Object> migration(MigrationReport report) {
        Document document = new Document();
        document.put("direction", report.direction().toString());
        document.put("target", report.target());
        document.put("dryRun", report.dryRun());
        document.put("baseline", report.baseline());
        document.put("adoption", report.adoption());
        document.put("steps", all(report.steps(), Documents::step));
        document.put("current", report.current());
        if (report.dryRun()) {
            document.put("warnings", report.warnings());
            document.put("confirm", report.confirm());
        }
        return document.values();
    }

    private static Map<String, Object> step(StepReport step) {
        Document document = new Document();
        document.put("revision", step.revision());
        document.put("message", step.message());
        document.put("statements", step.statements());
        document.put("durationMs", step.durationMs());
        document.put("heads", step.heads());
        return document.values();
    }

    public static Map<String, Object> stamp(StampReport report) {
        Document document = new Document();
        document.put("targets", report.targets());
        document.put("purge", report.purge());
        document.put("current", report.current());
        return document.values();
    }

    public static Map<String, Object> validation(ValidationReport report) {
        Document document = new Document();
        document.put("valid", report.valid());
        document.put("findings", all(report.findings(), Documents::finding));
        return document.values();
    }

    private static Map<String, Object> finding(Finding finding) {
        Document document = new Document();
        document.put("code", finding.code());
        document.put("severity", finding.severity().toString());
        document.put("location", finding.location());
        document.put("message", finding.message());
        document.put("remedy", finding.remedy());
        return document.values();
    }

    public static Map<String, Object> repair(RepairReport report) {
        Document document = new Document();
        document.put("revision", revision(report.revision()));
        document.put("settled", report.settled());
        document.put("outcome", report.outcome());
        document.put("current", report.current());
        return document.values();
    }

    private static <T> List<Map<String, Object>> all(List<T> reports, Function<T, Map<String, Object>> document) {
        return reports.stream().map(document).toList();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return (instant != null) ? instant.toString() : null;
    }

    /** Preserves the insertion order of keys and omits null values. */
    private static final class Document {

        private final Map<String, Object> values = new LinkedHashMap<>();

        void put(String key, @Nullable Object value) {
            if (value != null) {
                this.values.put(key, value);
            }
        }

        Map<String, Object> values() {
            return this.values;
        }
    }
}

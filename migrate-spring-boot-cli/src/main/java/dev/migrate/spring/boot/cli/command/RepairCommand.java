package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.RepairReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.RepairRequest;
import dev.migrate.request.RepairRequest.Verdict;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "repair",
        description =
                "Resolves an interrupted or edited revision, from the database's catalog or with the outcome that you"
                        + " specify. Without an option, reports the state and exits with 3 if an outcome is required.",
        footer = {
            "  migrate repair ae10                 # report the state",
            "  migrate repair ae10 --done          # the interrupted statement took effect",
            "  migrate repair ae10 --not-done      # it did not take effect: the next run repeats it",
            "  migrate repair ae10 --applied       # completed manually: the revision is applied",
            "  migrate repair ae10 --not-applied   # reverted manually: the revision is not applied",
            "  migrate repair ae10 --accept        # the database matches the edited script"
        })
final class RepairCommand extends Subcommand {

    @Parameters(paramLabel = "REVISION", description = "Revision: an id, an id prefix, or a symbol.")
    private String revision = "";

    @Option(
            names = "--done",
            order = 1,
            description = "The interrupted statement took effect; the next run resumes after it.")
    private boolean done;

    @Option(
            names = "--not-done",
            order = 2,
            description = "The interrupted statement did not take effect; the next run repeats it.")
    private boolean notDone;

    @Option(
            names = "--applied",
            order = 3,
            description = "The interrupted revision was completed manually; record it as applied.")
    private boolean applied;

    @Option(
            names = "--not-applied",
            order = 4,
            description = "The interrupted revision was reverted manually; record it as not applied.")
    private boolean notApplied;

    @Option(
            names = "--accept",
            order = 5,
            description = "Record the edited script, its checksum, and its downgrade in place of the applied ones.")
    private boolean accept;

    @Option(names = "--tag", paramLabel = "TEXT", order = 12, description = "Name of this operation in the log.")
    private @Nullable String tag;

    RepairCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        RepairReport report =
                engine().repair(RepairRequest.of(this.revision, verdict()).tagged(this.tag));
        if (json()) {
            terminal().document(Documents.repair(report));
        } else if (!quiet()) {
            RevisionReport.Sections sections = report.revision().sections();
            if (sections != null && sections.difference() != null) {
                sections.difference().lines().forEach(terminal()::line);
            }
            terminal().paragraph(report.outcome());
        }
        return ExitCode.ofResult(report.settled());
    }

    private Verdict verdict() {
        Map<String, Verdict> specified = new LinkedHashMap<>();
        put(specified, this.done, "--done", Verdict.DONE);
        put(specified, this.notDone, "--not-done", Verdict.NOT_DONE);
        put(specified, this.applied, "--applied", Verdict.APPLIED);
        put(specified, this.notApplied, "--not-applied", Verdict.NOT_APPLIED);
        put(specified, this.accept, "--accept", Verdict.ACCEPT);
        if (specified.size() > 1) {
            throw wrongUsage(
                    "'%s' cannot be combined.".formatted(String.join("', '", specified.keySet())),
                    "Specify one of them.");
        }
        return List.copyOf(specified.values()).stream().findFirst().orElse(Verdict.NONE);
    }

    private static void put(Map<String, Verdict> specified, boolean isSet, String option, Verdict verdict) {
        if (isSet) {
            specified.put(option, verdict);
        }
    }
}

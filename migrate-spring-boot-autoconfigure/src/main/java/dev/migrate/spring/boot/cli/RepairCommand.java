package dev.migrate.spring.boot.cli;

import dev.migrate.RepairRequest;
import dev.migrate.RepairRequest.Verdict;
import dev.migrate.report.RepairReport;
import dev.migrate.spring.boot.document.Documents;
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
                "Settles a revision that was interrupted or edited: by what the database proves, or by what you say"
                        + " after having looked. Without an option it says what is left to be said, and ends with 3 then.",
        footer = {
            "  migrate repair ae10                 # what is the matter with it?",
            "  migrate repair ae10 --done          # the interrupted statement did take effect",
            "  migrate repair ae10 --not-done      # it did not: the next run has to run it",
            "  migrate repair ae10 --applied       # finished by hand: the revision is whole",
            "  migrate repair ae10 --not-applied   # undone by hand: nothing of it is left",
            "  migrate repair ae10 --accept        # the database is as the edited script says"
        })
final class RepairCommand extends Subcommand {

    @Parameters(paramLabel = "REVISION", description = "The revision: an id, the beginning of one, or a symbol.")
    private String revision = "";

    @Option(
            names = "--done",
            order = 1,
            description = "The statement that was interrupted took effect; the next run goes on after it.")
    private boolean done;

    @Option(
            names = "--not-done",
            order = 2,
            description = "The statement that was interrupted did not take effect; the next run runs it.")
    private boolean notDone;

    @Option(
            names = "--applied",
            order = 3,
            description = "The interrupted revision is whole in the database, finished by hand.")
    private boolean applied;

    @Option(
            names = "--not-applied",
            order = 4,
            description = "Nothing of the interrupted revision is in the database, undone by hand.")
    private boolean notApplied;

    @Option(
            names = "--accept",
            order = 5,
            description =
                    "Record the edited script, its checksum and its downgrade in place of the ones that were applied.")
    private boolean accept;

    @Option(names = "--tag", paramLabel = "TEXT", order = 12, description = "What to call this in the log.")
    private @Nullable String tag;

    RepairCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    Several several() {
        return Several.REFUSED;
    }

    @Override
    int run() {
        RepairReport report = engine().repair(new RepairRequest(this.revision, verdict(), null, this.tag));
        if (json()) {
            terminal().document(Documents.repair(report));
        } else if (!quiet()) {
            String difference = report.revision().difference();
            if (difference != null) {
                difference.lines().forEach(terminal()::line);
            }
            terminal().prose(report.outcome());
        }
        return report.settled() ? ExitCode.DONE : ExitCode.NO;
    }

    private Verdict verdict() {
        Map<String, Verdict> said = new LinkedHashMap<>();
        say(said, this.done, "--done", Verdict.DONE);
        say(said, this.notDone, "--not-done", Verdict.NOT_DONE);
        say(said, this.applied, "--applied", Verdict.APPLIED);
        say(said, this.notApplied, "--not-applied", Verdict.NOT_APPLIED);
        say(said, this.accept, "--accept", Verdict.ACCEPT);
        if (said.size() > 1) {
            throw refusal(
                    "'%s' cannot all be said of one revision.".formatted(String.join("', '", said.keySet())),
                    "Say one of them.");
        }
        return List.copyOf(said.values()).stream().findFirst().orElse(Verdict.NONE);
    }

    private static void say(Map<String, Verdict> said, boolean given, String option, Verdict verdict) {
        if (given) {
            said.put(option, verdict);
        }
    }
}

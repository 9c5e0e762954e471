package dev.migrate.spring.boot.cli.command;

import dev.migrate.WrittenScript;
import dev.migrate.request.MergeRequest;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description = "Writes a revision that merges several heads. Requires no database.",
        footer = {"  migrate merge", "  migrate merge -m \"Join billing and shop\" billing@head shop@head"})
final class MergeCommand extends ScriptCommand {

    @Parameters(arity = "0..*", paramLabel = "REVISIONS", description = "Revisions to merge. Default: all heads.")
    private List<String> revisions = new ArrayList<>();

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            order = 1,
            description = "Message of the revision. Default: the names of the merged revisions.")
    private @Nullable String message;

    MergeCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    WrittenScript write() {
        return author().merge(MergeRequest.of(this.revisions)
                .message(this.message)
                .id(revisionId())
                .splice(splice())
                .branchLabels(branchLabels())
                .in(location()));
    }
}

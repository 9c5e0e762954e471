package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.ScriptAuthor;
import dev.migrate.error.ErrorCode;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        description = "Opens the script of a revision in the editor set in $VISUAL or $EDITOR.",
        footer = "  EDITOR='code --wait' migrate edit head")
final class EditCommand extends Subcommand {

    @Parameters(paramLabel = "REVISION", description = "Revision: an id, an id prefix, or a symbol.")
    private String revision = "";

    EditCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        MigrationEngine engine = engine();
        List<RevisionReport> revisions = engine.show(this.revision);
        if (revisions.isEmpty()) {
            throw new CommandException(
                    ErrorCode.NO_SUCH_REVISION,
                    "'" + this.revision + "' does not match any revision.",
                    "Specify the id of a revision.");
        }
        List<String> editor = editor();
        ScriptAuthor author = author();
        List<Path> files = revisions.stream().map((one) -> source(author, one)).toList();
        for (int i = 0; i < files.size(); i++) {
            if (revisions.get(i).state() != RevisionState.PENDING) {
                terminal()
                        .message("Revision '" + revisions.get(i).id()
                                + "' is applied to this database: changes to its upgrade have no effect here.");
            }
            open(editor, files.get(i));
        }
        if (json()) {
            terminal()
                    .document(Map.of("files", files.stream().map(Path::toString).toList()));
        }
        return ExitCode.DONE;
    }

    private static List<String> editor() {
        return Stream.of("VISUAL", "EDITOR")
                .map(System::getenv)
                .filter((command) -> command != null && !command.isBlank())
                .findFirst()
                .map((command) -> List.of(command.strip().split("\\s+")))
                .orElseThrow(() -> new CommandException(
                        CommandError.NO_EDITOR,
                        "Neither $VISUAL nor $EDITOR is set.",
                        "Set one of them to the command of an editor."));
    }

    private static Path source(ScriptAuthor author, RevisionReport revision) {
        return Optional.ofNullable(revision.script().location())
                .flatMap(author::sourceOf)
                .orElseThrow(() -> new CommandException(
                        CommandError.NO_SOURCE,
                        "The script of revision '" + revision.id() + "' was not found from this folder.",
                        "Run the command in the folder of the project that contains the script."));
    }

    private static void open(List<String> editor, Path file) {
        List<String> command = new ArrayList<>(editor);
        command.add(file.toString());
        try {
            int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exitCode != 0) {
                throw new CommandException(
                        CommandError.EDITOR_FAILED,
                        "'" + editor.get(0) + "' exited with " + exitCode + ".",
                        "Correct the error that the editor printed, then retry.");
            }
        } catch (IOException failure) {
            throw new CommandException(
                    CommandError.EDITOR_FAILED, String.valueOf(failure.getMessage()), "Correct $VISUAL or $EDITOR.");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new CommandException(
                    CommandError.EDITOR_FAILED, "The editor was interrupted.", "Open '" + file + "' in an editor.");
        }
    }
}

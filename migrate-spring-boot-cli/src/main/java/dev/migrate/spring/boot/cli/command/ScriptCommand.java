package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.WrittenScript;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Base class of the commands that write a script. */
abstract class ScriptCommand extends Subcommand {

    private static final String FILE = "file:";

    @Option(
            names = "--rev-id",
            paramLabel = "ID",
            order = 11,
            description = "Id of the revision. Default: 12 random hexadecimal digits.")
    private @Nullable String revisionId;

    @Option(
            names = "--splice",
            order = 12,
            description = "Allow a parent that is not a head, which starts a new branch.")
    private boolean splice;

    @Option(names = "--branch-label", paramLabel = "LABEL", order = 13, description = "Label of the branch.")
    private List<String> branchLabels = new ArrayList<>();

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            order = 14,
            description = "One of 'migrate.locations' to write to. Default: the location of the parent.")
    private @Nullable String location;

    ScriptCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    abstract WrittenScript write();

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        WrittenScript script = write();
        if (json()) {
            terminal().document(Documents.written(script));
        } else {
            print(script);
        }
        return ExitCode.DONE;
    }

    void print(WrittenScript script) {
        terminal().line(quiet() ? script.path().toString() : "Wrote " + script.path());
    }

    /** Returns whether the application finds a script only after it is rebuilt: it is in no folder of the file system. */
    static boolean isPackaged(WrittenScript script, MigrationEngine engine) {
        return engine.settings().locations().stream()
                .filter((location) -> location.startsWith(FILE))
                .map((location) -> Path.of(location.substring(FILE.length()))
                        .toAbsolutePath()
                        .normalize())
                .noneMatch(script.path()::startsWith);
    }

    @Nullable
    String revisionId() {
        return this.revisionId;
    }

    boolean splice() {
        return this.splice;
    }

    List<String> branchLabels() {
        return this.branchLabels;
    }

    @Nullable
    String location() {
        return this.location;
    }
}

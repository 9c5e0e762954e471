package dev.migrate.spring.boot.cli;

import dev.migrate.NewRevision;
import dev.migrate.WrittenScript;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        description = "Writes the script of a new revision, for you to fill in. Needs no database.",
        footer = {
            "  migrate revision -m \"Add account table\"",
            "  migrate revision -m \"Add invoice\" --head billing@head --depends-on ae10",
            "  migrate revision -m \"Split names\" --java"
        })
final class RevisionCommand extends WritingCommand {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            required = true,
            order = 1,
            description = "What it is for; the first line becomes part of the file's name.")
    private String message = "";

    @Option(
            names = "--head",
            paramLabel = "REVISION",
            defaultValue = "head",
            order = 2,
            description = "What it revises; the only head if not given, 'base' for a new beginning.")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "REVISION",
            order = 3,
            description = "What has to be applied before without being its parent; may be given again.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(names = "--java", order = 5, description = "Write a Java class in the package that is its location.")
    private boolean java;

    RevisionCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    WrittenScript write() {
        NewRevision request = new NewRevision(
                this.message, revisionId(), this.heads, splice(), branchLabels(), this.dependsOn, location(), "", "");
        return this.java ? author().migration(request) : author().revision(request);
    }
}

package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.WrittenScript;
import dev.migrate.autogenerate.Baseline;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Wording;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.RevisionRequest;
import dev.migrate.request.StampRequest;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "baseline",
        description =
                "Writes the existing schema of the database into the first script, and stamps the database with it."
                        + " The script is verified in a scratch database.",
        footer = {"  migrate baseline -m \"Schema before Migrate\"", "  migrate baseline --rev-id 1.0 --no-stamp"})
final class BaselineCommand extends Subcommand {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            defaultValue = "Baseline",
            order = 1,
            description = "Message of the revision. Default: Baseline.")
    private String message = "";

    @Option(
            names = "--rev-id",
            paramLabel = "ID",
            order = 2,
            description = "Id of the revision. Default: 12 random hexadecimal digits.")
    private @Nullable String revisionId;

    @Option(
            names = "--no-stamp",
            order = 3,
            description =
                    "Write the script only. Objects that cannot be written are marked in it as still to be written.")
    private boolean noStamp;

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            order = 4,
            description = "One of 'migrate.locations' to write to. Default: the only location.")
    private @Nullable String location;

    BaselineCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        MigrationEngine engine = engine();
        checkNoScripts(engine);
        Baseline.Draft draft = Baseline.of(engine).draft();
        if (!draft.unread().isEmpty() && !this.noStamp) {
            throw unread(draft);
        }
        WrittenScript script = author().revision(RevisionRequest.of(this.message)
                .id(this.revisionId)
                .heads("base")
                .in(this.location)
                .irreversible(todos(draft) + draft.upgrade()));
        if (!this.noStamp) {
            stamp(engine, script);
        }
        print(engine, script, draft);
        return ExitCode.DONE;
    }

    /** A baseline is the first revision, so neither the project nor the application may contain another. */
    private void checkNoScripts(MigrationEngine engine) {
        Set<String> known = engine.heads().heads().stream()
                .map(RevisionReport::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known.addAll(author().heads());
        if (!known.isEmpty()) {
            throw new CommandException(
                    ErrorCode.NOT_A_HEAD,
                    "There are scripts already (head '%s'), and a baseline is the first of all revisions."
                            .formatted(String.join("', '", known)),
                    "If the database is at revision REV, run 'migrate stamp REV'.");
        }
    }

    private static CommandException unread(Baseline.Draft draft) {
        return new CommandException(
                ErrorCode.NOT_COMPARED,
                "The database contains objects that cannot be written into the script: %s."
                        .formatted(String.join("; ", draft.unread())),
                "Run 'migrate baseline --no-stamp', which marks each of them in the script with '-- migrate:todo'. Write"
                        + " their SQL there, then run 'migrate stamp ID' with the id of the script.");
    }

    private static String todos(Baseline.Draft draft) {
        return draft.unread().stream()
                .map((description) -> "-- migrate:todo create %s\n"
                        .formatted(description.strip().replaceAll("\\s+", " ")))
                .collect(Collectors.joining());
    }

    /** Stamps the database. The application contains the script only after it was rebuilt, so the file itself is read. */
    private void stamp(MigrationEngine engine, WrittenScript script) {
        try {
            engine.withLocations("file:" + script.path().getParent()).stamp(StampRequest.to(script.id()));
        } catch (MigrateException failure) {
            if (!isCertainlyNotRecorded(failure)) {
                throw kept(script, failure);
            }
            try {
                Files.delete(script.path());
            } catch (IOException undeleted) {
                failure.addSuppressed(new UncheckedIOException(undeleted));
            }
            throw failure;
        }
    }

    /** Returns whether a failure occurred before the commit. After a failed commit, the database can contain the stamp. */
    private static boolean isCertainlyNotRecorded(MigrateException failure) {
        return !(failure instanceof DatabaseException) || failure.code() == ErrorCode.MISSING_RIGHTS;
    }

    private CommandException kept(WrittenScript script, MigrateException failure) {
        CommandException kept = new CommandException(
                failure.code(),
                prefix().in(failure.message(Wording.properties())),
                "The database might be stamped as '%1$s', so the script '%2$s' is kept. Run 'migrate current'. If it prints '%1$s', rebuild the application, so that it contains the script. Otherwise, delete the script, then run 'migrate baseline' again."
                        .formatted(script.id(), script.path()));
        kept.initCause(failure);
        return kept;
    }

    private void print(MigrationEngine engine, WrittenScript script, Baseline.Draft draft) {
        if (json()) {
            terminal().document(AutogenerateDocuments.baseline(script, draft, !this.noStamp));
            return;
        }
        if (quiet()) {
            terminal().line(script.path().toString());
            return;
        }
        terminal().line("Wrote " + script.path());
        if (!this.noStamp) {
            terminal().line("The database is stamped as " + script.id() + ".");
        }
        if (!this.noStamp && ScriptCommand.isPackaged(script, engine)) {
            terminal().paragraph("Rebuild the application, so that it contains the script, before you start it.");
        }
        List<String> unread = draft.unread();
        unread.forEach((description) -> terminal().paragraph("To be written: ", Style.WARNING, description));
    }
}

package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.WrittenScript;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.autogenerate.Rename;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.ErrorCode;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.RevisionRequest;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        description = "Writes the script of a new revision: empty, or with '--autogenerate' the changes that make the"
                + " database match the models. Only '--autogenerate' requires the database, and does not change it.",
        footer = {
            "  migrate revision -m \"Add account table\"",
            "  migrate revision -m \"Add invoice\" --head billing@head --depends-on ae10",
            "  migrate revision -m \"Follow the entities\" --autogenerate --rename customer.birthday:date_of_birth",
            "  migrate revision -m \"Split names\" --java"
        })
final class RevisionCommand extends ScriptCommand {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            required = true,
            order = 1,
            description = "Message of the revision. Its first line becomes part of the file name.")
    private String message = "";

    @Option(
            names = "--head",
            paramLabel = "REVISION",
            defaultValue = "head",
            order = 2,
            description = "Parent revision; 'base' for a new root. Default: the only head.")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "REVISION",
            order = 3,
            description = "Revision that must be applied first but is not a parent. Repeatable.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--autogenerate",
            order = 4,
            description = "Generate the changes that make the database match the models.")
    private boolean autogenerate;

    @Option(
            names = "--rename",
            paramLabel = "OLD:NEW",
            order = 5,
            description = "With --autogenerate: a renamed table or table.column. Repeatable.")
    private List<String> renames = new ArrayList<>();

    @Option(
            names = "--unproved",
            order = 6,
            description = "With --autogenerate: write the script even if verification fails.")
    private boolean unproved;

    @Option(names = "--sql", order = 7, description = "Write an SQL script. This is the default.")
    private boolean sql;

    @Option(
            names = "--java",
            order = 8,
            description = "Write a Java class instead of SQL, in the package of its location.")
    private boolean java;

    RevisionCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        if (this.sql && this.java) {
            throw wrongUsage("'--sql' and '--java' cannot be combined.", "Remove '--sql' or '--java'.");
        }
        if (this.autogenerate && this.java) {
            throw wrongUsage("'--autogenerate' writes SQL scripts only.", "Remove '--java'.");
        }
        if (this.autogenerate) {
            return generate();
        }
        if (!this.renames.isEmpty() || this.unproved) {
            throw wrongUsage("'--rename' and '--unproved' require '--autogenerate'.", "Add '--autogenerate'.");
        }
        return super.run();
    }

    @Override
    WrittenScript write() {
        return this.java ? author().migration(request()) : author().revision(request());
    }

    private RevisionRequest request() {
        return RevisionRequest.of(this.message)
                .id(revisionId())
                .heads(this.heads)
                .splice(splice())
                .branchLabels(branchLabels())
                .dependsOn(this.dependsOn)
                .in(location());
    }

    private int generate() {
        MigrationEngine engine = engine();
        checkApplied(engine);
        Autogenerate models = Autogenerate.of(engine, context().models(engine));
        List<Rename> renames =
                new ArrayList<>(this.renames.stream().map(models::rename).toList());
        Proposal proposal = propose(models, renames);
        if (proposal.isEmpty()) {
            printNoDifference(proposal);
            return ExitCode.DONE;
        }
        if (!proposal.verification().succeeded() && !this.unproved) {
            throw verificationFailed(proposal);
        }
        WrittenScript script = author().revision(request().sql(proposal.upgrade(), proposal.downgrade()));
        if (json()) {
            terminal().document(AutogenerateDocuments.generated(script, proposal));
        } else {
            print(script);
            if (!quiet()) {
                print(proposal);
                if (isPackaged(script, engine)) {
                    terminal().line("");
                    terminal()
                            .paragraph(
                                    "Review the script and rebuild the application, so that it contains the script. Then run 'migrate upgrade'.");
                }
            }
        }
        return ExitCode.DONE;
    }

    /** Fails if the project contains a script that is not applied, because its changes would be generated again. */
    private void checkApplied(MigrationEngine engine) {
        Set<String> packaged = engine.heads().heads().stream()
                .map(RevisionReport::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> written = author().heads();
        if (!packaged.equals(Set.copyOf(written))) {
            throw new CommandException(
                    ErrorCode.NOT_AT_HEAD,
                    "The heads of the scripts in the project are %s, and those in the application are %s."
                            .formatted(String.join(", ", written), String.join(", ", packaged)),
                    "If a script was deleted, clean the build folder and do not upgrade. Otherwise rebuild the"
                            + " application, upgrade the database, then retry.");
        }
    }

    /** Asks about each likely rename if the terminal is interactive. */
    private Proposal propose(Autogenerate models, List<Rename> renames) {
        Proposal proposal = models.propose(renames);
        if (!terminal().interactive() || json() || quiet()) {
            return proposal;
        }
        List<Rename> confirmed = proposal.likelyRenames().stream()
                .filter((rename) -> terminal()
                        .confirm("Was '%s' renamed to '%s'? A rename keeps the data."
                                .formatted(rename.from(), rename.to())))
                .toList();
        return confirmed.isEmpty()
                ? proposal
                : models.propose(
                        Stream.concat(renames.stream(), confirmed.stream()).toList());
    }

    private void printNoDifference(Proposal proposal) {
        if (json()) {
            terminal().document(AutogenerateDocuments.drift(proposal.drift()));
        } else if (!quiet()) {
            terminal()
                    .line("The database matches the models (%s); no script was written."
                            .formatted(proposal.drift().source()));
        }
    }

    private CommandException verificationFailed(Proposal proposal) {
        Proposal.Verification verification = proposal.verification();
        String left = verification.remaining().stream()
                .map(SchemaDifference::toString)
                .collect(Collectors.joining("; "));
        return new CommandException(
                ErrorCode.UNPROVED,
                "The generated script failed verification in a scratch database: %s%s"
                        .formatted(verification.failure(), left.isEmpty() ? "." : ": " + left + "."),
                "Write the script with '--unproved' and correct it, or exclude the named tables with"
                        + " 'migrate.autogenerate.exclude'.");
    }

    private void print(Proposal proposal) {
        proposal.renames().forEach((rename) -> {
            terminal().line("");
            terminal().line(new StyledText(rename.from(), Style.ID), StyledText.of("  RENAME to " + rename.to()));
        });
        new DifferencesView(terminal()).print(proposal.drift().differences());
        List<String> warnings = new ArrayList<>();
        proposal.warnings().forEach((warning) -> warnings.add(warning.toString()));
        proposal.likelyRenames()
                .forEach((rename) -> warnings.add(
                        ("'%s' is dropped and '%s' is created, and they look alike. If it was renamed, delete this"
                                        + " script, clean the build folder, and generate it again with --rename %s")
                                .formatted(rename.from(), rename.to(), rename)));
        if (!proposal.verification().succeeded()) {
            warnings.add(
                    "The script failed verification: " + proposal.verification().failure());
        }
        if (!warnings.isEmpty()) {
            terminal().line("");
            warnings.forEach((warning) -> terminal().paragraph("Warning: ", Style.WARNING, warning));
        }
    }
}

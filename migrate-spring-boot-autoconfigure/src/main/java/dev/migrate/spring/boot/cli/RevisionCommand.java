package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.NewRevision;
import dev.migrate.WrittenScript;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Proposal;
import dev.migrate.autogenerate.Rename;
import dev.migrate.diff.Difference;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.document.Documents;
import dev.migrate.spring.boot.document.ProblemAnswer;
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
        description = "Writes the script of a new revision, for you to fill in, or with what brings the database to the"
                + " models. Only the latter needs the database, and changes nothing in it.",
        footer = {
            "  migrate revision -m \"Add account table\"",
            "  migrate revision -m \"Add invoice\" --head billing@head --depends-on ae10",
            "  migrate revision -m \"Follow the entities\" --autogenerate --rename customer.birthday:date_of_birth",
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

    @Option(
            names = "--autogenerate",
            order = 4,
            description = "Compare the models with the database, and write what brings one to the other.")
    private boolean autogenerate;

    @Option(
            names = "--rename",
            paramLabel = "OLD:NEW",
            order = 5,
            description =
                    "With --autogenerate: a table or a table.column that has another name now; may be given again.")
    private List<String> renames = new ArrayList<>();

    @Option(
            names = "--unproved",
            order = 6,
            description = "With --autogenerate: write the script also if trying it has shown that it does not do all.")
    private boolean unproved;

    @Option(names = "--sql", order = 7, description = "Write a script of SQL, which is the default.")
    private boolean sql;

    @Option(
            names = "--java",
            order = 8,
            description = "Write a Java class in the package that is its location, instead of SQL.")
    private boolean java;

    RevisionCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    int run() {
        if (this.sql && this.java) {
            throw refusal("A revision is written in SQL or in Java.", "Leave out '--sql' or '--java'.");
        }
        if (this.autogenerate && this.java) {
            throw refusal("What '--autogenerate' finds is written as SQL.", "Leave out '--java'.");
        }
        if (this.autogenerate) {
            return generate();
        }
        if (!this.renames.isEmpty() || this.unproved) {
            throw refusal("'--rename' and '--unproved' say how a script is generated.", "Add '--autogenerate'.");
        }
        return super.run();
    }

    @Override
    WrittenScript write() {
        return this.java ? author().migration(request()) : author().revision(request());
    }

    private NewRevision request() {
        return new NewRevision(
                this.message, revisionId(), this.heads, splice(), branchLabels(), this.dependsOn, location(), "", "");
    }

    private int generate() {
        MigrationEngine engine = engine();
        refuseScriptsThatTheDatabaseLacks(engine);
        Autogenerate models = Autogenerate.of(engine, models(engine));
        List<Rename> agreed =
                new ArrayList<>(this.renames.stream().map(models::rename).toList());
        Proposal proposal = confirmed(models, agreed);
        if (proposal.isEmpty()) {
            tellThatThereIsNothing(proposal);
            return ExitCode.DONE;
        }
        if (!proposal.proof().holds() && !this.unproved) {
            throw unproved(proposal);
        }
        WrittenScript script = author().revision(request().sql(proposal.upgrade(), proposal.downgrade()));
        if (json()) {
            terminal().document(Documents.generated(script, proposal));
        } else {
            print(script);
            if (!quiet()) {
                print(proposal);
            }
        }
        return ExitCode.DONE;
    }

    /** A script that was written and not yet built would be written a second time. */
    private void refuseScriptsThatTheDatabaseLacks(MigrationEngine engine) {
        Set<String> shipped = engine.heads().heads().stream()
                .map(RevisionReport::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> written = author().heads();
        if (!shipped.equals(Set.copyOf(written))) {
            throw new RefusalException(
                    ExitCode.FAILED,
                    ProblemAnswer.of(
                            409,
                            "not-at-head",
                            "Not at the heads",
                            "The scripts in the project end with %s, those of the application with %s."
                                    .formatted(String.join(", ", written), String.join(", ", shipped)),
                            "Build the application anew, upgrade the database, and ask again. A script that was deleted stays"
                                    + " in the build folder until that is cleaned."));
        }
    }

    /** What a person at a terminal says to be a rename is one; elsewhere nobody is asked. */
    private Proposal confirmed(Autogenerate models, List<Rename> agreed) {
        Proposal proposal = models.propose(agreed);
        if (!terminal().interactive() || json() || quiet()) {
            return proposal;
        }
        List<Rename> confirmed = proposal.likelyRenames().stream()
                .filter((rename) -> terminal()
                        .agrees("Was '%s' renamed to '%s', so that its data stay?"
                                .formatted(rename.from(), rename.to())))
                .toList();
        return confirmed.isEmpty()
                ? proposal
                : models.propose(
                        Stream.concat(agreed.stream(), confirmed.stream()).toList());
    }

    private void tellThatThereIsNothing(Proposal proposal) {
        if (json()) {
            terminal().document(Documents.drift(proposal.drift()));
        } else if (!quiet()) {
            terminal()
                    .line("The database is as the models want it (%s); no script was written."
                            .formatted(proposal.drift().source()));
        }
    }

    private RefusalException unproved(Proposal proposal) {
        Proposal.Proof proof = proposal.proof();
        String left = proof.left().stream().map(Difference::toString).collect(Collectors.joining("; "));
        return new RefusalException(
                ExitCode.FAILED,
                ProblemAnswer.of(
                        409,
                        "unproved",
                        "Unproved",
                        "The script that would be written was tried on scratch, and %s%s"
                                .formatted(proof.failure(), left.isEmpty() ? "." : ": " + left + "."),
                        "Write it all the same with '--unproved' and correct it by hand, or leave what it names out with"
                                + " 'migrate.autogenerate.exclude'."));
    }

    private void print(Proposal proposal) {
        proposal.renames().forEach((rename) -> {
            terminal().line("");
            terminal().line(new Cell(rename.from(), Tone.ID), Cell.of("  RENAME to " + rename.to()));
        });
        new DifferencesView(terminal()).print(proposal.drift().differences());
        List<String> remarks = new ArrayList<>();
        proposal.warnings().forEach((warning) -> remarks.add(warning.toString()));
        proposal.likelyRenames()
                .forEach((rename) ->
                        remarks.add("'%s' goes and '%s' comes, and they look alike. If it was renamed: --rename %s"
                                .formatted(rename.from(), rename.to(), rename)));
        if (!proposal.proof().holds()) {
            remarks.add("The script is not proved: " + proposal.proof().failure());
        }
        if (!remarks.isEmpty()) {
            terminal().line("");
            remarks.forEach((remark) -> terminal().prose("Warning: ", Tone.WARNING, remark));
        }
    }
}

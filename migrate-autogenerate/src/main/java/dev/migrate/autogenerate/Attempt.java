package dev.migrate.autogenerate;

import dev.migrate.dialect.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Difference;
import dev.migrate.diff.Difference.Change;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Rules;
import dev.migrate.error.AutogenerateException;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.schema.Definition;
import dev.migrate.schema.Element;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One comparison of a database, as it was read, with what the models want. */
final class Attempt {

    private final ModelSource source;
    private final Target target;
    private final Dialect dialect;
    private final Ddl ddl;
    private final Laboratory laboratory;
    private final Desired desired;
    private final Schema live;
    private final Renames renames;
    private final Rules rules;
    private final Set<String> unread;

    Attempt(
            ModelSource source,
            Target target,
            ScratchMaker scratch,
            Rules rules,
            Desired desired,
            List<Rename> asked,
            Set<String> unread) {
        this.source = source;
        this.target = target;
        this.dialect = target.dialect();
        this.ddl = target.ddl();
        this.laboratory = new Laboratory(this.dialect, this.ddl, scratch, rules);
        this.desired = desired;
        this.live = target.current();
        this.renames = new Renames(target, asked, desired.renames());
        this.rules = rules;
        this.unread = unread;
    }

    /** What there would be to do, without a look at whether it can be done. */
    Proposal compare() {
        return propose(false, Map.of());
    }

    /**
     * A script that was tried.
     *
     * @param leaning tables out of sight that lose rows while another is made anew, by the name of the other
     */
    Proposal propose(Map<QualifiedName, QualifiedName> leaning) {
        return propose(true, leaning);
    }

    private Proposal propose(boolean proved, Map<QualifiedName, QualifiedName> leaning) {
        Desired desired = desiredAfter(this.renames.operations());
        Schema wanted = this.laboratory.made(desired.statements(), this.unread);
        Renames renames = this.renames.towards(wanted);
        List<Operation> renaming = renames.operations();
        List<Difference> all = Comparison.between(this.live, wanted, this.rules);
        List<Difference> rough = owned(all);
        if (rough.isEmpty() && renaming.isEmpty()) {
            return nothing(desired, unmanaged(all));
        }
        Part part = Part.of(this.live, wanted, rough, renames.all());
        Schema from = this.laboratory.settled(part.of(this.live));
        Schema renamed = renaming.isEmpty() ? from : this.laboratory.changed(from, renaming);
        List<Difference> unmanaged = unmanaged(Comparison.between(renamed, part.of(wanted), this.rules));
        Schema to = this.laboratory.settled(with(unmanaged, part.of(wanted)));
        List<Difference> differences = Comparison.between(renamed, to, this.rules);
        if (differences.isEmpty() && renaming.isEmpty()) {
            return nothing(desired, unmanaged);
        }
        List<Operation> operations = new ArrayList<>(renaming);
        operations.addAll(Drafter.draft(renamed, to, differences, this.ddl.traits(), desired.rows()));
        refuseToEmpty(leaning, operations);
        Trial trial = new Trial(from, renamed, to, renaming, operations, desired.remarks());
        Written written = written(trial, this.ddl, proved);
        if (!written.proof().holds() && this.ddl.asPrinted() != this.ddl) {
            Written asPrinted = written(trial, this.ddl.asPrinted(), proved);
            written = asPrinted.proof().holds() ? asPrinted : written;
        }
        return new Proposal(
                drift(desired, differences, unmanaged),
                renames.all(),
                written.up().text(),
                written.down(),
                written.up().warnings(),
                Likeness.likelyRenames(joined(differences, desired.unmapped())),
                written.proof());
    }

    private Written written(Trial trial, Ddl words, boolean proved) {
        SectionText up = SectionText.up(trial.operations(), this.dialect, words, trial.remarks());
        String down = SectionText.down(Drafter.inverse(trial.operations()), this.dialect, words, trial.operations())
                .text();
        Proposal.Proof proof =
                proved ? this.laboratory.proof(trial.from(), trial.to(), up.text(), down) : Proposal.Proof.HOLDS;
        if (proof.failedAt() == Proposal.Proof.Step.DOWN) {
            String other = wayBack(trial, words, this.laboratory.changed(trial.from(), up.text()));
            Proposal.Proof otherProof = this.laboratory.proof(trial.from(), trial.to(), up.text(), other);
            if (otherProof.holds()) {
                return new Written(up, other, otherProof);
            }
        }
        return new Written(up, down, proof);
    }

    /** What leads from where to where; the renaming comes first among the operations. */
    private record Trial(
            Schema from,
            Schema renamed,
            Schema to,
            List<Operation> renaming,
            List<Operation> operations,
            List<Warning> remarks) {}

    /** A script in some product's words, and what became of it on scratch. */
    private record Written(SectionText up, String down, Proposal.Proof proof) {}

    /** What a source that takes from the database what it does not know wants once everything has its new name. */
    private Desired desiredAfter(List<Operation> renaming) {
        return renaming.isEmpty() || !this.source.isPartial()
                ? this.desired
                : this.source.desired(this.target.seeing(this.laboratory.changed(this.live, renaming)));
    }

    private Drift drift(Desired desired, List<Difference> differences, List<Difference> unmanaged) {
        return new Drift(
                this.source.name(),
                differences.stream()
                        .map((difference) -> difference.worded(this.ddl::readable))
                        .toList(),
                joined(unmanaged, desired.unmapped()));
    }

    private static List<Difference> joined(List<Difference> left, List<Difference> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    private Proposal nothing(Desired desired, List<Difference> unmanaged) {
        return new Proposal(
                drift(desired, List.of(), unmanaged), List.of(), "", "", List.of(), List.of(), Proposal.Proof.HOLDS);
    }

    /** The way back as if it were a way up, where taking back each step is not enough. */
    private String wayBack(Trial trial, Ddl words, Schema reached) {
        List<Difference> differences = Comparison.between(reached, trial.renamed(), Rules.STRICT);
        List<Operation> operations =
                new ArrayList<>(Drafter.draft(reached, trial.renamed(), differences, words.traits(), Map.of()));
        operations.addAll(Drafter.inverse(trial.renaming()));
        return SectionText.down(operations, this.dialect, words, trial.operations())
                .text();
    }

    private List<Difference> owned(List<Difference> differences) {
        return differences.stream()
                .filter((difference) -> !isUnmanaged(difference))
                .toList();
    }

    private List<Difference> unmanaged(List<Difference> differences) {
        return differences.stream().filter(this::isUnmanaged).toList();
    }

    private boolean isUnmanaged(Difference difference) {
        return difference.change() == Change.DROP
                && difference.before() != null
                && (!this.desired.owns().test(difference.before()) || isExtension(difference.before()));
    }

    /** An extension belongs to the database, and other schemas of it may rest on it. */
    private static boolean isExtension(Element element) {
        return element instanceof Definition definition && definition.kind() == Definition.Kind.EXTENSION;
    }

    /** What is wanted, and beside it what the database has of kinds that the models cannot ask for. */
    private static Schema with(List<Difference> unmanaged, Schema wanted) {
        Schema all = wanted;
        for (Difference difference : unmanaged) {
            all = all.with(difference.table(), Objects.requireNonNull(difference.before()));
        }
        return all;
    }

    /** A table that is left out is not touched, so that its key cannot step aside as others do. */
    private static void refuseToEmpty(Map<QualifiedName, QualifiedName> leaning, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof RebuildTable rebuild) {
                refuseToEmpty(leaning, rebuild.before().name(), "has to be made anew");
            } else if (operation instanceof DropTable drop) {
                refuseToEmpty(leaning, drop.table().name(), "goes");
            }
        }
    }

    private static void refuseToEmpty(
            Map<QualifiedName, QualifiedName> leaning, QualifiedName table, String whatBecomesOfIt) {
        QualifiedName other = leaning.get(table);
        if (other != null) {
            throw new AutogenerateException(
                    "excluded-key",
                    "'%s' %s, and '%s', which is left out, has a key to it that deletes or changes its rows meanwhile."
                            .formatted(table, whatBecomesOfIt, other),
                    "Take '%s' into the comparison, or write this change by hand, in a section with transaction=off that begins with PRAGMA foreign_keys = OFF."
                            .formatted(other),
                    null);
        }
    }
}

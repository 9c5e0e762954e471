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
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.schema.Column;
import dev.migrate.schema.Definition;
import dev.migrate.schema.Element;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One comparison of a database, as it was read, with what the models want. */
final class Attempt {

    private final ModelSource source;
    private final Target target;
    private final Dialect dialect;
    private final Ddl ddl;
    private final Laboratory laboratory;
    private final Desired desired;
    private final Schema live;
    private final List<Rename> renames;
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
        this.renames = new ArrayList<>(asked);
        this.rules = rules;
        this.unread = unread;
        this.renames.replaceAll(this::meant);
        this.renames.forEach(this::refuseUnknown);
        desired.renames().stream().filter(this::isOpen).forEach(this.renames::add);
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
        Desired desired = desiredAfter(renaming());
        Schema wanted = this.laboratory.made(desired.statements(), this.unread);
        this.renames.forEach((rename) -> refuseUnwanted(rename, wanted));
        this.renames.addAll(following(wanted));
        List<Operation> renaming = renaming();
        List<Difference> all = Comparison.between(this.live, wanted, this.rules);
        List<Difference> rough = owned(all);
        if (rough.isEmpty() && renaming.isEmpty()) {
            return nothing(desired, unmanaged(all));
        }
        Part part = Part.of(this.live, wanted, rough, this.renames);
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
                this.renames,
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
        return new Drift(this.source.name(), differences, joined(unmanaged, desired.unmapped()));
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

    private List<Operation> renaming() {
        return this.renames.stream().map(this::operation).toList();
    }

    private Operation operation(Rename rename) {
        String name = rename.column();
        if (name == null) {
            return sequence(rename)
                    .<Operation>map((sequence) -> new RenameSequence(sequence, rename.to()))
                    .orElseGet(
                            () -> new RenameTable(rename.table(), rename.table().sibling(rename.to())));
        }
        Column column =
                tableBefore(rename).flatMap((table) -> table.column(name)).orElseThrow();
        return new RenameColumn(rename.table(), column, rename.to());
    }

    /** The sequence that is renamed, if it is one, and not a table or a column. */
    private Optional<Sequence> sequence(Rename rename) {
        return rename.column() == null && this.live.table(rename.table()).isEmpty()
                ? this.live.sequence(rename.table())
                : Optional.empty();
    }

    /** A sequence that is called after its table goes with it; a new one would give out numbers that rows have. */
    private List<Rename> following(Schema wanted) {
        List<Rename> following = new ArrayList<>();
        for (Rename rename : this.renames) {
            String former = rename.table().name();
            if (rename.column() != null || sequence(rename).isPresent()) {
                continue;
            }
            for (Sequence sequence : this.live.sequences()) {
                QualifiedName name = sequence.name();
                if (!Objects.equals(name.namespace(), rename.table().namespace())
                        || !name.name().toLowerCase(Locale.ROOT).equals(former.toLowerCase(Locale.ROOT) + "_seq")) {
                    continue;
                }
                Rename follows =
                        new Rename(name, null, rename.to() + name.name().substring(former.length()));
                if (wanted.sequence(name).isEmpty()
                        && wanted.sequence(name.sibling(follows.to())).isPresent()
                        && isOpen(follows)
                        && !this.renames.contains(follows)) {
                    following.add(follows);
                }
            }
        }
        return following;
    }

    /** What a person has written, who may have meant a column of a table or a table of a schema. */
    private Rename meant(Rename written) {
        String column = written.column();
        QualifiedName table = written.table();
        if (column == null || table.namespace() != null) {
            return new Rename(new QualifiedName(namespace(table.namespace()), table.name()), column, written.to());
        }
        QualifiedName other = new QualifiedName(namespace(table.name()), column);
        boolean isColumn =
                tableBefore(written).flatMap((found) -> found.column(column)).isPresent();
        boolean isTable = this.live.table(other).isPresent();
        if (isColumn && isTable) {
            throw new AutogenerateException(
                    "bad-rename",
                    "'%s' is a column of '%s', and a table of the schema '%s'."
                            .formatted(written.from(), table, table.name()),
                    "For the column, write '%s.%s:%s'; for the table, say it in the model, with @RenamedFrom."
                            .formatted(this.target.home(), written.from(), written.to()),
                    null);
        }
        return isTable ? new Rename(other, null, written.to()) : written;
    }

    /** The home schema is not named. */
    private @Nullable String namespace(@Nullable String written) {
        return Objects.equals(written, this.target.home()) ? null : written;
    }

    private Optional<Table> tableBefore(Rename rename) {
        QualifiedName before = this.renames.stream()
                .filter((other) -> other.column() == null
                        && rename.column() != null
                        && other.table().sibling(other.to()).equals(rename.table()))
                .map(Rename::table)
                .findFirst()
                .orElse(rename.table());
        return this.live.table(before);
    }

    private boolean isOpen(Rename rename) {
        String name = rename.column();
        if (name == null) {
            QualifiedName after = rename.table().sibling(rename.to());
            return sequence(rename).isPresent()
                    ? this.live.sequence(after).isEmpty()
                    : this.live.table(rename.table()).isPresent()
                            && this.live.table(after).isEmpty();
        }
        return tableBefore(rename)
                .filter((table) -> table.column(name).isPresent()
                        && table.column(rename.to()).isEmpty())
                .isPresent();
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

    /** What nobody wants under its new name would be renamed, and then dropped. */
    private void refuseUnwanted(Rename rename, Schema wanted) {
        List<? extends Element> among;
        if (rename.column() != null) {
            among = wanted.table(rename.table()).map(Table::columns).orElse(List.of());
        } else {
            among = sequence(rename).isPresent() ? wanted.sequences() : wanted.tables();
        }
        String after = rename.column() != null
                ? rename.to()
                : rename.table().sibling(rename.to()).toString();
        List<String> names = among.stream().map(Element::label).toList();
        if (!names.contains(after)) {
            throw new AutogenerateException(
                    "nothing-to-rename",
                    "The models have no '%s' that '%s' could become."
                            .formatted(rename.to(), rename.column() == null ? rename.table() : rename.column()),
                    "Write the name that the database will have, which is one of: %s."
                            .formatted(String.join(", ", names)),
                    null);
        }
    }

    private void refuseUnknown(Rename rename) {
        if (!isOpen(rename)) {
            String from = rename.column() == null ? rename.table().toString() : rename.table() + "." + rename.column();
            throw new AutogenerateException(
                    "nothing-to-rename",
                    "'%s' cannot become '%s': the one is not in the database, or the other is there already."
                            .formatted(from, rename.to()),
                    "Write the name as the database has it: --rename table.column:new_name or --rename table:new_name, with the schema in front where it is another.",
                    null);
        }
    }
}

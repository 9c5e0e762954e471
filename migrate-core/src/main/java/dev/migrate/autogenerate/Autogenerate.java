package dev.migrate.autogenerate;

import dev.migrate.dialect.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.Statement;
import dev.migrate.dialect.Statements;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Difference;
import dev.migrate.diff.Difference.Change;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Rules;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.Location;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Inspectors;
import dev.migrate.inspect.Scope;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameTable;
import dev.migrate.render.SectionText;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Compares models with a database, and writes what brings one to the other. Both sides go through the same server and the
 * same reader: what the models want is made on scratch. What is written is run there too, up, down and up again, before
 * it is offered.
 */
public final class Autogenerate {

    /** What may differ after a server has read its own text back. */
    private static final Set<String> REPRINTED = Set.of("def", "default", "generated");

    private static final Location GENERATED = new Location("generated", 1);

    private final DataSource dataSource;
    private final ModelSource source;
    private final AutogenerateSettings settings;

    /** Makes a comparison of one database with one source of models. */
    public Autogenerate(DataSource dataSource, ModelSource source, AutogenerateSettings settings) {
        this.dataSource = dataSource;
        this.source = source;
        this.settings = settings;
    }

    /** In what the database is not as the models want it. Nothing of the database changes. */
    public Drift compare() {
        return propose(List.of(), false).drift();
    }

    /**
     * A script from the database to the models, tried on scratch. Nothing of the database changes.
     *
     * @param renames what is not gone and new, but has another name
     */
    public Proposal propose(List<Rename> renames) {
        return propose(renames, true);
    }

    /**
     * A rename as a person writes it: {@code table:new} or {@code table.column:new}, with names as they would stand in
     * SQL for this database.
     */
    public Rename rename(String text) {
        try (Connection connection = this.dataSource.getConnection()) {
            Target target = Target.of(connection, Dialects.of(connection.getMetaData()), Schema.EMPTY);
            return Rename.parse(text, target::folded);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private Proposal propose(List<Rename> renames, boolean proved) {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Inspector inspector = Inspectors.of(dialect);
            Scope home = new Scope(null, Set.of(), this.settings.wanted());
            Schema live = inspector.read(connection, home);
            Desired desired = this.source.desired(Target.of(connection, dialect, live));
            Scope scope = new Scope(null, desired.namespaces(), this.settings.wanted());
            if (!desired.namespaces().isEmpty()) {
                live = inspector.read(connection, scope);
            }
            try (ScratchMaker scratch =
                    ScratchMakers.like(connection, this.dataSource, dialect, scope, this.settings)) {
                scratch.sweep();
                return new Attempt(dialect, dialect.ddl(connection), scratch, desired, live, renames).propose(proved);
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private static DatabaseException failed(SQLException failure) {
        return new DatabaseException(
                "database-error",
                "The database cannot be compared with the models: " + failure.getMessage(),
                "See what the database said, and try again.",
                failure);
    }

    /** One comparison, with all that stays the same in it. */
    private final class Attempt {

        private final Dialect dialect;
        private final Ddl ddl;
        private final ScratchMaker scratch;
        private final Desired desired;
        private final Schema live;
        private final List<Rename> renames;
        private final Rules rules;

        Attempt(Dialect dialect, Ddl ddl, ScratchMaker scratch, Desired desired, Schema live, List<Rename> asked) {
            this.dialect = dialect;
            this.ddl = ddl;
            this.scratch = scratch;
            this.desired = desired;
            this.live = live;
            this.renames = new ArrayList<>(asked);
            this.rules = new Rules(desired.keysAreSets(), Autogenerate.this.settings.ignoreNames());
            asked.forEach(this::refuseUnknown);
            desired.renames().stream().filter(this::isOpen).forEach(this.renames::add);
        }

        Proposal propose(boolean proved) {
            Schema wanted = wanted();
            List<Difference> rough = owned(Comparison.between(this.live, wanted, this.rules));
            if (rough.isEmpty() && this.renames.isEmpty()) {
                return nothing();
            }
            Part part = Part.of(this.live, wanted, rough, this.renames);
            Schema from = settled(part.of(this.live));
            List<Operation> operations = new ArrayList<>();
            Schema renamed = renamed(from, operations);
            List<Difference> unmanaged = unmanaged(Comparison.between(renamed, part.of(wanted), this.rules));
            Schema to = settled(with(unmanaged, part.of(wanted)));
            List<Difference> differences = Comparison.between(renamed, to, this.rules);
            Drift drift = new Drift(Autogenerate.this.source.name(), differences, unmanaged);
            if (differences.isEmpty() && operations.isEmpty()) {
                return nothing();
            }
            operations.addAll(Drafter.draft(renamed, to, differences, this.ddl.traits(), this.desired.rows()));
            SectionText up = SectionText.of(operations, this.dialect, this.ddl);
            SectionText down = SectionText.of(Drafter.inverse(operations), this.dialect, this.ddl);
            return new Proposal(
                    drift,
                    this.renames,
                    up.text(),
                    down.text(),
                    up.warnings(),
                    Likeness.likelyRenames(differences),
                    proved ? proof(from, to, up.text(), down.text()) : Proposal.Proof.HOLDS);
        }

        private Proposal nothing() {
            return new Proposal(
                    new Drift(Autogenerate.this.source.name(), List.of(), List.of()),
                    List.of(),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    Proposal.Proof.HOLDS);
        }

        private Schema wanted() {
            try (Scratch place = this.scratch.open()) {
                place.run(this.desired.statements());
                return place.read();
            }
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
                    && !this.desired.owns().test(difference.before());
        }

        /** What is wanted, and beside it what the database has of kinds that the models cannot ask for. */
        private static Schema with(List<Difference> unmanaged, Schema wanted) {
            Schema all = wanted;
            for (Difference difference : unmanaged) {
                all = all.with(difference.table(), Objects.requireNonNull(difference.before()));
            }
            return all;
        }

        /**
         * The schema as the server prints it once it has read its own text back. Whatever else a copy loses, it must not
         * be compared.
         */
        private Schema settled(Schema schema) {
            Schema copy = copied(schema);
            List<Difference> reprinted = Comparison.between(schema, copy, Rules.STRICT);
            if (reprinted.isEmpty()) {
                return copy;
            }
            List<Difference> lost = reprinted.stream()
                    .filter((difference) ->
                            difference.change() != Change.ALTER || !REPRINTED.containsAll(difference.attributes()))
                    .toList();
            Schema again = lost.isEmpty() ? copied(copy) : copy;
            List<Difference> unstable = lost.isEmpty() ? Comparison.between(copy, again, Rules.STRICT) : lost;
            if (!unstable.isEmpty()) {
                throw new AutogenerateException(
                        "unproved",
                        "Migrate cannot copy this schema to scratch without loss, so that nothing it wrote would be proved: "
                                + unstable,
                        "Leave what it names out with 'migrate.autogenerate.exclude', and report it.",
                        null);
            }
            return again;
        }

        private Schema copied(Schema schema) {
            try (Scratch place = this.scratch.open()) {
                copyTo(place, schema);
                return place.read();
            }
        }

        private void copyTo(Scratch place, Schema schema) {
            place.run(sql(Drafter.copy(schema, this.ddl.traits())));
        }

        private List<String> sql(List<Operation> operations) {
            return operations.stream()
                    .flatMap((operation) -> operation.accept(this.ddl).stream())
                    .toList();
        }

        /** The schema after the renames, which also change texts that mention the names; the server knows how. */
        private Schema renamed(Schema from, List<Operation> operations) {
            if (this.renames.isEmpty()) {
                return from;
            }
            for (Rename rename : this.renames) {
                operations.add(operation(rename));
            }
            try (Scratch place = this.scratch.open()) {
                copyTo(place, from);
                place.run(sql(operations));
                return place.read();
            }
        }

        private Operation operation(Rename rename) {
            String name = rename.column();
            if (name == null) {
                return new RenameTable(rename.table(), rename.table().sibling(rename.to()));
            }
            Column column =
                    tableBefore(rename).flatMap((table) -> table.column(name)).orElseThrow();
            return new RenameColumn(rename.table(), column, rename.to());
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
                return this.live.table(rename.table()).isPresent()
                        && this.live.table(rename.table().sibling(rename.to())).isEmpty();
            }
            return tableBefore(rename)
                    .filter((table) -> table.column(name).isPresent()
                            && table.column(rename.to()).isEmpty())
                    .isPresent();
        }

        private void refuseUnknown(Rename rename) {
            if (!isOpen(rename)) {
                String from =
                        rename.column() == null ? rename.table().toString() : rename.table() + "." + rename.column();
                throw new AutogenerateException(
                        "nothing-to-rename",
                        "'%s' cannot become '%s': the one is not in the database, or the other is there already."
                                .formatted(from, rename.to()),
                        "Write the name as the database has it: --rename table.column:new_name or --rename table:new_name.",
                        null);
            }
        }

        private Proposal.Proof proof(Schema from, Schema to, String up, String down) {
            String step = "the copy of the database";
            try (Scratch place = this.scratch.open()) {
                copyTo(place, from);
                step = "the way up";
                place.run(statements(up));
                List<Difference> afterUp = Comparison.between(place.read(), to, this.rules);
                step = "the way down";
                place.run(statements(down));
                List<Difference> afterDown = Comparison.between(place.read(), from, Rules.STRICT);
                if (!afterUp.isEmpty() || !afterDown.isEmpty()) {
                    String where =
                            afterUp.isEmpty() ? "the way down does not lead back" : "the way up does not lead there";
                    return new Proposal.Proof(where, afterUp, afterDown);
                }
                step = "the way up for the second time";
                place.run(statements(up));
                List<Difference> again = Comparison.between(place.read(), to, this.rules);
                return again.isEmpty()
                        ? Proposal.Proof.HOLDS
                        : new Proposal.Proof("the way up does not lead there twice", again, List.of());
            } catch (AutogenerateException failure) {
                return new Proposal.Proof(step + " fails: " + failure.getMessage(), List.of(), List.of());
            }
        }

        /** The statements that the engine would run, split as it splits them. */
        private List<String> statements(String text) {
            List<String> statements = new ArrayList<>();
            try (Statements split = this.dialect.lexer().statements(new StringReader(text), GENERATED)) {
                for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                    statements.add(next.get().sql());
                }
            }
            return statements;
        }
    }
}

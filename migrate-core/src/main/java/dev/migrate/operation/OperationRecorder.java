package dev.migrate.operation;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Records the operations of a migration, expressed for one product. */
public final class OperationRecorder implements Operations {

    private final PortableTypes words;
    private final IntSupplier line;
    private final List<Entry> entries = new ArrayList<>();
    private boolean irreversible;
    private OptionalInt todo = OptionalInt.empty();

    /**
     * Creates a recorder without entries.
     *
     * @param line supplies the current line of the migration's source
     */
    public OperationRecorder(PortableTypes words, IntSupplier line) {
        this.words = words;
        this.line = line;
    }

    /** A recorded operation with its line. */
    public sealed interface Entry {

        /** Returns the line of the source, counted from one. */
        int line();
    }

    /** A change of the schema. */
    public record Change(int line, Operation operation) implements Entry {}

    /** Statements in the SQL of the product. */
    public record Sql(int line, String statements) implements Entry {}

    /** Java code. */
    public record Code(int line, ConnectionWork work) implements Entry {}

    /** Returns all entries in the order in which they were recorded. */
    public List<Entry> entries() {
        return List.copyOf(this.entries);
    }

    /** Returns whether the direction was marked as irreversible. */
    public boolean isIrreversible() {
        return this.irreversible;
    }

    /** Returns the line that marks the direction as unfinished, if any. */
    public OptionalInt todoLine() {
        return this.todo;
    }

    @Override
    public String dialect() {
        return this.words.dialect();
    }

    @Override
    public void sql(String statements) {
        this.entries.add(new Sql(this.line.getAsInt(), statements));
    }

    @Override
    public void withJdbc(JdbcWork work) {
        withConnection((connection) -> work.run(JdbcClient.create(new SingleConnectionDataSource(connection, false))));
    }

    @Override
    public void withConnection(ConnectionWork work) {
        this.entries.add(new Code(this.line.getAsInt(), work));
    }

    @Override
    public void irreversible() {
        this.irreversible = true;
    }

    @Override
    public void todo() {
        this.todo = OptionalInt.of(this.line.getAsInt());
    }

    @Override
    public void createTable(String table, TablePart... parts) {
        List<Column> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (TablePart part : parts) {
            if (part instanceof ColumnPart column) {
                columns.add(column(column));
            } else if (part instanceof ConstraintPart constraint) {
                constraints.add(constraint(constraint));
            }
        }
        if (constraints.stream().noneMatch((one) -> one.kind() == Constraint.Kind.PRIMARY_KEY)) {
            Stream.of(parts)
                    .filter((part) -> part instanceof ColumnPart column && column.identity())
                    .map((part) -> TablePart.primaryKey(((ColumnPart) part).name()))
                    .findFirst()
                    .ifPresent((key) -> constraints.add(0, constraint(key)));
        }
        change(new CreateTable(new Table(name(table), columns, constraints, List.of(), "", null), List.of()));
    }

    @Override
    public void dropTable(String table) {
        change(new DropTable(new Table(name(table), List.of(), List.of(), List.of(), "", null)));
    }

    @Override
    public void renameTable(String from, String to) {
        change(new RenameTable(name(from), name(from).sibling(stored(to))));
    }

    @Override
    public void addColumn(String table, ColumnPart column) {
        change(new AddColumn(name(table), column(column)));
    }

    @Override
    public void alterColumn(String table, ColumnPart before, ColumnPart after) {
        if (!stored(before.name()).equals(stored(after.name()))) {
            throw new IllegalArgumentException(
                    "alterColumn requires two parts with the same name, but got '%s' and '%s'; use renameColumn to rename a column"
                            .formatted(before.name(), after.name()));
        }
        change(new AlterColumn(name(table), column(before), column(after)));
    }

    @Override
    public void dropColumn(String table, String column) {
        change(new DropColumn(name(table), Column.of(stored(column), "")));
    }

    @Override
    public void renameColumn(String table, String from, String to) {
        change(new RenameColumn(name(table), Column.of(stored(from), ""), stored(to)));
    }

    @Override
    public void addConstraint(String table, ConstraintPart constraint) {
        change(new AddConstraint(name(table), constraint(constraint)));
    }

    @Override
    public void dropConstraint(String table, ConstraintPart constraint) {
        if (constraint.name().isEmpty() && constraint.kind() != Constraint.Kind.PRIMARY_KEY) {
            throw new IllegalArgumentException(
                    "dropConstraint requires a named constraint; set its name with named(…)");
        }
        change(new DropConstraint(name(table), constraint(constraint)));
    }

    @Override
    public void createIndex(String index, String table, String... columns) {
        change(new CreateIndex(name(table), index(index, false, columns)));
    }

    @Override
    public void createUniqueIndex(String index, String table, String... columns) {
        change(new CreateIndex(name(table), index(index, true, columns)));
    }

    @Override
    public void dropIndex(String index, String table) {
        change(new DropIndex(name(table), index(index, false)));
    }

    @Override
    public void createSequence(String sequence, long start, long increment) {
        change(new CreateSequence(this.words.sequence(name(sequence), start, increment)));
    }

    @Override
    public void dropSequence(String sequence) {
        change(new DropSequence(new Sequence(name(sequence), "", 1, 1, 1, 1, 1, false)));
    }

    private void change(Operation operation) {
        this.entries.add(new Change(this.line.getAsInt(), operation));
    }

    private Column column(ColumnPart part) {
        return this.words.column(stored(part.name()), part);
    }

    private Index index(String name, boolean unique, String... columns) {
        return new Index(stored(name), false, unique, stored(List.of(columns)), written(List.of(columns)));
    }

    private Constraint constraint(ConstraintPart part) {
        @Nullable QualifiedName target = part.target().isEmpty() ? null : name(part.target());
        String definition = switch (part.kind()) {
            case PRIMARY_KEY -> "PRIMARY KEY " + written(part.columns());
            case UNIQUE -> "UNIQUE " + written(part.columns());
            case FOREIGN_KEY -> foreignKey(part, target);
            case CHECK -> "CHECK (" + part.condition() + ")";
            case EXCLUSION -> throw new IllegalArgumentException("exclusion constraints are not supported; use sql(…)");
        };
        return new Constraint(
                part.kind(),
                part.name().isEmpty() ? "" : stored(part.name()),
                part.name().isEmpty(),
                stored(part.columns()),
                definition,
                target);
    }

    private String foreignKey(ConstraintPart part, @Nullable QualifiedName target) {
        if (target == null) {
            throw new IllegalArgumentException(
                    "the foreign key of %s references no table; set it with references(…)".formatted(part.columns()));
        }
        List<String> there = part.targetColumns().isEmpty() ? part.columns() : part.targetColumns();
        String table = Stream.of(target.namespace(), target.name())
                .filter(Objects::nonNull)
                .map(this.words::written)
                .reduce((namespace, name) -> namespace + "." + name)
                .orElseThrow();
        return "FOREIGN KEY %s REFERENCES %s %s %s"
                .formatted(written(part.columns()), table, written(there), part.actions())
                .strip();
    }

    private String written(List<String> columns) {
        return "("
                + String.join(
                        ", ", stored(columns).stream().map(this.words::written).toList()) + ")";
    }

    private List<String> stored(List<String> names) {
        return names.stream().map(this::stored).toList();
    }

    private QualifiedName name(String given) {
        int dot = given.startsWith("\"") ? given.indexOf("\".") + 1 : given.indexOf('.');
        return dot <= 0
                ? QualifiedName.of(stored(given))
                : new QualifiedName(stored(given.substring(0, dot)), stored(given.substring(dot + 1)));
    }

    /**
     * Returns the stored form of a name: the text between double quotes, or the name in the case that the database
     * uses.
     */
    private String stored(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException("the name is empty");
        }
        return given.length() > 2 && given.startsWith("\"") && given.endsWith("\"")
                ? given.substring(1, given.length() - 1).replace("\"\"", "\"")
                : this.words.stored(given);
    }
}

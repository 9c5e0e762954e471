package dev.migrate.inspect.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.migrate.inspect.postgres.PostgresTableQueries.Attribute;
import dev.migrate.inspect.postgres.PostgresTableQueries.ColumnId;
import dev.migrate.inspect.postgres.PostgresTableQueries.ConstraintRow;
import dev.migrate.inspect.postgres.PostgresTableQueries.IndexRow;
import dev.migrate.inspect.postgres.PostgresTableQueries.Relation;
import dev.migrate.inspect.postgres.PostgresTableQueries.SequenceRow;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.PostgresLexer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the relations in scope from the rows of the catalog, and separates sequences from those that number a
 * column.
 */
record PostgresTables(
        Map<Long, Relation> relations,
        Map<Long, List<Attribute>> attributes,
        Map<Long, List<ConstraintRow>> constraints,
        Map<Long, List<IndexRow>> indexes,
        List<SequenceRow> standalone,
        Map<ColumnId, SequenceRow> numbering) {

    private static final CanonicalSql SQL = new CanonicalSql(new PostgresLexer(), '"');

    static PostgresTables read(PostgresTableQueries queries, Predicate<String> wanted) throws SQLException {
        Map<Long, Relation> relations = queries.relations().stream()
                .filter((relation) -> wanted.test(relation.name().toString()))
                .collect(toMap(Relation::oid, (relation) -> relation, (one, other) -> one, LinkedHashMap::new));
        List<Attribute> attributes = queries.attributes();
        Map<ColumnId, Attribute> columns = attributes.stream().collect(toMap(Attribute::id, (column) -> column));
        Map<ColumnId, SequenceRow> numbering = new LinkedHashMap<>();
        List<SequenceRow> standalone = new ArrayList<>();
        for (SequenceRow sequence : queries.sequences()) {
            Attribute column = sequence.owner() == null ? null : columns.get(sequence.owner());
            if (column != null && numbers(column, sequence)) {
                numbering.put(column.id(), sequence);
            } else if (wanted.test(sequence.name().toString())) {
                standalone.add(sequence);
            }
        }
        return new PostgresTables(
                relations,
                attributes.stream().collect(groupingBy((column) -> column.id().relation())),
                queries.constraints().stream().collect(groupingBy(ConstraintRow::relation)),
                queries.indexes().stream().collect(groupingBy(IndexRow::relation)),
                standalone,
                numbering);
    }

    /** Whether a sequence that a column owns only numbers that column. */
    private static boolean numbers(Attribute column, SequenceRow sequence) {
        return !column.identity().isEmpty()
                || (column.notNull()
                        && List.of("smallint", "integer", "bigint").contains(column.type())
                        && sequence.nextValue().equals(column.expression()));
    }

    List<Sequence> sequences() {
        return this.standalone.stream()
                .map((sequence) -> new Sequence(
                        sequence.name(),
                        sequence.type(),
                        sequence.start(),
                        sequence.increment(),
                        sequence.minimum(),
                        sequence.maximum(),
                        sequence.cache(),
                        sequence.cycle()))
                .toList();
    }

    List<Table> tables() {
        return this.relations.values().stream()
                .filter((relation) -> isTable(relation) && relation.partitionBound() == null)
                .map(this::table)
                .toList();
    }

    /** Returns the partitions, which the server treats as tables of their own. */
    List<Relation> partitions() {
        return this.relations.values().stream()
                .filter((relation) -> isTable(relation) && relation.partitionBound() != null)
                .toList();
    }

    private Table table(Relation relation) {
        return new Table(
                relation.name(),
                attributes(relation.oid()).stream()
                        .filter(Attribute::local)
                        .map(this::column)
                        .toList(),
                constraints(relation).stream()
                        .map((constraint) -> constraint(relation, constraint))
                        .toList(),
                indexes(relation),
                options(relation),
                relation.comment());
    }

    List<Attribute> attributes(long relation) {
        return this.attributes.getOrDefault(relation, List.of());
    }

    List<ConstraintRow> constraints(Relation relation) {
        return this.constraints.getOrDefault(relation.oid(), List.of());
    }

    List<IndexRow> indexRows(Relation relation) {
        return this.indexes.getOrDefault(relation.oid(), List.of());
    }

    List<Index> indexes(Relation relation) {
        return indexRows(relation).stream()
                .map((index) -> index(relation, index))
                .toList();
    }

    private static boolean isTable(Relation relation) {
        return relation.kind() == 'r' || relation.kind() == 'p';
    }

    private Column column(Attribute attribute) {
        boolean generated = !attribute.generated().isEmpty();
        Identity identity = identity(attribute);
        return new Column(
                attribute.name(),
                attribute.type(),
                !attribute.notNull(),
                generated || identity != null ? null : attribute.expression(),
                identity,
                generated && attribute.expression() != null
                        ? new Generated(
                                unwrapped(attribute.expression()),
                                attribute.generated().equals("s"))
                        : null,
                attribute.collation(),
                null,
                attribute.comment());
    }

    private @Nullable Identity identity(Attribute attribute) {
        SequenceRow sequence = this.numbering.get(attribute.id());
        if (sequence == null) {
            return null;
        }
        Identity.Mode mode = switch (attribute.identity()) {
            case "a" -> Identity.Mode.ALWAYS;
            case "d" -> Identity.Mode.BY_DEFAULT;
            default -> Identity.Mode.SERIAL;
        };
        return new Identity(mode, PostgresSequenceText.options(sequence, attribute.type()), sequence.name());
    }

    private Constraint constraint(Relation relation, ConstraintRow row) {
        List<String> columns = names(relation.oid(), row.columns());
        Constraint.Kind kind = switch (row.kind()) {
            case 'p' -> Constraint.Kind.PRIMARY_KEY;
            case 'u' -> Constraint.Kind.UNIQUE;
            case 'f' -> Constraint.Kind.FOREIGN_KEY;
            case 'x' -> Constraint.Kind.EXCLUSION;
            default -> Constraint.Kind.CHECK;
        };
        String label = switch (kind) {
            case PRIMARY_KEY -> "pkey";
            case UNIQUE -> "key";
            case FOREIGN_KEY -> "fkey";
            case EXCLUSION -> "excl";
            case CHECK -> "check";
        };
        return new Constraint(
                kind,
                row.name(),
                PostgresNames.isAutomatic(row.name(), relation.name().name(), columns, label),
                columns,
                row.definition(),
                row.references());
    }

    private Index index(Relation relation, IndexRow row) {
        List<String> columns = columns(row);
        return new Index(
                row.name(),
                PostgresNames.isAutomatic(row.name(), relation.name().name(), columns, "idx"),
                row.unique(),
                columns,
                row.definition());
    }

    /** Returns the columns of an index by name, and expressions as the server prints them. */
    private List<String> columns(IndexRow index) {
        if (index.expressions().isEmpty()) {
            return names(index.relation(), index.columns());
        }
        List<String> names = new ArrayList<>();
        for (int at = 0; at < index.columns().size(); at++) {
            int number = index.columns().get(at);
            names.add(number == 0 ? index.expressions().get(at) : name(index.relation(), number));
        }
        return names;
    }

    private List<String> names(long relation, List<Integer> numbers) {
        return numbers.stream()
                .filter((number) -> number > 0)
                .map((number) -> name(relation, number))
                .toList();
    }

    private String name(long relation, int number) {
        return attributes(relation).stream()
                .filter((attribute) -> attribute.id().number() == number)
                .map(Attribute::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No column %d in %d".formatted(number, relation)));
    }

    /** Returns an expression without the parentheses around all of it, which the statement adds. */
    private static String unwrapped(String expression) {
        return SQL.isOneGroup(expression) ? expression.substring(1, expression.length() - 1) : expression;
    }

    private static String options(Relation relation) {
        List<String> options = new ArrayList<>();
        if (relation.unlogged()) {
            options.add("UNLOGGED");
        }
        if (!relation.parents().isEmpty()) {
            options.add("INHERITS (" + String.join(", ", relation.parents()) + ")");
        }
        if (relation.partitionKey() != null) {
            options.add("PARTITION BY " + relation.partitionKey());
        }
        if (relation.method() != null) {
            options.add("USING " + relation.method());
        }
        if (!relation.options().isEmpty()) {
            options.add("WITH ("
                    + String.join(", ", relation.options().stream().sorted().toList()) + ")");
        }
        return String.join(" ", options);
    }
}

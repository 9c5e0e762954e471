package dev.migrate.inspect;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.migrate.ddl.Ddl;
import dev.migrate.inspect.PostgresCatalogQueries.Attribute;
import dev.migrate.inspect.PostgresCatalogQueries.Counter;
import dev.migrate.inspect.PostgresCatalogQueries.IndexRow;
import dev.migrate.inspect.PostgresCatalogQueries.Relation;
import dev.migrate.inspect.PostgresCatalogQueries.Rule;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
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
        Map<Long, List<Rule>> rules,
        Map<Long, List<IndexRow>> keys,
        List<Counter> counters,
        Map<Place, Counter> numbering,
        Ddl ddl) {

    /** A column, identified by the OID of its relation and its number. */
    record Place(long relation, int column) {}

    static PostgresTables read(PostgresCatalogQueries catalogue, Ddl ddl, Predicate<String> wanted) {
        Map<Long, Relation> relations = catalogue.relations().stream()
                .filter((relation) -> wanted.test(relation.name().toString()))
                .collect(toMap(Relation::oid, (relation) -> relation, (one, other) -> one, LinkedHashMap::new));
        Map<Long, List<Attribute>> attributes =
                catalogue.attributes().stream().collect(groupingBy(Attribute::relation));
        Map<Place, Counter> numbering = new LinkedHashMap<>();
        List<Counter> counters = new ArrayList<>();
        List<Counter> all = catalogue.counters();
        Map<Place, Attribute> columns = new LinkedHashMap<>();
        attributes
                .values()
                .forEach((list) ->
                        list.forEach((column) -> columns.put(new Place(column.relation(), column.number()), column)));
        for (Counter counter : all) {
            Place place = new Place(counter.owner(), counter.column());
            Attribute column = columns.get(place);
            if (column != null && numbers(column, counter)) {
                numbering.put(place, counter);
            } else if (wanted.test(counter.name().toString())) {
                counters.add(counter);
            }
        }
        return new PostgresTables(
                relations,
                attributes,
                catalogue.rules().stream().collect(groupingBy(Rule::relation)),
                catalogue.keys().stream().collect(groupingBy(IndexRow::relation)),
                counters,
                numbering,
                ddl);
    }

    /** Whether a sequence that a column owns only numbers that column. */
    private static boolean numbers(Attribute column, Counter counter) {
        return !column.identity().isEmpty()
                || (column.notNull()
                        && List.of("smallint", "integer", "bigint").contains(column.type())
                        && counter.written().equals(column.expression()));
    }

    List<Sequence> sequences() {
        return this.counters.stream()
                .map((counter) -> new Sequence(
                        counter.name(),
                        counter.type(),
                        counter.start(),
                        counter.increment(),
                        counter.minimum(),
                        counter.maximum(),
                        counter.cache(),
                        counter.cycle()))
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

    Table table(Relation relation) {
        return new Table(
                relation.name(),
                attributes(relation.oid()).stream()
                        .map((attribute) -> column(relation, attribute))
                        .toList(),
                this.rules.getOrDefault(relation.oid(), List.of()).stream()
                        .map((rule) -> constraint(relation, rule))
                        .toList(),
                indexes(relation),
                options(relation),
                relation.comment());
    }

    List<Attribute> attributes(long relation) {
        return this.attributes.getOrDefault(relation, List.of());
    }

    List<Index> indexes(Relation relation) {
        return this.keys.getOrDefault(relation.oid(), List.of()).stream()
                .map((key) -> index(relation, key))
                .toList();
    }

    private static boolean isTable(Relation relation) {
        return relation.kind() == 'r' || relation.kind() == 'p';
    }

    private Column column(Relation relation, Attribute attribute) {
        boolean worked = !attribute.generated().isEmpty();
        Identity identity = identity(relation, attribute);
        return new Column(
                attribute.name(),
                attribute.type(),
                !attribute.notNull(),
                worked || identity != null ? null : attribute.expression(),
                identity,
                worked && attribute.expression() != null
                        ? new Generated(
                                bare(attribute.expression()),
                                attribute.generated().equals("s"))
                        : null,
                attribute.collation(),
                null,
                attribute.comment());
    }

    private @Nullable Identity identity(Relation relation, Attribute attribute) {
        Counter counter = this.numbering.get(new Place(relation.oid(), attribute.number()));
        if (counter == null) {
            return null;
        }
        Identity.Mode mode = switch (attribute.identity()) {
            case "a" -> Identity.Mode.ALWAYS;
            case "d" -> Identity.Mode.BY_DEFAULT;
            default -> Identity.Mode.SERIAL;
        };
        return new Identity(mode, PostgresSequenceText.options(counter, attribute.type()), counter.name());
    }

    private Constraint constraint(Relation relation, Rule rule) {
        List<String> columns = names(relation.oid(), rule.columns());
        String table = relation.name().name();
        return switch (rule.kind()) {
            case 'p' -> constraint(Constraint.Kind.PRIMARY_KEY, "pkey", table, columns, rule);
            case 'u' -> constraint(Constraint.Kind.UNIQUE, "key", table, columns, rule);
            case 'f' -> constraint(Constraint.Kind.FOREIGN_KEY, "fkey", table, columns, rule);
            case 'x' -> constraint(Constraint.Kind.EXCLUSION, "excl", table, columns, rule);
            default -> constraint(Constraint.Kind.CHECK, "check", table, columns, rule);
        };
    }

    private static Constraint constraint(
            Constraint.Kind kind, String label, String table, List<String> columns, Rule rule) {
        return new Constraint(
                kind,
                rule.name(),
                PostgresNames.automatic(rule.name(), table, columns, label),
                columns,
                rule.definition(),
                rule.references());
    }

    private Index index(Relation relation, IndexRow key) {
        List<String> columns = columns(relation, key);
        return new Index(
                key.name(),
                PostgresNames.automatic(key.name(), relation.name().name(), columns, "idx"),
                key.unique(),
                columns,
                key.definition());
    }

    /** Returns the columns of an index by name, and expressions as the server prints them. */
    private List<String> columns(Relation relation, IndexRow key) {
        List<String> expressions = key.expressions();
        if (expressions == null) {
            return names(relation.oid(), key.columns());
        }
        List<String> names = new ArrayList<>();
        for (int at = 0; at < key.columns().size(); at++) {
            int number = key.columns().get(at);
            names.add(number == 0 ? expressions.get(at) : name(relation.oid(), number));
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
                .filter((attribute) -> attribute.number() == number)
                .map(Attribute::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No column %d in %d".formatted(number, relation)));
    }

    /** Returns an expression without the parentheses around all of it, which the statement adds. */
    private static String bare(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return expression;
        }
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < expression.length() - 1; at++) {
            char c = expression.charAt(at);
            if (c == '\'' || c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return expression;
                }
            }
        }
        return expression.substring(1, expression.length() - 1);
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

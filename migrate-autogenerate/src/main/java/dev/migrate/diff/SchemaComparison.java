package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the current schema with the desired one. Both come from the same inspector, so SQL texts are compared as
 * texts. Columns are matched by name; constraints and indexes by equivalence first, then by name.
 */
public final class SchemaComparison {

    private static final Pattern TEXT = Pattern.compile("^('(?:[^']|'')*')::(?:text|character varying|bpchar)$");

    private static final Pattern NUMBER =
            Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'(::(?:smallint|integer|bigint|numeric|real|double precision))?");
    private static final Pattern NUMERIC = Pattern.compile(
            "^(?:tiny|small|medium|big)?int|^(?:numeric|dec|real|double|float)", Pattern.CASE_INSENSITIVE);

    private final ComparisonRules comparisonRules;
    private final List<SchemaDifference> found = new ArrayList<>();

    private SchemaComparison(ComparisonRules comparisonRules) {
        this.comparisonRules = comparisonRules;
    }

    /** Returns all differences between two schemas, in the order of the schema. */
    public static List<SchemaDifference> between(Schema current, Schema desired, ComparisonRules comparisonRules) {
        SchemaComparison schemaComparison = new SchemaComparison(comparisonRules);
        schemaComparison.matched(current.namespaces(), desired.namespaces(), Namespace::name, (before, after) -> {});
        schemaComparison.matched(current.enums(), desired.enums(), EnumType::name, schemaComparison::enums);
        schemaComparison.matched(current.sequences(), desired.sequences(), Sequence::name, schemaComparison::sequences);
        schemaComparison.matched(current.tables(), desired.tables(), Table::name, schemaComparison::tables);
        schemaComparison.matched(
                current.definitions(),
                desired.definitions(),
                (sqlObject) -> List.of(sqlObject.kind(), sqlObject.name(), String.valueOf(sqlObject.table())),
                schemaComparison::definitions);
        return List.copyOf(schemaComparison.found);
    }

    private <E extends SchemaObject> void matched(
            List<E> current, List<E> desired, Function<E, Object> key, Pair<E> both) {
        matched(null, current, desired, key, both);
    }

    private <E extends SchemaObject> void matched(
            @Nullable QualifiedName table, List<E> current, List<E> desired, Function<E, Object> key, Pair<E> both) {
        Map<Object, E> left = new LinkedHashMap<>();
        current.forEach((element) -> left.put(key.apply(element), element));
        for (E after : desired) {
            E before = left.remove(key.apply(after));
            if (before == null) {
                this.found.add(SchemaDifference.add(table, after));
            } else {
                both.compare(before, after);
            }
        }
        left.values().forEach((before) -> this.found.add(SchemaDifference.drop(table, before)));
    }

    private void enums(EnumType before, EnumType after) {
        alter(null, before, after, new Attributes().add("labels", before.labels(), after.labels()));
    }

    private void sequences(Sequence before, Sequence after) {
        alter(
                null,
                before,
                after,
                new Attributes()
                        .add("type", before.type(), after.type())
                        .add("start", before.start(), after.start())
                        .add("increment", before.increment(), after.increment())
                        .add("minimum", before.minimum(), after.minimum())
                        .add("maximum", before.maximum(), after.maximum())
                        .add("cache", before.cache(), after.cache())
                        .add("cycle", before.cycle(), after.cycle()));
    }

    private void definitions(SqlObject before, SqlObject after) {
        alter(before.table(), before, after, new Attributes().add("def", true, before.isEquivalentTo(after)));
    }

    private void tables(Table before, Table after) {
        QualifiedName name = after.name();
        alter(
                null,
                before,
                after,
                new Attributes()
                        .add("options", before.options(), after.options())
                        .add("comment", before.comment(), after.comment()));
        matched(
                name,
                before.columns(),
                after.columns(),
                Column::name,
                (left, right) -> alter(name, left, right, columns(left, right)));
        for (Constraint.Kind kind : Constraint.Kind.values()) {
            paired(
                    name,
                    before.constraints(kind),
                    after.constraints(kind),
                    (left, right) -> left.isEquivalentTo(right, this.comparisonRules.keysAreSets()),
                    Constraint::automatic,
                    (left, right) -> kind == Constraint.Kind.PRIMARY_KEY
                            || (!left.columns().isEmpty() && left.columns().equals(right.columns())));
        }
        paired(
                name,
                before.indexes(),
                after.indexes(),
                Index::isEquivalentTo,
                Index::automatic,
                (left, right) -> left.columns().equals(right.columns()));
    }

    private static Attributes columns(Column before, Column after) {
        return new Attributes()
                .add("type", before.type(), after.type())
                .add("collation", before.collation(), after.collation())
                .add("notnull", before.nullable(), after.nullable())
                .add("default", canonicalDefault(before), canonicalDefault(after))
                .add("identity", mode(before.identity()), mode(after.identity()))
                .add("identity_opts", options(before, after), options(after, before))
                .add("generated", before.generated(), after.generated())
                .add("on update", before.onUpdate(), after.onUpdate())
                .add("comment", before.comment(), after.comment());
    }

    /**
     * Returns a default in a canonical form. PostgreSQL preserves which of {@code now()} and {@code CURRENT_TIMESTAMP}
     * was written, and to which text type a literal was cast. Several products preserve whether a number was written in
     * quotes.
     */
    private static @Nullable String canonicalDefault(Column column) {
        String expression = column.defaultValue();
        if (expression == null) {
            return null;
        }
        Matcher number = NUMBER.matcher(expression);
        if (number.matches()
                && (number.group(2) != null || NUMERIC.matcher(column.type()).find())) {
            return number.group(1);
        }
        return expression.equals("now()")
                ? "CURRENT_TIMESTAMP"
                : TEXT.matcher(expression).replaceFirst("$1");
    }

    /** Returns the mode of an identity; a serial column is treated like one that is generated by default. */
    private static Identity.@Nullable Mode mode(@Nullable Identity identity) {
        return identity == null || identity.mode() != Identity.Mode.SERIAL
                ? identity == null ? null : identity.mode()
                : Identity.Mode.BY_DEFAULT;
    }

    private static @Nullable String options(Column of, Column other) {
        Identity identity = of.identity();
        Identity others = other.identity();
        return identity == null || others == null || identity.mode() != others.mode() ? null : identity.options();
    }

    /**
     * Pairs equivalent objects: first those with the same name, then those whose desired name is automatic or not
     * significant, then the others as renames. Of the rest, those with the same name, or with an automatic desired name
     * and the same columns (for primary keys, any columns), are reported as altered.
     */
    private <E extends SchemaObject> void paired(
            QualifiedName table,
            List<E> current,
            List<E> desired,
            BiPredicate<E, E> equivalent,
            Function<E, Boolean> automatic,
            BiPredicate<E, E> related) {
        List<E> left = new ArrayList<>(current);
        List<E> right = new ArrayList<>(desired);
        BiPredicate<E, E> sameName = (before, after) -> before.label().equals(after.label());
        take(left, right, equivalent.and(sameName), (before, after) -> {});
        take(
                left,
                right,
                equivalent.and((before, after) -> this.comparisonRules.ignoreNames() || automatic.apply(after)),
                (before, after) -> {});
        take(
                left,
                right,
                equivalent,
                (before, after) ->
                        this.found.add(new SchemaDifference(Change.RENAME, table, before, after, List.of())));
        Pair<E> altered = (before, after) ->
                this.found.add(new SchemaDifference(Change.ALTER, table, before, after, List.of("def")));
        take(left, right, sameName, altered);
        take(left, right, related.and((before, after) -> automatic.apply(after)), altered);
        right.forEach((after) -> this.found.add(SchemaDifference.add(table, after)));
        left.forEach((before) -> this.found.add(SchemaDifference.drop(table, before)));
    }

    private static <E> void take(List<E> left, List<E> right, BiPredicate<E, E> match, Pair<E> then) {
        for (Iterator<E> wanted = right.iterator(); wanted.hasNext(); ) {
            E after = wanted.next();
            left.stream()
                    .filter((before) -> match.test(before, after))
                    .findFirst()
                    .ifPresent((before) -> {
                        left.remove(before);
                        wanted.remove();
                        then.compare(before, after);
                    });
        }
    }

    private void alter(@Nullable QualifiedName table, SchemaObject before, SchemaObject after, Attributes attributes) {
        attributes.names.removeIf((name) -> this.comparisonRules.ignored().contains(before.word() + "." + name));
        if (!attributes.names.isEmpty()) {
            this.found.add(new SchemaDifference(Change.ALTER, table, before, after, attributes.names));
        }
    }

    /** Handles a pair of objects that correspond to each other. */
    private interface Pair<E> {

        void compare(E before, E after);
    }

    /** Collects the names of the attributes in which two objects differ. */
    private static final class Attributes {

        private final List<String> names = new ArrayList<>();

        Attributes add(String name, @Nullable Object before, @Nullable Object after) {
            if (!Objects.equals(before, after)) {
                this.names.add(name);
            }
            return this;
        }
    }
}

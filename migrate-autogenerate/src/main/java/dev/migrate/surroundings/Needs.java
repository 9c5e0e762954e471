package dev.migrate.surroundings;

import dev.migrate.diff.Mentions;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The objects of a schema that others must have to be created. Where the catalog does not record a dependency, the
 * names in the text of a definition decide, so that an object is rather found too often than missed.
 */
final class Needs {

    private static final Pattern BODY_IS_CHECKED = Pattern.compile("(?i)\\bLANGUAGE sql\\b");

    private final Map<String, Set<QualifiedName>> typesAndRoutines = new HashMap<>();
    private final Map<String, Set<QualifiedName>> relations = new HashMap<>();

    /** What has been found for an object; the texts of a large schema are long. */
    private final IdentityHashMap<SchemaObject, Set<QualifiedName>> found = new IdentityHashMap<>();

    Needs(Schema schema) {
        schema.enums().forEach((type) -> add(this.typesAndRoutines, type.name()));
        schema.sequences().forEach((sequence) -> add(this.typesAndRoutines, sequence.name()));
        schema.tables().forEach((table) -> add(this.relations, table.name()));
        schema.definitions().stream()
                .filter(Needs::isNamed)
                .forEach((sqlObject) -> add(
                        switch (sqlObject.kind()) {
                            case VIEW, MATERIALIZED_VIEW, PARTITION -> this.relations;
                            default -> this.typesAndRoutines;
                        },
                        sqlObject.name()));
    }

    private static void add(Map<String, Set<QualifiedName>> names, QualifiedName name) {
        names.computeIfAbsent(simpleName(name), (word) -> new TreeSet<>()).add(name);
    }

    /** Returns a name without its schema and, for a routine, its arguments. */
    static String simpleName(QualifiedName name) {
        int arguments = name.name().indexOf('(');
        return arguments < 1 ? name.name() : name.name().substring(0, arguments);
    }

    /** Whether other objects can use an object by its name. */
    static boolean isNamed(SqlObject sqlObject) {
        return switch (sqlObject.kind()) {
            case TRIGGER, RULE, POLICY, COMMENT, CAST, EXTENSION -> false;
            default -> true;
        };
    }

    /** Returns the name of an object. */
    static QualifiedName name(SchemaObject object) {
        if (object instanceof Table table) {
            return table.name();
        }
        if (object instanceof Sequence sequence) {
            return sequence.name();
        }
        return object instanceof EnumType type ? type.name() : ((SqlObject) object).name();
    }

    /** Returns the objects without which an object cannot be created. */
    Set<QualifiedName> of(SchemaObject object) {
        return this.found.computeIfAbsent(object, this::find);
    }

    private Set<QualifiedName> find(SchemaObject object) {
        Set<QualifiedName> needs = new TreeSet<>();
        if (object instanceof Table table) {
            texts(table).forEach((text) -> addMentioned(needs, this.typesAndRoutines, text));
            addMentioned(needs, this.relations, table.options());
        } else if (object instanceof SqlObject sqlObject) {
            needs.addAll(sqlObject.uses());
            if (sqlObject.table() != null) {
                needs.add(sqlObject.table());
            }
            for (String statement : sqlObject.create()) {
                addMentioned(needs, this.typesAndRoutines, statement);
                if (BODY_IS_CHECKED.matcher(statement).find()) {
                    addMentioned(needs, this.relations, statement);
                }
            }
        }
        needs.remove(name(object));
        return Collections.unmodifiableSet(needs);
    }

    /** Returns the objects without which the server refuses a definition, as the catalog or the server knows them. */
    Set<QualifiedName> required(SqlObject sqlObject) {
        Set<QualifiedName> required = new TreeSet<>(sqlObject.uses());
        if (sqlObject.table() != null) {
            required.add(sqlObject.table());
        }
        for (String statement : sqlObject.create()) {
            if (BODY_IS_CHECKED.matcher(statement).find()) {
                addMentioned(required, this.relations, statement);
            }
        }
        required.remove(sqlObject.name());
        return required;
    }

    /** Returns the objects that a definition mentions. */
    Set<QualifiedName> mentionedBy(SqlObject sqlObject) {
        Set<QualifiedName> names = new TreeSet<>();
        for (String statement : sqlObject.create()) {
            addMentioned(names, this.typesAndRoutines, statement);
            addMentioned(names, this.relations, statement);
        }
        names.remove(sqlObject.name());
        return names;
    }

    /** Returns the tables that the foreign keys of a table reference, without itself. */
    static Set<QualifiedName> referenced(SchemaObject object) {
        Set<QualifiedName> tables = new TreeSet<>();
        if (object instanceof Table table) {
            table.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                    .map(Constraint::references)
                    .filter(Objects::nonNull)
                    .forEach(tables::add);
            tables.remove(table.name());
        }
        return tables;
    }

    private static Stream<String> texts(Table table) {
        Stream<String> columns = table.columns().stream().flatMap(Needs::texts);
        Stream<String> constraints = table.constraints().stream()
                .filter((constraint) -> constraint.kind() != Constraint.Kind.FOREIGN_KEY)
                .map(Constraint::definition);
        Stream<String> indexes = table.indexes().stream().map(index -> index.definition());
        return Stream.of(columns, constraints, indexes).flatMap((texts) -> texts);
    }

    private static Stream<String> texts(Column column) {
        return Stream.of(
                        column.type(),
                        column.defaultValue(),
                        column.collation(),
                        column.onUpdate(),
                        column.generated() == null ? null : column.generated().expression())
                .filter(Objects::nonNull);
    }

    private static void addMentioned(Set<QualifiedName> needs, Map<String, Set<QualifiedName>> names, String text) {
        if (names.isEmpty() || text.isEmpty()) {
            return;
        }
        Set<String> words = Mentions.words(text);
        for (String word : words) {
            names.getOrDefault(word, Set.of()).stream()
                    .filter((name) -> name.namespace() == null || words.contains(name.namespace()))
                    .forEach(needs::add);
        }
    }
}

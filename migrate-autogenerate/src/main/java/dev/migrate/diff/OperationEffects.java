package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.AlterSequence;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.CreateSequence;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.DropSequence;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.OperationVisitor;
import dev.migrate.operation.RebuildTable;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.RenameSequence;
import dev.migrate.operation.RenameTable;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Determines the effects of each kind of operation. A drop requires nothing; see {@link Effects} for its inverse. */
final class OperationEffects implements OperationVisitor<Effects> {

    private static final Set<SqlObject.Kind> ATTACHMENTS = Set.of(
            SqlObject.Kind.TRIGGER,
            SqlObject.Kind.RULE,
            SqlObject.Kind.POLICY,
            SqlObject.Kind.CAST,
            SqlObject.Kind.BOUNDS,
            SqlObject.Kind.COMMENT);

    private final Set<DdlLimit> limits;

    OperationEffects(Set<DdlLimit> limits) {
        this.limits = limits;
    }

    @Override
    public Effects visit(CreateNamespace operation) {
        return Effects.producing(Resource.namespace(operation.namespace().name()));
    }

    @Override
    public Effects visit(CreateEnum operation) {
        QualifiedName name = operation.type().name();
        return Effects.producing(Resource.object(name), Resource.definition(name))
                .requiring(namespaceOf(name));
    }

    @Override
    public Effects visit(AlterEnum operation) {
        QualifiedName name = operation.after().name();
        Set<Resource> produces = operation.uses().stream()
                .map((use) -> Resource.definition(use.table()))
                .collect(Collectors.toCollection(HashSet::new));
        produces.add(Resource.definition(name));
        return Effects.producing(produces).requiring(Resource.object(name));
    }

    @Override
    public Effects visit(CreateSequence operation) {
        QualifiedName name = operation.sequence().name();
        return Effects.producing(Resource.object(name), Resource.definition(name))
                .requiring(namespaceOf(name));
    }

    @Override
    public Effects visit(AlterSequence operation) {
        QualifiedName name = operation.after().name();
        return Effects.producing(Resource.definition(name)).requiring(Resource.object(name));
    }

    @Override
    public Effects visit(CreateTable operation) {
        Table table = operation.table();
        Set<Resource> requires = new HashSet<>(namespaceOf(table.name()));
        table.columns().forEach((column) -> requires.add(typeOf(column)));
        Inheritance.parents(table).forEach((parent) -> requires.add(Resource.object(parent)));
        Set<Resource> targets = table.constraints().stream()
                .flatMap((constraint) -> referenced(constraint).stream())
                .collect(Collectors.toSet());
        Effects effects = Effects.producing(resources(table)).requiring(requires);
        return this.limits.contains(DdlLimit.REBUILDS_TABLES)
                ? effects.requiring(targetsOfActions(table.constraints())).preferring(targets)
                : effects.requiring(targets);
    }

    @Override
    public Effects visit(RebuildTable operation) {
        List<Constraint> added = new ArrayList<>(operation.after().constraints());
        added.removeAll(operation.before().constraints());
        return Effects.producing(resources(operation.after())).requiring(targetsOfActions(added));
    }

    /** Returns the tables whose rebuild would make a foreign key delete or change rows. */
    private static Set<Resource> targetsOfActions(List<Constraint> constraints) {
        return constraints.stream()
                .filter(TableRebuilds::hasAction)
                .map((constraint) -> Resource.object(Objects.requireNonNull(constraint.references())))
                .collect(Collectors.toSet());
    }

    @Override
    public Effects visit(AlterOptions operation) {
        return Effects.producing(Resource.definition(operation.table())).requiring(Resource.object(operation.table()));
    }

    @Override
    public Effects visit(CommentOnTable operation) {
        return Effects.NONE.requiring(Resource.object(operation.table()));
    }

    @Override
    public Effects visit(AddColumn operation) {
        QualifiedName table = operation.table();
        Column column = operation.column();
        Set<Resource> produces = new HashSet<>(resources(table, column));
        produces.add(Resource.definition(table));
        return Effects.producing(produces)
                .requiring(Resource.object(table), typeOf(column))
                .preferring(inputs(table, column));
    }

    /** Returns the columns that the expression of a generated column mentions. */
    private static Set<Resource> inputs(QualifiedName table, Column column) {
        Generated generated = column.generated();
        return generated == null
                ? Set.of()
                : Mentions.words(generated.expression()).stream()
                        .map((word) -> Resource.column(table, word))
                        .collect(Collectors.toSet());
    }

    @Override
    public Effects visit(AlterColumn operation) {
        QualifiedName table = operation.table();
        Column after = operation.after();
        Set<Resource> produces = new HashSet<>(Set.of(Resource.definition(table)));
        if (operation.before().nullable() && !after.nullable()) {
            produces.add(Resource.notNull(table, after.name()));
        }
        if (operation.before().generated() == null && after.generated() != null) {
            produces.addAll(resources(table, after));
        }
        return Effects.producing(produces)
                .requiring(Resource.object(table), typeOf(after))
                .preferring(inputs(table, after));
    }

    @Override
    public Effects visit(AddConstraint operation) {
        QualifiedName table = operation.table();
        Constraint constraint = operation.constraint();
        Set<Resource> produces = new HashSet<>(Set.of(constraint(table, constraint)));
        Set<Resource> requires = new HashSet<>(Set.of(Resource.object(table), Resource.definition(table)));
        switch (constraint.kind()) {
            case PRIMARY_KEY -> {
                produces.add(Resource.keys(table));
                requires.addAll(primaryKeyColumns(table, constraint));
            }
            case UNIQUE, EXCLUSION -> produces.add(Resource.keys(table));
            case FOREIGN_KEY -> {
                if (this.limits.contains(DdlLimit.INDEXES_SERVE_KEYS)) {
                    requires.add(Resource.keys(table));
                }
                requires.addAll(referenced(constraint));
            }
            case CHECK -> {}
        }
        return Effects.producing(produces).requiring(requires);
    }

    @Override
    public Effects visit(ReplacePrimaryKey operation) {
        QualifiedName table = operation.table();
        return Effects.producing(Resource.keys(table), constraint(table, operation.after()))
                .requiring(Resource.object(table))
                .requiring(primaryKeyColumns(table, operation.after()));
    }

    @Override
    public Effects visit(RenameConstraint operation) {
        return Effects.producing(constraint(operation.table(), operation.after()))
                .requiring(Resource.object(operation.table()));
    }

    @Override
    public Effects visit(CreateIndex operation) {
        QualifiedName table = operation.table();
        return Effects.producing(
                        Resource.keys(table), index(table, operation.index().name()))
                .requiring(Resource.object(table), Resource.definition(table));
    }

    @Override
    public Effects visit(RenameIndex operation) {
        return Effects.producing(index(operation.table(), operation.after().name()))
                .requiring(Resource.object(operation.table()));
    }

    @Override
    public Effects visit(CreateObject operation) {
        SqlObject created = operation.definition();
        return definedBy(created, Set.of(resource(created), Resource.definition(created.name())));
    }

    @Override
    public Effects visit(ReplaceObject operation) {
        SqlObject after = operation.after();
        return definedBy(after, Set.of(Resource.definition(after.name())));
    }

    /** An object that precedes the tables can only prefer the final form of the objects that it uses. */
    private static Effects definedBy(SqlObject sqlObject, Set<Resource> produces) {
        Set<QualifiedName> uses = new HashSet<>(sqlObject.uses());
        if (sqlObject.table() != null) {
            uses.add(sqlObject.table());
        }
        Set<Resource> objects = uses.stream().map(Resource::object).collect(Collectors.toSet());
        Set<Resource> definitions = uses.stream().map(Resource::definition).collect(Collectors.toSet());
        Effects effects = Effects.producing(produces)
                .requiring(objects)
                .preferring(isRoutine(sqlObject.kind()) ? mentions(sqlObject) : Set.of());
        return sqlObject.beforeTables() ? effects.preferring(definitions) : effects.requiring(definitions);
    }

    /**
     * Returns the objects that a routine mentions. The catalog does not record them, and some products resolve them
     * when the routine is created.
     */
    private static Set<Resource> mentions(SqlObject routine) {
        Set<Resource> mentions = routine.create().stream()
                .flatMap((statement) -> Mentions.words(statement).stream())
                .map(Resource::mention)
                .collect(Collectors.toCollection(HashSet::new));
        mentions.remove(Resource.mention(routine.name().name()));
        return mentions;
    }

    private static boolean isRoutine(SqlObject.Kind kind) {
        return kind == SqlObject.Kind.FUNCTION || kind == SqlObject.Kind.PROCEDURE;
    }

    /** Whether no other object depends on an object. */
    static boolean isAttachment(SqlObject sqlObject) {
        return ATTACHMENTS.contains(sqlObject.kind());
    }

    private static Resource resource(SqlObject sqlObject) {
        return isAttachment(sqlObject)
                ? Resource.attachment(sqlObject.name(), sqlObject.kind() + " " + sqlObject.table())
                : Resource.object(sqlObject.name());
    }

    private Set<Resource> resources(Table table) {
        QualifiedName name = table.name();
        Set<Resource> resources =
                new HashSet<>(Set.of(Resource.object(name), Resource.definition(name), Resource.keys(name)));
        table.columns().forEach((column) -> resources.addAll(resources(name, column)));
        table.constraints().forEach((constraint) -> resources.add(constraint(name, constraint)));
        table.indexes().forEach((index) -> resources.add(index(name, index.name())));
        return resources;
    }

    private static Set<Resource> resources(QualifiedName table, Column column) {
        return column.nullable()
                ? Set.of(Resource.column(table, column.name()))
                : Set.of(Resource.column(table, column.name()), Resource.notNull(table, column.name()));
    }

    private static Set<Resource> primaryKeyColumns(QualifiedName table, Constraint primaryKey) {
        return primaryKey.columns().stream()
                .flatMap((column) -> List.of(Resource.column(table, column), Resource.notNull(table, column)).stream())
                .collect(Collectors.toSet());
    }

    private static Set<Resource> referenced(Constraint constraint) {
        QualifiedName target = constraint.references();
        return target == null
                ? Set.of()
                : Set.of(Resource.object(target), Resource.definition(target), Resource.keys(target));
    }

    private static Set<Resource> namespaceOf(QualifiedName name) {
        return name.namespace() == null ? Set.of() : Set.of(Resource.namespace(name.namespace()));
    }

    /** Returns the type of a column, which is a resource if it is not built in. */
    private static Resource typeOf(Column column) {
        return Resource.object(EnumChanges.typeName(column));
    }

    @Override
    public Effects visit(RenameColumn operation) {
        return Effects.producing(
                        Resource.column(operation.table(), operation.to()), Resource.definition(operation.table()))
                .requiring(Resource.object(operation.table()));
    }

    @Override
    public Effects visit(RenameSequence operation) {
        return Effects.producing(Resource.object(operation.sequence().name().sibling(operation.to())));
    }

    private Resource constraint(QualifiedName table, Constraint constraint) {
        return switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE, EXCLUSION -> index(table, constraint.name());
            case CHECK, FOREIGN_KEY -> Resource.constraint(table, constraint.name());
        };
    }

    /** Returns an index, or the index of a key. */
    private Resource index(QualifiedName table, String name) {
        return this.limits.contains(DdlLimit.INDEX_NAMES_OF_SCHEMA)
                ? Resource.index(table.sibling(name))
                : Resource.index(table, name);
    }

    @Override
    public Effects visit(RenameTable operation) {
        return Effects.producing(Resource.object(operation.to()));
    }

    @Override
    public Effects visit(DropColumn operation) {
        return Effects.producing(Resource.definition(operation.table()));
    }

    @Override
    public Effects visit(DropConstraint operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropEnum operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropIndex operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropNamespace operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropObject operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropSequence operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(DropTable operation) {
        return Effects.NONE;
    }

    @Override
    public Effects visit(Execute operation) {
        return Effects.NONE;
    }
}

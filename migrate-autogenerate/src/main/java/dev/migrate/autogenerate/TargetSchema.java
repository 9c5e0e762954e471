package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema that the models of an application define.
 *
 * @param statements the SQL that creates it in an empty database
 * @param rows additional statements, by table, that insert the rows a table requires
 * @param namespaces the schemas that it contains besides the default one
 * @param renames the renames that the models declare
 * @param keysAreSets whether the order of a primary key's columns is not significant
 * @param silent attributes that the models do not determine for an existing object, such as {@code sequence.start}
 * @param owns whether the models could define an object; other objects of the database are not changed
 * @param unmapped additional objects in the tables that the models define; they are not changed
 * @param remarks warnings about properties that the models leave open, printed above the affected statements
 * @param timeZone the time zone of the local times that the application stores; null if the models do not name it
 */
public record TargetSchema(
        List<String> statements,
        Map<QualifiedName, List<String>> rows,
        Set<String> namespaces,
        List<Rename> renames,
        boolean keysAreSets,
        Set<String> silent,
        Predicate<SchemaObject> owns,
        List<SchemaDifference> unmapped,
        List<Warning> remarks,
        @Nullable ZoneId timeZone) {

    public TargetSchema {
        statements = List.copyOf(statements);
        rows = Map.copyOf(rows);
        namespaces = Set.copyOf(namespaces);
        renames = List.copyOf(renames);
        silent = Set.copyOf(silent);
        unmapped = List.copyOf(unmapped);
        remarks = List.copyOf(remarks);
    }

    /** Creates the target schema of models that are complete. */
    public TargetSchema(
            List<String> statements,
            Map<QualifiedName, List<String>> rows,
            Set<String> namespaces,
            List<Rename> renames,
            boolean keysAreSets,
            Predicate<SchemaObject> owns) {
        this(statements, rows, namespaces, renames, keysAreSets, Set.of(), owns, List.of(), List.of());
    }

    /** Whether the models define everything in their schemas, with views, routines, and types. */
    boolean isComplete() {
        return this.owns.test(new SqlObject(
                SqlObject.Kind.VIEW, QualifiedName.of("any"), null, List.of(), "DROP VIEW any", Set.of()));
    }

    /** Creates the target schema of models that name no time zone. */
    public TargetSchema(
            List<String> statements,
            Map<QualifiedName, List<String>> rows,
            Set<String> namespaces,
            List<Rename> renames,
            boolean keysAreSets,
            Set<String> silent,
            Predicate<SchemaObject> owns,
            List<SchemaDifference> unmapped,
            List<Warning> remarks) {
        this(statements, rows, namespaces, renames, keysAreSets, silent, owns, unmapped, remarks, null);
    }

    /** Returns the same target schema for local times in a time zone. */
    public TargetSchema inTimeZone(@Nullable ZoneId zone) {
        return new TargetSchema(
                this.statements,
                this.rows,
                this.namespaces,
                this.renames,
                this.keysAreSets,
                this.silent,
                this.owns,
                this.unmapped,
                this.remarks,
                zone);
    }

    /** Returns the union of both target schemas. */
    public TargetSchema and(TargetSchema other) {
        Set<String> all = new LinkedHashSet<>(this.statements);
        all.addAll(other.statements);
        Map<QualifiedName, List<String>> bothRows = new HashMap<>(this.rows);
        bothRows.putAll(other.rows);
        Set<String> bothNamespaces = new HashSet<>(this.namespaces);
        bothNamespaces.addAll(other.namespaces);
        Set<String> bothSilent = new HashSet<>(this.silent);
        bothSilent.addAll(other.silent);
        return new TargetSchema(
                List.copyOf(all),
                bothRows,
                bothNamespaces,
                joined(this.renames, other.renames),
                this.keysAreSets && other.keysAreSets,
                bothSilent,
                this.owns.or(other.owns),
                joined(this.unmapped, other.unmapped),
                joined(this.remarks, other.remarks),
                this.timeZone == null ? other.timeZone : this.timeZone);
    }

    private static <E> List<E> joined(List<E> left, List<E> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }
}

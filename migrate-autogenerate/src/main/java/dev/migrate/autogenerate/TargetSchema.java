package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SchemaObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the models of an application want of the database.
 *
 * @param statements the SQL that makes it, in an empty database
 * @param rows statements that fill a table without which it would be of no use, by table; they are not among the others
 * @param namespaces the schemas besides the home one that it speaks of
 * @param renames what the models say of former names
 * @param keysAreSets whether the order of a primary key's columns is chance
 * @param silent attributes of which the models say nothing once a thing exists, so that the database may have them as it
 *     likes: {@code sequence.start}
 * @param owns which of the database's elements the models could have asked for; others are left alone when they do not
 * @param unmapped what the database has beside, in the very tables that the models speak of; it is left alone
 * @param remarks what has to be thought about where the models left something open, printed above what it is about
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
        List<Warning> remarks) {

    public TargetSchema {
        statements = List.copyOf(statements);
        rows = Map.copyOf(rows);
        namespaces = Set.copyOf(namespaces);
        renames = List.copyOf(renames);
        silent = Set.copyOf(silent);
        unmapped = List.copyOf(unmapped);
        remarks = List.copyOf(remarks);
    }

    /** What models want that say all there is to say. */
    public TargetSchema(
            List<String> statements,
            Map<QualifiedName, List<String>> rows,
            Set<String> namespaces,
            List<Rename> renames,
            boolean keysAreSets,
            Predicate<SchemaObject> owns) {
        this(statements, rows, namespaces, renames, keysAreSets, Set.of(), owns, List.of(), List.of());
    }

    /** What both want together, in one database. */
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
                joined(this.remarks, other.remarks));
    }

    private static <E> List<E> joined(List<E> left, List<E> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }
}

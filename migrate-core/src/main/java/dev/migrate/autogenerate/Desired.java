package dev.migrate.autogenerate;

import dev.migrate.schema.Element;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
 */
public record Desired(
        List<String> statements,
        Map<QualifiedName, List<String>> rows,
        Set<String> namespaces,
        List<Rename> renames,
        boolean keysAreSets,
        Set<String> silent,
        Predicate<Element> owns) {

    public Desired {
        statements = List.copyOf(statements);
        rows = Map.copyOf(rows);
        namespaces = Set.copyOf(namespaces);
        renames = List.copyOf(renames);
        silent = Set.copyOf(silent);
    }

    /** What models want that say something of every attribute. */
    public Desired(
            List<String> statements,
            Map<QualifiedName, List<String>> rows,
            Set<String> namespaces,
            List<Rename> renames,
            boolean keysAreSets,
            Predicate<Element> owns) {
        this(statements, rows, namespaces, renames, keysAreSets, Set.of(), owns);
    }

    /** What both want together, in one database. */
    public Desired and(Desired other) {
        Set<String> all = new LinkedHashSet<>(this.statements);
        all.addAll(other.statements);
        Map<QualifiedName, List<String>> bothRows = new HashMap<>(this.rows);
        bothRows.putAll(other.rows);
        Set<String> bothNamespaces = new HashSet<>(this.namespaces);
        bothNamespaces.addAll(other.namespaces);
        List<Rename> bothRenames = new ArrayList<>(this.renames);
        bothRenames.addAll(other.renames);
        Set<String> bothSilent = new HashSet<>(this.silent);
        bothSilent.addAll(other.silent);
        return new Desired(
                List.copyOf(all),
                bothRows,
                bothNamespaces,
                bothRenames,
                this.keysAreSets && other.keysAreSets,
                bothSilent,
                this.owns.or(other.owns));
    }
}

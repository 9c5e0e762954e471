package dev.migrate.catalog;

import dev.migrate.sql.DdlName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The changes in the catalog that a statement is expected to make. The statement is proven to have taken effect if two
 * snapshots differ by all of these changes and by nothing else.
 *
 * @param expected the required changes
 * @param tolerated the changes that might accompany them
 * @param renames maps the new name of each renamed table to its old name
 */
public record ExpectedChanges(
        List<Expectation> expected, List<Predicate<Change>> tolerated, Map<DdlName, DdlName> renames) {

    /** The kinds of table parts that a rename preserves. */
    private static final Set<String> KEPT = Set.of("column", "order", "data");

    /** The kind of a change to an object. */
    enum ChangeKind {
        CREATED,
        DROPPED,
        CHANGED
    }

    /**
     * A difference between two snapshots.
     *
     * @param shown the current description of the object; empty if it was dropped
     */
    record Change(String kind, String name, ChangeKind changeKind, String shown) {}

    /**
     * A required change.
     *
     * @param kinds the possible kinds of the object
     * @param name matches the name of the object
     * @param kindOfChange the kind of the change; null for any
     * @param shown matches the description of the object
     * @param one whether the statement does not name the object, so that exactly one match is consumed
     * @param idempotent whether the statement accepts that the object already exists or is already missing
     */
    record Expectation(
            Set<String> kinds,
            Predicate<String> name,
            @Nullable ChangeKind kindOfChange,
            Predicate<String> shown,
            boolean one,
            boolean idempotent) {

        boolean matches(Change change) {
            return (this.kindOfChange == null || this.kindOfChange == change.changeKind())
                    && this.kinds.contains(change.kind())
                    && this.name.test(change.name())
                    && this.shown.test(change.shown());
        }

        boolean alreadyHolds(CatalogSnapshot after) {
            boolean exists = after.objects().keySet().stream()
                    .anyMatch((key) -> this.kinds.contains(kind(key)) && this.name.test(ExpectedChanges.name(key)));
            return this.idempotent
                    && (exists ? this.kindOfChange == ChangeKind.CREATED : this.kindOfChange == ChangeKind.DROPPED);
        }
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String name(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** Whether these changes are the whole difference between two snapshots. */
    public boolean explains(CatalogSnapshot before, CatalogSnapshot after) {
        List<Change> unexplained = changes(before, after);
        boolean changed = !this.renames.isEmpty();
        for (Expectation expectation : this.expected) {
            List<Change> found =
                    unexplained.stream().filter(expectation::matches).toList();
            if (found.isEmpty() && !expectation.alreadyHolds(after)) {
                return false;
            }
            changed |= !found.isEmpty();
            unexplained.removeAll(expectation.one() && !found.isEmpty() ? found.subList(0, 1) : found);
        }
        unexplained.removeIf((change) -> this.tolerated.stream().anyMatch((allowed) -> allowed.test(change)));
        return changed && unexplained.isEmpty() && isRenamed(before, after);
    }

    static List<Change> changes(CatalogSnapshot before, CatalogSnapshot after) {
        Set<String> keys = new TreeSet<>(before.objects().keySet());
        keys.addAll(after.objects().keySet());
        keys.removeIf((key) ->
                kind(key).equals(CatalogSnapshot.DEFAULT_SCHEMA) && !name(key).isEmpty());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            String was = before.objects().get(key);
            String is = after.objects().get(key);
            if (was == null || is == null || !CatalogSnapshot.appearance(was).equals(CatalogSnapshot.appearance(is))) {
                ChangeKind changeKind =
                        was == null ? ChangeKind.CREATED : is == null ? ChangeKind.DROPPED : ChangeKind.CHANGED;
                changes.add(new Change(kind(key), name(key), changeKind, Objects.requireNonNullElse(is, "")));
            }
        }
        return changes;
    }

    private boolean isRenamed(CatalogSnapshot before, CatalogSnapshot after) {
        boolean renamed = this.renames.entrySet().stream().allMatch((rename) -> {
            Map<String, String> was = ofTable(before, rename.getValue());
            return !was.isEmpty() && was.equals(ofTable(after, rename.getKey()));
        });
        return renamed
                && this.renames.values().stream()
                        .filter((from) -> !this.renames.containsKey(from))
                        .allMatch((from) -> after.names("table").stream().noneMatch(from::matches));
    }

    /** Returns whether a table exists, and the parts of it that a rename preserves. */
    private static Map<String, String> ofTable(CatalogSnapshot catalogSnapshot, DdlName table) {
        Map<String, String> parts = new TreeMap<>();
        catalogSnapshot.objects().forEach((key, value) -> {
            String name = name(key);
            int part = name.indexOf('/');
            if (kind(key).equals("table") && table.matches(name)) {
                parts.merge("table", "one", (one, other) -> "more than one");
            } else if (KEPT.contains(kind(key)) && (table.matches(name) || table.isTableOf(name))) {
                parts.put(kind(key) + (part < 0 ? "" : name.substring(part)), value);
            }
        });
        return parts;
    }

    /** Collects the expected changes of a statement. */
    static final class Builder {

        private final List<Expectation> expected = new ArrayList<>();
        private final List<Predicate<Change>> tolerated = new ArrayList<>();
        private final Map<DdlName, DdlName> renames = new HashMap<>();
        private final Map<String, Expectation> dropped = new HashMap<>();

        void expect(Set<String> kinds, Predicate<String> name, @Nullable ChangeKind changeKind, boolean idempotent) {
            this.expected.add(new Expectation(kinds, name, changeKind, Builder::any, false, idempotent));
        }

        private static boolean any(String shown) {
            return true;
        }

        void expectPart(Set<String> kinds, DdlName table, DdlName part, ChangeKind changeKind, boolean idempotent) {
            expectPart(kinds, table, part, changeKind, Builder::any, idempotent);
        }

        /** Expects a primary key, whose name is the same for any columns, with this definition. */
        void expectPrimaryKey(Set<String> kinds, DdlName table, DdlName name, String definition) {
            expectPart(
                    kinds,
                    table,
                    name,
                    ChangeKind.CREATED,
                    (shown) -> CatalogSnapshot.isDefinedAs(shown, definition),
                    false);
        }

        /**
         * Expects a change to a part of a table. A part that one action drops and another adds again is expected to be
         * changed.
         */
        private void expectPart(
                Set<String> kinds,
                DdlName table,
                DdlName part,
                ChangeKind changeKind,
                Predicate<String> shown,
                boolean idempotent) {
            String key = (kinds.contains("column") ? "column " : "key ") + part;
            Expectation before = this.dropped.remove(key);
            boolean again = before != null && changeKind == ChangeKind.CREATED;
            if (again) {
                this.expected.remove(before);
            }
            Expectation expectation = new Expectation(
                    kinds,
                    (known) -> table.isTableOf(part, known),
                    again ? null : changeKind,
                    shown,
                    false,
                    idempotent);
            this.expected.add(expectation);
            if (changeKind == ChangeKind.DROPPED) {
                this.dropped.put(key, expectation);
            }
        }

        void tolerate(Predicate<Change> change) {
            this.tolerated.add(change);
        }

        /**
         * Expects an index or a constraint of a table. If the statement does not name it, the database does, and it is
         * identified by its definition. MariaDB and MySQL drop the index that they created for a foreign key when
         * another one can replace it. They store a table without a primary key in the order of its first unique index.
         */
        void addKey(Set<String> kinds, DdlName table, Optional<DdlName> name, String definition, boolean idempotent) {
            if (name.isPresent()) {
                expectPart(kinds, table, name.get(), ChangeKind.CREATED, idempotent);
            } else {
                this.expected.add(new Expectation(
                        kinds,
                        (known) -> known.indexOf('/') < 0 || table.isTableOf(known),
                        ChangeKind.CREATED,
                        (shown) -> CatalogSnapshot.isDefinedAs(shown, definition)
                                || CatalogSnapshot.isDefinedAs(shown, table.qualified() + " " + definition),
                        true,
                        false));
            }
            if (kinds.contains("index")) {
                tolerate((change) -> change.kind().equals("index")
                        && change.changeKind() == ChangeKind.DROPPED
                        && table.isTableOf(change.name()));
                tolerate((change) -> change.kind().equals("data") && table.matches(change.name()));
            }
        }

        /** Expects a rename. A table renamed twice in one statement keeps its original name as its old name. */
        void rename(DdlName from, DdlName to) {
            DdlName origin = this.renames.containsKey(from) ? this.renames.remove(from) : from;
            this.renames.put(to, origin);
            for (DdlName table : List.of(from, to)) {
                tolerate((change) -> table.matches(change.name()) || table.isTableOf(change.name()));
            }
        }

        ExpectedChanges build() {
            return new ExpectedChanges(
                    List.copyOf(this.expected), List.copyOf(this.tolerated), Map.copyOf(this.renames));
        }
    }
}

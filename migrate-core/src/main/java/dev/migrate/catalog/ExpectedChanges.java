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
 * What a statement is to change in the catalogue. Two pictures prove that it did if all of this is to be seen between
 * them and nothing else.
 *
 * @param expected the changes that have to be there
 * @param tolerated what may change with them
 * @param renames which table, by its name afterwards, is which of before
 */
public record ExpectedChanges(
        List<Expectation> expected, List<Predicate<Change>> tolerated, Map<DdlName, DdlName> renames) {

    /** What a table keeps when it gets another name. */
    private static final Set<String> KEPT = Set.of("column", "order", "data");

    /** What became of an object. */
    enum ChangeKind {
        CREATED,
        DROPPED,
        CHANGED
    }

    /**
     * A difference between two pictures.
     *
     * @param shown what the object looks like now; nothing if it is gone
     */
    record Change(String kind, String name, ChangeKind changeKind, String shown) {}

    /**
     * A change that has to be there.
     *
     * @param kinds of one of these kinds
     * @param name of an object that is called so
     * @param kindOfChange what becomes of it; none if that may be anything
     * @param shown what it looks like
     * @param one whether the name does not say which, so that just one of those called so is meant
     * @param idempotent whether the statement says that the object may be so already
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

        boolean isSoAlready(CatalogSnapshot after) {
            boolean there = after.objects().keySet().stream()
                    .anyMatch((key) -> this.kinds.contains(kind(key)) && this.name.test(ExpectedChanges.name(key)));
            return this.idempotent
                    && (there ? this.kindOfChange == ChangeKind.CREATED : this.kindOfChange == ChangeKind.DROPPED);
        }
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String name(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** Whether this is the whole difference between two pictures. */
    public boolean explains(CatalogSnapshot before, CatalogSnapshot after) {
        List<Change> left = changes(before, after);
        boolean seen = !this.renames.isEmpty();
        for (Expectation want : this.expected) {
            List<Change> found = left.stream().filter(want::matches).toList();
            if (found.isEmpty() && !want.isSoAlready(after)) {
                return false;
            }
            seen |= !found.isEmpty();
            left.removeAll(want.one() && !found.isEmpty() ? found.subList(0, 1) : found);
        }
        left.removeIf((change) -> this.tolerated.stream().anyMatch((allowed) -> allowed.test(change)));
        return seen && left.isEmpty() && isRenamed(before, after);
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
        boolean arrived = this.renames.entrySet().stream().allMatch((move) -> {
            Map<String, String> was = ofTable(before, move.getValue());
            return !was.isEmpty() && was.equals(ofTable(after, move.getKey()));
        });
        return arrived
                && this.renames.values().stream()
                        .filter((from) -> !this.renames.containsKey(from))
                        .allMatch((from) -> after.names("table").stream().noneMatch(from::is));
    }

    /** That a table is there, and what it keeps under another name. */
    private static Map<String, String> ofTable(CatalogSnapshot catalogSnapshot, DdlName table) {
        Map<String, String> parts = new TreeMap<>();
        catalogSnapshot.objects().forEach((key, value) -> {
            String name = name(key);
            int part = name.indexOf('/');
            if (kind(key).equals("table") && table.is(name)) {
                parts.merge("table", "one", (one, other) -> "more than one");
            } else if (KEPT.contains(kind(key)) && (table.is(name) || table.has(name))) {
                parts.put(kind(key) + (part < 0 ? "" : name.substring(part)), value);
            }
        });
        return parts;
    }

    /** Collects what a statement says. */
    static final class Builder {

        private final List<Expectation> wanted = new ArrayList<>();
        private final List<Predicate<Change>> besides = new ArrayList<>();
        private final Map<DdlName, DdlName> moves = new HashMap<>();
        private final Map<String, Expectation> dropped = new HashMap<>();

        void expect(Set<String> kinds, Predicate<String> name, @Nullable ChangeKind changeKind, boolean needless) {
            this.wanted.add(new Expectation(kinds, name, changeKind, Builder::any, false, needless));
        }

        private static boolean any(String shown) {
            return true;
        }

        void expectPart(Set<String> kinds, DdlName table, DdlName part, ChangeKind changeKind, boolean needless) {
            expectPart(kinds, table, part, changeKind, Builder::any, needless);
        }

        /** The primary key of a table, which has the same name whatever its columns are. */
        void expectPrimaryKey(Set<String> kinds, DdlName table, DdlName name, String definition) {
            expectPart(
                    kinds,
                    table,
                    name,
                    ChangeKind.CREATED,
                    (shown) -> CatalogSnapshot.isDefinedAs(shown, definition),
                    false);
        }

        /** A part of a table; what one action drops and another one adds again is changed in the end. */
        private void expectPart(
                Set<String> kinds,
                DdlName table,
                DdlName part,
                ChangeKind changeKind,
                Predicate<String> shown,
                boolean needless) {
            String spot = (kinds.contains("column") ? "column " : "key ") + part;
            Expectation before = this.dropped.remove(spot);
            boolean again = before != null && changeKind == ChangeKind.CREATED;
            if (again) {
                this.wanted.remove(before);
            }
            Expectation want = new Expectation(
                    kinds, (known) -> table.has(part, known), again ? null : changeKind, shown, false, needless);
            this.wanted.add(want);
            if (changeKind == ChangeKind.DROPPED) {
                this.dropped.put(spot, want);
            }
        }

        void tolerate(Predicate<Change> change) {
            this.besides.add(change);
        }

        /**
         * An index or a constraint of a table, which the database names if the statement does not; it is then known by
         * what it is of. The index that MariaDB
         * and MySQL have made for a foreign key goes when another one does as well, and a table without a primary key
         * is laid out by its first unique index.
         */
        void addKey(Set<String> kinds, DdlName table, Optional<DdlName> name, String definition, boolean needless) {
            if (name.isPresent()) {
                expectPart(kinds, table, name.get(), ChangeKind.CREATED, needless);
            } else {
                this.wanted.add(new Expectation(
                        kinds,
                        (known) -> known.indexOf('/') < 0 || table.has(known),
                        ChangeKind.CREATED,
                        (shown) -> CatalogSnapshot.isDefinedAs(shown, definition)
                                || CatalogSnapshot.isDefinedAs(shown, table.whole() + " " + definition),
                        true,
                        false));
            }
            if (kinds.contains("index")) {
                tolerate((change) -> change.kind().equals("index")
                        && change.changeKind() == ChangeKind.DROPPED
                        && table.has(change.name()));
                tolerate((change) -> change.kind().equals("data") && table.is(change.name()));
            }
        }

        /** A table that was moved already in the same statement is still the one that it was before. */
        void rename(DdlName from, DdlName to) {
            DdlName origin = this.moves.containsKey(from) ? this.moves.remove(from) : from;
            this.moves.put(to, origin);
            for (DdlName table : List.of(from, to)) {
                tolerate((change) -> table.is(change.name()) || table.has(change.name()));
            }
        }

        ExpectedChanges build() {
            return new ExpectedChanges(List.copyOf(this.wanted), List.copyOf(this.besides), Map.copyOf(this.moves));
        }
    }
}

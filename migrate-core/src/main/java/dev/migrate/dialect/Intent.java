package dev.migrate.dialect;

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
 * @param wanted the changes that have to be there
 * @param besides what may change with them
 * @param moves which table, by its name afterwards, is which of before
 */
record Intent(List<Wanted> wanted, List<Predicate<Change>> besides, Map<DdlName, DdlName> moves) {

    /** What a table keeps when it gets another name. */
    private static final Set<String> KEPT = Set.of("column", "order", "data");

    /** What became of an object. */
    enum Fate {
        APPEARED,
        GONE,
        CHANGED
    }

    /**
     * A difference between two pictures.
     *
     * @param shown what the object looks like now; nothing if it is gone
     */
    record Change(String kind, String name, Fate fate, String shown) {}

    /**
     * A change that has to be there.
     *
     * @param kinds of one of these kinds
     * @param name of an object that is called so
     * @param fate what becomes of it; none if that may be anything
     * @param shown what it looks like
     * @param one whether the name does not say which, so that just one of those called so is meant
     * @param needless whether the statement says that the object may be so already
     */
    record Wanted(
            Set<String> kinds,
            Predicate<String> name,
            @Nullable Fate fate,
            Predicate<String> shown,
            boolean one,
            boolean needless) {

        boolean matches(Change change) {
            return (this.fate == null || this.fate == change.fate())
                    && this.kinds.contains(change.kind())
                    && this.name.test(change.name())
                    && this.shown.test(change.shown());
        }

        boolean isSoAlready(Catalogue after) {
            boolean there = after.objects().keySet().stream()
                    .anyMatch((key) -> this.kinds.contains(kind(key)) && this.name.test(Intent.name(key)));
            return this.needless && (there ? this.fate == Fate.APPEARED : this.fate == Fate.GONE);
        }
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String name(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** Whether this is the whole difference between two pictures. */
    boolean explains(Catalogue before, Catalogue after) {
        List<Change> left = changes(before, after);
        boolean seen = !this.moves.isEmpty();
        for (Wanted want : this.wanted) {
            List<Change> found = left.stream().filter(want::matches).toList();
            if (found.isEmpty() && !want.isSoAlready(after)) {
                return false;
            }
            seen |= !found.isEmpty();
            left.removeAll(want.one() && !found.isEmpty() ? found.subList(0, 1) : found);
        }
        left.removeIf((change) -> this.besides.stream().anyMatch((allowed) -> allowed.test(change)));
        return seen && left.isEmpty() && hasMoved(before, after);
    }

    static List<Change> changes(Catalogue before, Catalogue after) {
        Set<String> keys = new TreeSet<>(before.objects().keySet());
        keys.addAll(after.objects().keySet());
        keys.removeIf((key) -> kind(key).equals(Catalogue.HOME) && !name(key).isEmpty());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            String was = before.objects().get(key);
            String is = after.objects().get(key);
            if (was == null || is == null || !Catalogue.look(was).equals(Catalogue.look(is))) {
                Fate fate = was == null ? Fate.APPEARED : is == null ? Fate.GONE : Fate.CHANGED;
                changes.add(new Change(kind(key), name(key), fate, Objects.requireNonNullElse(is, "")));
            }
        }
        return changes;
    }

    private boolean hasMoved(Catalogue before, Catalogue after) {
        boolean arrived = this.moves.entrySet().stream().allMatch((move) -> {
            Map<String, String> was = ofTable(before, move.getValue());
            return !was.isEmpty() && was.equals(ofTable(after, move.getKey()));
        });
        return arrived
                && this.moves.values().stream()
                        .filter((from) -> !this.moves.containsKey(from))
                        .allMatch((from) -> after.names("table").stream().noneMatch(from::is));
    }

    /** That a table is there, and what it keeps under another name. */
    private static Map<String, String> ofTable(Catalogue catalogue, DdlName table) {
        Map<String, String> parts = new TreeMap<>();
        catalogue.objects().forEach((key, value) -> {
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

        private final List<Wanted> wanted = new ArrayList<>();
        private final List<Predicate<Change>> besides = new ArrayList<>();
        private final Map<DdlName, DdlName> moves = new HashMap<>();
        private final Map<String, Wanted> dropped = new HashMap<>();

        void want(Set<String> kinds, Predicate<String> name, @Nullable Fate fate, boolean needless) {
            this.wanted.add(new Wanted(kinds, name, fate, Builder::anyhow, false, needless));
        }

        private static boolean anyhow(String shown) {
            return true;
        }

        void wantPart(Set<String> kinds, DdlName table, DdlName part, Fate fate, boolean needless) {
            wantPart(kinds, table, part, fate, Builder::anyhow, needless);
        }

        /** The primary key of a table, which has the same name whatever its columns are. */
        void wantPrimaryKey(Set<String> kinds, DdlName table, DdlName name, String definition) {
            wantPart(kinds, table, name, Fate.APPEARED, (shown) -> Catalogue.says(shown, definition), false);
        }

        /** A part of a table; what one action drops and another one adds again is changed in the end. */
        private void wantPart(
                Set<String> kinds, DdlName table, DdlName part, Fate fate, Predicate<String> shown, boolean needless) {
            String spot = (kinds.contains("column") ? "column " : "key ") + part;
            Wanted before = this.dropped.remove(spot);
            boolean again = before != null && fate == Fate.APPEARED;
            if (again) {
                this.wanted.remove(before);
            }
            Wanted want =
                    new Wanted(kinds, (known) -> table.has(part, known), again ? null : fate, shown, false, needless);
            this.wanted.add(want);
            if (fate == Fate.GONE) {
                this.dropped.put(spot, want);
            }
        }

        void allow(Predicate<Change> change) {
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
                wantPart(kinds, table, name.get(), Fate.APPEARED, needless);
            } else {
                this.wanted.add(new Wanted(
                        kinds,
                        (known) -> known.indexOf('/') < 0 || table.has(known),
                        Fate.APPEARED,
                        (shown) -> Catalogue.says(shown, definition)
                                || Catalogue.says(shown, table.whole() + " " + definition),
                        true,
                        false));
            }
            if (kinds.contains("index")) {
                allow((change) ->
                        change.kind().equals("index") && change.fate() == Fate.GONE && table.has(change.name()));
                allow((change) -> change.kind().equals("data") && table.is(change.name()));
            }
        }

        /** A table that was moved already in the same statement is still the one that it was before. */
        void move(DdlName from, DdlName to) {
            DdlName origin = this.moves.containsKey(from) ? this.moves.remove(from) : from;
            this.moves.put(to, origin);
            for (DdlName table : List.of(from, to)) {
                allow((change) -> table.is(change.name()) || table.has(change.name()));
            }
        }

        Intent build() {
            return new Intent(List.copyOf(this.wanted), List.copyOf(this.besides), Map.copyOf(this.moves));
        }
    }
}

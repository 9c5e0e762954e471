package dev.migrate.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in a run where something is to happen.
 *
 * @param call the number of the call
 * @param after right after it, or else right before
 * @param name what the call is for
 */
record Place(int call, boolean after, String name) {

    private static final boolean ALL = "all".equals(System.getProperty("crash.matrix"));

    /**
     * The places in a run whose calls have these names: with {@code -Dcrash.matrix=all} both sides of every call that
     * writes or locks, and what is before all others; else one of each kind.
     */
    static List<Place> in(List<String> names) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (int number = 1; number <= names.size(); number++) {
            String name = names.get(number - 1);
            if (ALL) {
                places.put(number + " before", new Place(number, false, name));
                if (!Calls.isReadOnly(name)) {
                    places.put(number + " after", new Place(number, true, name));
                }
            } else if (!Calls.isReadOnly(name)) {
                places.putIfAbsent(Calls.kind(name), new Place(number, false, name));
                if (name.startsWith("statement") || name.startsWith("commit")) {
                    places.putIfAbsent(Calls.kind(name).split(":")[0] + " after", new Place(number, true, name));
                }
            }
        }
        return List.copyOf(places.values());
    }

    /** Whether somebody has asked for all places. */
    static boolean isEverything() {
        return ALL;
    }

    /** Its side and what is done there, whatever the revision. */
    String kind() {
        return (this.after ? "after: " : "before: ") + Calls.kind(this.name);
    }

    @Override
    public String toString() {
        return "%s %s (call %d)".formatted(this.after ? "after" : "before", this.name, this.call);
    }
}

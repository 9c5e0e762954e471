package dev.migrate.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The point immediately before or after a call of a run.
 *
 * @param call the number of the call
 * @param after whether it is after the call instead of before it
 * @param name the name of the call
 */
record CallPoint(int call, boolean after, String name) {

    private static final boolean ALL = "all".equals(System.getProperty("crash.matrix"));

    /**
     * Returns the points of a run at which a test interferes: with {@code -Dcrash.matrix=all} before and after each call
     * that writes or locks, and before each other call; otherwise one point of each kind.
     *
     * @param names the names of the calls, in order
     */
    static List<CallPoint> in(List<String> names) {
        Map<String, CallPoint> callPoints = new LinkedHashMap<>();
        for (int number = 1; number <= names.size(); number++) {
            String name = names.get(number - 1);
            if (ALL) {
                callPoints.put(number + " before", new CallPoint(number, false, name));
                if (!Calls.isReadOnly(name)) {
                    callPoints.put(number + " after", new CallPoint(number, true, name));
                }
            } else if (!Calls.isReadOnly(name)) {
                callPoints.putIfAbsent(Calls.kind(name), new CallPoint(number, false, name));
                if (name.startsWith("statement") || name.contains("commit")) {
                    callPoints.putIfAbsent(
                            Calls.kind(name).split(":")[0] + " after", new CallPoint(number, true, name));
                }
            }
        }
        return List.copyOf(callPoints.values());
    }

    /** Returns whether {@code -Dcrash.matrix=all} requests all points. */
    static boolean areAllRequested() {
        return ALL;
    }

    /** Returns the side and the kind of the call, independent of the revision. */
    String kind() {
        return (this.after ? "after: " : "before: ") + Calls.kind(this.name);
    }

    @Override
    public String toString() {
        return "%s %s (call %d)".formatted(this.after ? "after" : "before", this.name, this.call);
    }
}

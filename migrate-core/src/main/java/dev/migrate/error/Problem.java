package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * A single fault in the scripts or the graph.
 *
 * @param code the kind of fault
 * @param location the location of the fault, if there is a single one
 * @param message the fault
 * @param remedy how to correct it
 */
public record Problem(ErrorCode code, @Nullable Location location, String message, Remedy remedy) {

    /** Creates a problem with a remedy that names no setting and no command. */
    public Problem(ErrorCode code, @Nullable Location location, String message, String remedy) {
        this(code, location, message, Remedy.of(remedy));
    }

    /** Returns the location, message, and remedy in a wording. */
    String in(Wording wording) {
        String place = this.location == null ? "" : this.location + ": ";
        return place + this.message + " " + this.remedy.in(wording);
    }

    @Override
    public String toString() {
        return in(Wording.api());
    }
}

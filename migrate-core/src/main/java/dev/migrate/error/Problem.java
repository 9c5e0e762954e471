package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * A single fault in the scripts or the graph.
 *
 * @param code a stable code for programs, such as {@code duplicate-revision}
 * @param location the location of the fault, if there is a single one
 * @param message the fault
 * @param remedy how to correct it
 */
public record Problem(ErrorCode code, @Nullable Location location, String message, String remedy) {

    @Override
    public String toString() {
        String place = this.location == null ? "" : this.location + ": ";
        return place + this.message + " " + this.remedy;
    }
}

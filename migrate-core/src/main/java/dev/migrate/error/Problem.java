package dev.migrate.error;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the scripts or their graph.
 *
 * @param code a stable word for programs, such as {@code duplicate-revision}
 * @param location where it is wrong, where one place can be named
 * @param message what is wrong
 * @param remedy what to do about it
 */
public record Problem(String code, @Nullable Location location, String message, String remedy) {

    @Override
    public String toString() {
        String place = this.location == null ? "" : this.location + ": ";
        return place + this.message + " " + this.remedy;
    }
}

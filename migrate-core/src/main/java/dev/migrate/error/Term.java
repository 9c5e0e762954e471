package dev.migrate.error;

/** A part of a remedy that front ends word differently, such as a setting or a command. */
@FunctionalInterface
public interface Term {

    /** Returns the part in a wording. */
    String in(Wording wording);
}

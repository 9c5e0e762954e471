package dev.migrate.error;

import java.util.List;

/** Thrown if a symbol names no known revision or branch. */
public final class UnknownRevisionException extends MigrateException {

    private final String symbol;
    private final List<String> nearMatches;

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param symbol the symbol as requested
     * @param message the failure
     * @param remedy how to resolve it
     * @param nearMatches similar ids and labels, nearest first
     */
    public UnknownRevisionException(
            ErrorCode code, String symbol, String message, Remedy remedy, List<String> nearMatches) {
        super(code, OneLine.of(message), remedy);
        this.symbol = symbol;
        this.nearMatches = List.copyOf(nearMatches);
    }

    /** Returns the symbol as requested. */
    public String symbol() {
        return this.symbol;
    }

    /** Returns similar ids and labels, nearest first. */
    public List<String> nearMatches() {
        return this.nearMatches;
    }
}

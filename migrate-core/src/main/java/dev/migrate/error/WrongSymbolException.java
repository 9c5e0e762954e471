package dev.migrate.error;

import java.util.List;

/** Thrown if a symbol is malformed or ambiguous, independent of the state of the database. */
public final class WrongSymbolException extends MigrateException {

    private final String symbol;
    private final List<String> candidates;

    /**
     * Creates the exception.
     *
     * @param code the kind of failure
     * @param symbol the symbol as requested
     * @param message the failure
     * @param remedy how to resolve it
     * @param candidates the revisions or labels that the symbol could mean
     */
    public WrongSymbolException(ErrorCode code, String symbol, String message, String remedy, List<String> candidates) {
        super(code, OneLine.of(message), Remedy.of(remedy));
        this.symbol = symbol;
        this.candidates = List.copyOf(candidates);
    }

    /** Returns the symbol as requested. */
    public String symbol() {
        return this.symbol;
    }

    /** Returns the revisions or labels that the symbol could mean. */
    public List<String> candidates() {
        return this.candidates;
    }
}

package dev.migrate.error;

import java.util.List;

/** A symbol that names no revision and no branch here. */
public final class UnknownRevisionException extends MigrateException {

    private final String symbol;
    private final List<String> nearMatches;

    /**
     * Makes the exception.
     *
     * @param code {@code no-such-revision} or {@code no-such-branch}
     * @param symbol what was asked for
     * @param nearMatches ids and labels that the user may have meant, nearest first
     */
    public UnknownRevisionException(
            String code, String symbol, String message, String remedy, List<String> nearMatches) {
        super(code, OneLine.of(message), remedy);
        this.symbol = symbol;
        this.nearMatches = List.copyOf(nearMatches);
    }

    /** What was asked for. */
    public String symbol() {
        return this.symbol;
    }

    /** Ids and labels that the user may have meant, nearest first. */
    public List<String> nearMatches() {
        return this.nearMatches;
    }
}

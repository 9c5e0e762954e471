package dev.migrate.error;

import java.util.List;

/** A symbol that is not well formed, or that does not name one thing: whatever the database holds, it is wrong. */
public final class WrongSymbolException extends MigrateException {

    private final String symbol;
    private final List<String> candidates;

    /**
     * Makes the exception.
     *
     * @param code such as {@code bad-symbol}, {@code ambiguous-revision}, {@code not-on-branch}, {@code bad-range}
     * @param symbol what was asked for
     * @param candidates the revisions or labels that it may mean
     */
    public WrongSymbolException(String code, String symbol, String message, String remedy, List<String> candidates) {
        super(code, OneLine.of(message), remedy);
        this.symbol = symbol;
        this.candidates = List.copyOf(candidates);
    }

    /** What was asked for. */
    public String symbol() {
        return this.symbol;
    }

    /** The revisions or labels that it may mean. */
    public List<String> candidates() {
        return this.candidates;
    }
}

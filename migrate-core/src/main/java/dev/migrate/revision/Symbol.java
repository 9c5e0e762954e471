package dev.migrate.revision;

/** A place in the graph as a user names it: {@code head}, {@code ae10}, {@code billing@-1}. STUB: replaced by the graph work. */
public final class Symbol {

    private final String text;

    private Symbol(String text) {
        this.text = text;
    }

    /** Parses a symbol; throws {@code WrongSymbolException} with code {@code bad-symbol}. */
    public static Symbol parse(String text) {
        return new Symbol(text);
    }

    @Override
    public String toString() {
        return this.text;
    }
}

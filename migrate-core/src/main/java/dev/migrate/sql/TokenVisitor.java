package dev.migrate.sql;

/**
 * Receives every token of a text while its statements are read, except white space, so that a checksum or a check of
 * leading words needs no second pass.
 */
public interface TokenVisitor {

    /** Ignores all tokens. */
    TokenVisitor NONE = (kind, text) -> {};

    /**
     * Receives a token. It is in lower case if its {@linkplain Token.Kind#ignoresCase() kind ignores case}; otherwise
     * every character is significant.
     */
    void token(Token.Kind kind, CharSequence text);

    /** Receives the end of a statement. */
    default void endOfStatement() {}

    /**
     * Receives a comment outside a statement: before the first, between two, or after the last.
     *
     * @param text the comment with its delimiters
     * @param line the line in which it begins
     */
    default void comment(CharSequence text, int line) {}
}

package dev.migrate.sql;

/**
 * Receives every token of a text while its statements are read, so that a checksum or a check of leading words needs no
 * second pass. White space and comments are not tokens.
 */
public interface TokenVisitor {

    /** Ignores all tokens. */
    TokenVisitor NONE = new TokenVisitor() {
        @Override
        public void word(CharSequence text) {}

        @Override
        public void verbatim(CharSequence text) {}

        @Override
        public void endOfStatement() {}
    };

    /** Receives an unquoted word, a number or the prefix of a literal, for which case is not significant. */
    void word(CharSequence text);

    /**
     * Receives any other token, of which every character is significant: quoted text, an operator, a line of
     * {@code COPY} data.
     */
    void verbatim(CharSequence text);

    /** Receives the end of a statement. */
    void endOfStatement();

    /**
     * Receives a comment outside a statement: before the first, between two, or after the last.
     *
     * @param text the comment with its delimiters
     * @param line the line in which it begins
     */
    default void comment(CharSequence text, int line) {}
}

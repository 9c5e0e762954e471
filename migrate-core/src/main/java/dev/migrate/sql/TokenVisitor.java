package dev.migrate.sql;

/**
 * Is told of every token of a text while its statements are read: what a checksum or a check of leading words needs,
 * without a second reading. White space and comments are no tokens.
 */
public interface TokenVisitor {

    /** A visitor that wants nothing. */
    TokenVisitor NONE = new TokenVisitor() {
        @Override
        public void word(CharSequence text) {}

        @Override
        public void verbatim(CharSequence text) {}

        @Override
        public void endOfStatement() {}
    };

    /** An unquoted word, number or the prefix of a literal, in which upper and lower case are the same. */
    void word(CharSequence text);

    /** Anything else, of which every character counts: quoted text, operators, a line of {@code COPY} data. */
    void verbatim(CharSequence text);

    /** The tokens of the next statement follow. */
    void endOfStatement();

    /**
     * A comment before a statement, between two, or after the last one.
     *
     * @param text the comment with what opens and closes it
     * @param line the line in which it begins
     */
    default void comment(CharSequence text, int line) {}
}

package dev.migrate.sql;

/**
 * A token of a text, exactly as the text has it. White space and comments are tokens too, so that the tokens of a text
 * cover it.
 */
public record Token(Kind kind, String text) {

    /** What a token is. */
    public enum Kind {
        /** White space. */
        SPACE,

        /** A comment, which the server ignores. */
        COMMENT,

        /** An optimizer hint in the form of a comment. */
        HINT,

        /** The opening or the end of an executable comment of MySQL and MariaDB, whose content is code. */
        EXECUTABLE_COMMENT,

        /** An unquoted word or the digits of a number. */
        WORD,

        /** The letters directly before a literal that determine how it is read, such as {@code E} or {@code _utf8}. */
        PREFIX,

        /** A text in single quotes or dollar quotes. */
        LITERAL,

        /**
         * A name in double quotes, backticks or brackets. MySQL and MariaDB read double quotes as a literal, depending
         * on the SQL mode.
         */
        NAME,

        /** An operator of one or more characters. */
        OPERATOR,

        /** Any other character, such as a parenthesis. */
        SYMBOL,

        /** A line of {@code COPY} data. */
        DATA;

        /** Whether the case of letters is not significant. */
        public boolean ignoresCase() {
            return this == WORD || this == PREFIX;
        }

        /** Whether this is white space or a comment, which no product reads. */
        public boolean isIgnored() {
            return this == SPACE || this == COMMENT;
        }

        /** Whether this is neither white space nor any part of a comment. */
        public boolean isCode() {
            return !isIgnored() && this != HINT && this != EXECUTABLE_COMMENT;
        }
    }

    /** Whether this is the given keyword or symbol, in any case, and not a quoted text. */
    public boolean is(String keyword) {
        return this.kind != Kind.NAME && this.kind != Kind.LITERAL && this.text.equalsIgnoreCase(keyword);
    }

    /** Returns the content of a text that is quoted by one character; returns any other token unchanged. */
    public String unquoted() {
        char opening = this.text.charAt(0);
        if ("'\"`[".indexOf(opening) < 0 || this.text.length() < 2) {
            return this.text;
        }
        String content = this.text.substring(1, this.text.length() - 1);
        String quote = String.valueOf(opening);
        return opening == '[' ? content : content.replace(quote + quote, quote);
    }
}

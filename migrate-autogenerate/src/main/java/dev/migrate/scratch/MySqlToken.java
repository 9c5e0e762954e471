package dev.migrate.scratch;

import java.util.ArrayList;
import java.util.List;

/** A token of the SQL of MariaDB or MySQL: a word, a quoted text, a symbol, white space or a comment. */
record MySqlToken(String text) {

    private static final int VERSION_DIGITS = 6;

    /** Returns the tokens of a text, including those in executable comments. */
    static List<MySqlToken> of(String sql) {
        List<MySqlToken> tokens = new ArrayList<>();
        boolean inside = false;
        int at = 0;
        while (at < sql.length()) {
            int end;
            if (isRun(sql, at)) {
                inside = true;
                end = behindVersion(sql, sql.indexOf('!', at) + 1);
            } else if (inside && sql.startsWith("*/", at)) {
                inside = false;
                end = at + 2;
            } else {
                end = end(sql, at);
            }
            tokens.add(new MySqlToken(sql.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    private static boolean isRun(String sql, int at) {
        return sql.startsWith("/*!", at) || sql.startsWith("/*M!", at);
    }

    private static int behindVersion(String sql, int start) {
        int at = start;
        while (at < sql.length() && at < start + VERSION_DIGITS && Character.isDigit(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"' || first == '`') {
            return quoted(sql, start);
        }
        if (first == '#' || isDashes(sql, start)) {
            int line = sql.indexOf('\n', start);
            return line < 0 ? sql.length() : line + 1;
        }
        if (sql.startsWith("/*", start)) {
            int close = sql.indexOf("*/", start + 2);
            return close < 0 ? sql.length() : close + 2;
        }
        int end = start + 1;
        if (Character.isWhitespace(first)) {
            while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
                end++;
            }
        } else if (isPart(first)) {
            while (end < sql.length() && isPart(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isDashes(String sql, int start) {
        return sql.startsWith("--", start) && (start + 2 == sql.length() || sql.charAt(start + 2) <= ' ');
    }

    private static int quoted(String sql, int start) {
        char mark = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            char character = sql.charAt(at);
            if (character == '\\' && mark != '`') {
                at += 2;
            } else if (character != mark) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == mark) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    boolean isBlank() {
        return Character.isWhitespace(this.text.charAt(0))
                || this.text.startsWith("/*")
                || this.text.equals("*/")
                || this.text.startsWith("#")
                || this.text.startsWith("--");
    }

    boolean isName() {
        return isQuoted() || isPart(this.text.charAt(0));
    }

    /** Whether the token is quoted. Double quotes count too, because a token in them before a dot must be a name. */
    private boolean isQuoted() {
        return this.text.charAt(0) == '`' || this.text.charAt(0) == '"';
    }

    boolean isLiteral() {
        return this.text.charAt(0) == '\'' || this.text.charAt(0) == '"';
    }

    String name() {
        if (!isQuoted() || this.text.length() < 2) {
            return this.text;
        }
        String quote = this.text.substring(0, 1);
        return this.text.substring(1, this.text.length() - 1).replace(quote + quote, quote);
    }
}

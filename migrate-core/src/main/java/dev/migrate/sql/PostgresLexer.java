package dev.migrate.sql;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.sql.Token.Kind;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script as psql does: dollar quotes, nested comments, parentheses and {@code BEGIN ATOMIC} bodies do not end
 * at a semicolon, and {@code COPY … FROM stdin} is followed by its data.
 */
public final class PostgresLexer implements Lexer {

    private static final Pattern ROUTINE = Pattern.compile("create (or replace )?(function|procedure)");
    private static final Set<String> ROUTINES = Set.of("function", "procedure");
    private static final Pattern STANDARD_STRINGS = Pattern.compile(
            "(?is)(?:set|reset)\\s+(?:session\\s+|local\\s+)?standard_conforming_strings\\b\\s*(?:=|to)?\\s*'?(\\w*).*");
    private static final String UNICODE_STRING = "u&'";
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new PostgresStatements(new PostgresScanner(new CharCursor(text, start.line())), start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        return Scanner.tokens(new PostgresScanner(new CharCursor(sql)));
    }

    private static final class PostgresScanner extends Scanner {

        private boolean plainStringsEscape;

        PostgresScanner(CharCursor cursor) {
            super(cursor);
        }

        @Override
        protected boolean comment() {
            return switch (this.cursor.peek()) {
                case '-' -> lineComment("--");
                case '/' -> !this.cursor.lookingAt("/*+") && blockComment(true);
                default -> false;
            };
        }

        @Override
        protected @Nullable Kind ownToken() {
            return switch (this.cursor.peek()) {
                case 'u', 'U' -> unicodePrefix();
                case '/' -> blockComment(true) ? Kind.HINT : null;
                case '$' -> dollarQuoted();
                default -> null;
            };
        }

        private @Nullable Kind unicodePrefix() {
            if (!this.cursor.lookingAtWord(UNICODE_STRING)) {
                return null;
            }
            take(UNICODE_STRING.length() - 1);
            return Kind.PREFIX;
        }

        @Override
        protected boolean escapes(String prefix, int quote) {
            return quote == '\'' && (prefix.equals("e") || (prefix.isEmpty() && this.plainStringsEscape));
        }
    }

    private static final class PostgresStatements extends StatementReader {

        private final PostgresScanner scanner;
        private final Parentheses parentheses = new Parentheses();
        private boolean routine;
        private int bodyDepth;
        private boolean copy;
        private boolean copyFromStdin;
        private @Nullable CopyData data;

        PostgresStatements(PostgresScanner scanner, Location start, TokenVisitor visitor) {
            super(scanner, start, visitor);
            this.scanner = scanner;
        }

        @Override
        protected void begin() {
            if (this.data != null) {
                this.data.skip();
                this.data = null;
            }
            super.begin();
            this.parentheses.clear();
            this.routine = false;
            this.bodyDepth = 0;
            this.copy = false;
            this.copyFromStdin = false;
        }

        /** Skips empty lines, as psql does. */
        @Override
        protected void space(StringBuilder text, int from) {
            for (int i = text.length() - 1; i > from; i--) {
                if (text.charAt(i) == '\n' && text.charAt(i - 1) == '\n') {
                    text.deleteCharAt(i);
                }
            }
        }

        @Override
        protected boolean atTerminator() {
            return super.atTerminator() && !this.parentheses.isOpen() && this.bodyDepth == 0;
        }

        @Override
        protected boolean command() {
            if (this.cursor.peek() != '\\') {
                return false;
            }
            throw clientCommand("psql");
        }

        @Override
        protected void symbol(int character) {
            this.parentheses.read(character);
        }

        @Override
        protected void word(String lowerCase) {
            if (this.parentheses.isOpen()) {
                return;
            }
            if (ROUTINES.contains(lowerCase) && startsWith(ROUTINE)) {
                this.routine = true;
            } else if (previous().isEmpty() && lowerCase.equals("copy")) {
                this.copy = true;
            } else if (this.copy && lowerCase.equals("stdin") && previous().equals("from")) {
                this.copyFromStdin = true;
            } else if (this.routine && !previous().equals(".") && !previous().equals("as")) {
                body(lowerCase);
            }
        }

        private void body(String lowerCase) {
            if (lowerCase.equals("atomic") && previous().equals("begin")) {
                this.bodyDepth++;
            } else if (this.bodyDepth > 0 && lowerCase.equals("case")) {
                this.bodyDepth++;
            } else if (this.bodyDepth > 0 && lowerCase.equals("end")) {
                this.bodyDepth--;
            }
        }

        @Override
        protected Statement end() {
            Statement statement = super.end();
            followSettings(statement.sql());
            if (!this.copyFromStdin) {
                return statement;
            }
            skipRestOfLine();
            this.data = new CopyData(this.cursor, visitor(), () -> unterminated(statement.location()));
            return new Statement(
                    statement.sql(), statement.location(), statement.head(), Optional.of(this.data), Optional.empty());
        }

        /**
         * Follows changes of {@code standard_conforming_strings}. psql learns the setting from the server; here the
         * statement that sets it is read.
         */
        private void followSettings(String sql) {
            if (!sql.regionMatches(true, 0, "set", 0, 3) && !sql.regionMatches(true, 0, "reset", 0, 5)) {
                return;
            }
            Matcher matcher = STANDARD_STRINGS.matcher(sql);
            if (matcher.matches()) {
                this.scanner.plainStringsEscape = OFF.contains(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }

        /** Skips the rest of the line; the data begins on the next one. Refuses SQL in between, which would be lost. */
        private void skipRestOfLine() {
            int line = this.cursor.line();
            StringBuilder rest = new StringBuilder();
            while (!this.cursor.atLineEnd()) {
                rest.append((char) this.cursor.next());
            }
            this.cursor.skipLineEnd();
            if (!rest.toString().isBlank() && !rest.toString().strip().startsWith("--")) {
                throw invalid(
                        ErrorCode.TEXT_AFTER_COPY,
                        line,
                        "Text follows COPY … FROM stdin on its line, before the data.",
                        "Move it below the data.");
            }
        }

        private RuntimeException unterminated(Location copy) {
            return invalid(
                    ErrorCode.UNTERMINATED_COPY,
                    copy.line(),
                    "The data of this COPY is not terminated.",
                    "End it with a line that contains only '\\.'.");
        }
    }
}

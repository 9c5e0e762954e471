package dev.migrate.sql;

import static dev.migrate.sql.CharCursor.END;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import java.io.Reader;
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
        return new PostgresStatements(text, start, visitor);
    }

    private static final class PostgresStatements extends StatementReader {

        private int parentheses;
        private boolean routine;
        private int depth;
        private boolean copy;
        private boolean copyFromStdin;
        private boolean plainStringsEscape;
        private @Nullable CopyData data;

        PostgresStatements(Reader text, Location start, TokenVisitor visitor) {
            super(text, start, visitor);
        }

        @Override
        protected void begin() {
            if (this.data != null) {
                this.data.skip();
                this.data = null;
            }
            super.begin();
            this.parentheses = 0;
            this.routine = false;
            this.depth = 0;
            this.copy = false;
            this.copyFromStdin = false;
        }

        /** Skips empty lines, as psql does. */
        @Override
        protected void blank() {
            if (take() == '\n') {
                while (this.cursor.peek() == '\n') {
                    this.cursor.next();
                }
            }
        }

        @Override
        protected boolean atTerminator() {
            return this.cursor.peek() == ';' && this.parentheses == 0 && this.depth == 0;
        }

        @Override
        protected boolean comment() {
            return lineComment("--") || (!this.cursor.lookingAt("/*+") && blockComment(true));
        }

        @Override
        protected boolean command() {
            if (this.cursor.peek() != '\\') {
                return false;
            }
            throw clientCommand("psql");
        }

        @Override
        protected boolean ownToken() {
            if (this.cursor.lookingAtWord(UNICODE_STRING)) {
                visitor().word(UNICODE_STRING);
                take(UNICODE_STRING.length() - 1);
                quoted('\'', false);
                return true;
            }
            if (hint(true)) {
                return true;
            }
            String tag = this.cursor.peek() == '$' ? dollarTag() : "";
            if (tag.isEmpty()) {
                return false;
            }
            dollarQuoted(tag);
            return true;
        }

        /**
         * Returns the tag with its two dollar signs, or an empty string if there is none: {@code $1} is a parameter.
         */
        private String dollarTag() {
            StringBuilder tag = new StringBuilder("$");
            for (int i = 1; i < CharCursor.VIEW; i++) {
                int character = this.cursor.peek(i);
                if (character == '$') {
                    return tag.append('$').toString();
                }
                boolean letter = Character.isLetter(character) || character == '_' || character >= 0x80;
                if (character == END || !(letter || (i > 1 && Character.isDigit(character)))) {
                    return "";
                }
                tag.append((char) character);
            }
            return "";
        }

        @Override
        protected boolean escapes(String prefix, int quote) {
            return quote == '\'' && (prefix.equals("e") || (prefix.isEmpty() && this.plainStringsEscape));
        }

        @Override
        protected void symbol(int character) {
            if (character == '(') {
                this.parentheses++;
            } else if (character == ')' && this.parentheses > 0) {
                this.parentheses--;
            }
        }

        @Override
        protected void word(String lowerCase) {
            if (this.parentheses > 0) {
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
            if (this.depth == 0) {
                this.depth = lowerCase.equals("atomic") && previous().equals("begin") ? 1 : 0;
            } else if (lowerCase.equals("case")) {
                this.depth++;
            } else if (lowerCase.equals("end")) {
                this.depth--;
            }
        }

        @Override
        protected Statement end() {
            Statement statement = super.end();
            obeySettings(statement.sql());
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
        private void obeySettings(String sql) {
            if (!sql.regionMatches(true, 0, "set", 0, 3) && !sql.regionMatches(true, 0, "reset", 0, 5)) {
                return;
            }
            Matcher matcher = STANDARD_STRINGS.matcher(sql);
            if (matcher.matches()) {
                this.plainStringsEscape = OFF.contains(matcher.group(1).toLowerCase(Locale.ROOT));
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
                        "Put it below the data.");
            }
        }

        private RuntimeException unterminated(Location copy) {
            return invalid(
                    ErrorCode.UNTERMINATED_COPY,
                    copy.line(),
                    "The data of this COPY has no end.",
                    "End it with a line that holds only '\\.'.");
        }
    }
}

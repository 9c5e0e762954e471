package dev.migrate.catalog;

import dev.migrate.sql.H2Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Token;
import dev.migrate.sql.Token.Kind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names that a statement of H2 might give to objects, and whether it changes objects that it does not name. */
final class H2StatementNames {

    /** Words without which {@code ALTER TABLE … ADD} adds columns and nothing else. */
    private static final Set<String> NOT_ONLY_COLUMNS = Set.of(
            "ALTER",
            "CHANGE",
            "CHECK",
            "CONSTRAINT",
            "DROP",
            "FOREIGN",
            "IDENTITY",
            "INDEX",
            "KEY",
            "MODIFY",
            "PRIMARY",
            "REFERENCES",
            "RENAME",
            "SET",
            "UNIQUE");

    private final Set<String> names = new LinkedHashSet<>();

    /** The words in upper case, without those in quotes. */
    private final List<String> words = new ArrayList<>();

    private H2StatementNames() {}

    /**
     * Reads a statement. Words are names in the case in which the database stores them, and quoted names are names as they
     * are written. The words in a literal, which functions and programs look up, and in the quotes of other products are
     * names in any case.
     *
     * @throws SQLException if the connection is closed
     */
    static H2StatementNames of(Connection connection, String sql) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        boolean upper = metaData.storesUpperCaseIdentifiers();
        boolean lower = metaData.storesLowerCaseIdentifiers();
        H2StatementNames statement = new H2StatementNames();
        for (Token token : new H2Lexer().tokens(sql)) {
            String text = token.text();
            if (token.kind() == Kind.WORD) {
                String upperCase = text.toUpperCase(Locale.ROOT);
                statement.words.add(upperCase);
                if (!Character.isDigit(text.charAt(0))) {
                    statement.names.add(upper ? upperCase : lower ? text.toLowerCase(Locale.ROOT) : text);
                }
            } else if (token.kind() == Kind.NAME && text.charAt(0) == '"') {
                statement.names.add(token.unquoted());
            } else if (token.kind() == Kind.NAME || token.kind() == Kind.LITERAL) {
                statement.names.addAll(Statement.words(new H2Lexer(), text));
            } else if (token.is("[")) {
                statement.names.addAll(Statement.words(new H2Lexer(), sql));
            }
        }
        return statement;
    }

    /** Returns the names. A name that belongs to no object is harmless. */
    Set<String> names() {
        return this.names;
    }

    boolean isAlter() {
        return is(0, "ALTER");
    }

    /**
     * Returns whether the statement might change an index or a constraint that it does not name: it might get its name from
     * the database, or change with a column.
     */
    boolean changesUnnamedParts() {
        if (isAlter()) {
            return !(is(1, "TABLE") && addsOnlyColumns());
        }
        for (int at = 1; is(0, "CREATE") && at < this.words.size(); at++) {
            if (is(at, "ON") && (is(at - 1, "INDEX") || is(at - 1, "KEY"))) {
                return true;
            }
        }
        return is(0, "CREATE") && is(1, "PRIMARY");
    }

    /** Returns whether the action of {@code ALTER TABLE} adds columns. In case of doubt it does more. */
    private boolean addsOnlyColumns() {
        List<String> action = this.words.subList(2, this.words.size());
        return action.contains("ADD") && action.stream().noneMatch(NOT_ONLY_COLUMNS::contains);
    }

    private boolean is(int at, String word) {
        return at < this.words.size() && this.words.get(at).equals(word);
    }
}

package dev.migrate.sql;

import dev.migrate.error.Location;
import dev.migrate.sql.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Follows the SQL mode of a session from statement to statement of a script. The client learns the mode from the server
 * after each statement; here the statements that set it are read. The server is asked for its initial mode only if a text
 * depends on it.
 */
final class MySqlModeTracker {

    private static final String VARIABLE = "sql_mode";
    private static final Set<String> GLOBAL = Set.of("global", "persist", "persist_only");
    private static final Set<String> SCOPES = Set.of("global", "persist", "persist_only", "session", "local");

    private final Supplier<ServerSqlMode> server;
    private final Map<String, Optional<String>> variables = new HashMap<>();
    private Optional<String> value = Optional.empty();
    private Optional<String> global = Optional.empty();
    private Optional<Location> changed = Optional.empty();
    private boolean initial = true;

    /**
     * Creates a tracker.
     *
     * @param server returns the values before the script
     */
    MySqlModeTracker(Supplier<ServerSqlMode> server) {
        this.server = server;
    }

    /** Returns the current mode; empty if a statement has set it to a value that only the server can compute. */
    Optional<MySqlMode> mode() {
        return session().map(MySqlMode::of);
    }

    /** Returns the location of the statement that set the current mode. */
    Optional<Location> changed() {
        return this.changed;
    }

    /** Returns a supplier of the mode at this moment, which asks the server only when it is called. */
    Supplier<Optional<MySqlMode>> current() {
        boolean unchanged = this.initial;
        Optional<String> now = this.value;
        return () -> (unchanged ? Optional.of(this.server.get().session()) : now).map(MySqlMode::of);
    }

    private Optional<String> session() {
        return this.initial ? Optional.of(this.server.get().session()) : this.value;
    }

    private Optional<String> global() {
        return this.global.or(() -> Optional.of(this.server.get().global()));
    }

    /** Follows a statement that has been read. */
    void follow(Statement statement, List<Token> tokens) {
        String head = statement.head();
        if (head.startsWith("execute ")) {
            set(Optional.empty(), statement.location());
        } else if (head.startsWith("set ") && !head.startsWith("set statement ")) {
            List<Token> code =
                    tokens.stream().filter((token) -> token.kind().isCode()).toList();
            assign(code.subList(1, code.size()), statement.location());
        }
    }

    private void set(Optional<String> other, Location location) {
        this.value = other;
        this.changed = Optional.of(location);
        this.initial = false;
    }

    private void assign(List<Token> tokens, Location location) {
        boolean toGlobal = false;
        for (List<Token> part : Parentheses.splitAtCommas(tokens)) {
            int operator = operator(part);
            if (operator > 0 && operator + 1 < part.size()) {
                List<Token> name = part.subList(0, operator);
                List<Token> expression = part.subList(operator + 1, part.size());
                String first = lowerCase(name.get(0));
                toGlobal = SCOPES.contains(first) ? GLOBAL.contains(first) : toGlobal;
                assign(lowerCase(name.get(name.size() - 1)), first, toGlobal, expression, location);
            }
        }
    }

    private static int operator(List<Token> part) {
        for (int at = 0; at < part.size(); at++) {
            if (part.get(at).is("=") || part.get(at).is(":=")) {
                return at;
            }
        }
        return -1;
    }

    private void assign(String name, String first, boolean toGlobal, List<Token> expression, Location location) {
        boolean ofScope = first.startsWith("@@") && GLOBAL.contains(first.substring(2));
        if (name.equals(VARIABLE) || name.equals("@@" + VARIABLE)) {
            boolean unscoped = !first.startsWith("@@");
            if (ofScope || (toGlobal && unscoped)) {
                this.global = evaluated(expression);
            } else {
                set(evaluated(expression), location);
            }
        } else if (first.startsWith("@") && !first.startsWith("@@")) {
            this.variables.put(userVariable(first, name), evaluated(expression));
        }
    }

    /** Returns the name of a user variable, whose quoted form consists of two tokens. */
    private static String userVariable(String first, String last) {
        return first.equals("@") ? "@" + last : first;
    }

    private Optional<String> evaluated(List<Token> expression) {
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        if (expression.size() == 1) {
            return single(expression.get(0));
        }
        if (expression.get(0).is("(") && Parentheses.closing(expression, 0) == expression.size() - 1) {
            List<Token> inner = expression.subList(1, expression.size() - 1);
            return evaluated(inner);
        }
        if (expression.get(0).is("select")) {
            return evaluated(expression.subList(1, expression.size()));
        }
        if (expression.get(1).is("(") && Parentheses.closing(expression, 1) == expression.size() - 1) {
            return called(lowerCase(expression.get(0)), expression.subList(2, expression.size() - 1));
        }
        if (expression.get(0).is("sys")
                && expression.size() > 4
                && expression.get(1).is(".")) {
            return evaluated(expression.subList(2, expression.size()));
        }
        if (expression.get(0).is("@") && expression.size() == 2) {
            return variable("@" + lowerCase(expression.get(1)));
        }
        return expression.size() == 3
                        && expression.get(1).is(".")
                        && expression.get(2).is(VARIABLE)
                ? ofScope(lowerCase(expression.get(0)))
                : Optional.empty();
    }

    private Optional<String> single(Token token) {
        String word = token.text().toLowerCase(Locale.ROOT);
        if (token.kind() == Kind.LITERAL || token.kind() == Kind.NAME) {
            return Optional.of(token.unquoted());
        }
        if (word.equals("@@" + VARIABLE)) {
            return session();
        }
        if (word.equals("default")) {
            return global();
        }
        if (word.startsWith("@")) {
            return variable(word);
        }
        return word.equals("0")
                ? Optional.of("")
                : Optional.of(word).filter((name) -> Character.isLetter(name.charAt(0)));
    }

    private Optional<String> variable(String name) {
        return this.variables.getOrDefault(name, Optional.empty());
    }

    private Optional<String> ofScope(String scope) {
        return switch (scope) {
            case "@@session", "@@local" -> session();
            case "@@global" -> global();
            default -> Optional.empty();
        };
    }

    private Optional<String> called(String function, List<Token> arguments) {
        List<Optional<String>> values = Parentheses.splitAtCommas(arguments).stream()
                .map(this::evaluated)
                .toList();
        if (values.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> texts = values.stream().map(Optional::orElseThrow).toList();
        return switch (function) {
            case "concat" -> Optional.of(String.join("", texts));
            case "concat_ws" -> Optional.of(String.join(texts.get(0), texts.subList(1, texts.size())));
            case "upper", "lower", "ucase", "lcase" -> Optional.of(texts.get(0));
            case "replace" ->
                texts.size() == 3 ? Optional.of(texts.get(0).replace(texts.get(1), texts.get(2))) : Optional.empty();
            case "list_add" -> Optional.of(String.join(",", texts));
            case "list_drop" ->
                texts.size() == 2
                        ? Optional.of(("," + texts.get(0) + ",").replace("," + texts.get(1) + ",", ","))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String lowerCase(Token token) {
        return token.unquoted().toLowerCase(Locale.ROOT);
    }
}

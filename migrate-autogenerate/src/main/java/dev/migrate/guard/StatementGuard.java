package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds statements that might reach outside of a scratch database: those that name another database, act on the server,
 * use files or programs, or run SQL that is not known before. A finding does not mean that the statement does harm; no
 * finding means that it does none there.
 */
public abstract class StatementGuard {

    private static final Pattern ROUTINE = Pattern.compile("^create (?:or replace )?(?:definer = \\S+(?: @ \\S+)? )?"
            + "(?:(?:force|aggregate|if not exists) )*(?:function|procedure|alias|aggregate|trigger) (?:if not exists )?"
            + "(?:\\S+ \\. )?(\\S+).*");
    private static final Pattern TRIGGER = Pattern.compile("^create (?:\\S+ ){0,5}?trigger ");
    private static final Pattern HAS_BODY = Pattern.compile("^(?:do|create) ");
    private static final Pattern NO_CALL = Pattern.compile("^(?:drop|comment|alter|grant|revoke) ");
    private static final Pattern CHANGES_ROWS =
            Pattern.compile("^(?:insert|update|delete|merge|replace|copy|truncate|with|load|call|do|select) ");

    final Lexer lexer;

    StatementGuard(Lexer lexer) {
        this.lexer = lexer;
    }

    /**
     * A statement that might reach outside.
     *
     * @param reason why, as a predicate such as {@code acts on the server (ALTER SYSTEM)}
     */
    public record Finding(Statement statement, String reason) {}

    /**
     * Returns why a statement might reach outside; empty if it does not. Routines that it calls are not considered, and
     * the creation of a routine runs nothing of it.
     */
    public final Optional<String> reason(String sql) {
        return reasonOf(normalized(sql));
    }

    /**
     * Returns the statements of a script that might reach outside, in their order. A routine that does is a finding where
     * the script calls it, or might run it by changing rows.
     */
    public List<Finding> findings(List<Statement> script) {
        List<Finding> findings = new ArrayList<>();
        Function<String, Optional<String>> inOrder =
                inOrder(script.stream().map(Statement::sql).toList());
        Map<String, String> routines = new LinkedHashMap<>();
        List<String> triggers = new ArrayList<>();
        for (Statement statement : script) {
            NormalizedSql sql = normalized(statement.sql());
            Optional<String> change = inOrder.apply(statement.sql());
            Optional<String> reason = reasonOf(sql).or(() -> change);
            Matcher routine = ROUTINE.matcher(sql.text());
            boolean isTrigger = sql.contains(TRIGGER);
            if (reason.isPresent()) {
                findings.add(new Finding(statement, reason.get()));
            } else if (isTrigger) {
                called(sql, routines).or(() -> reasonOfBody(sql)).ifPresent(triggers::add);
            } else if (routine.matches()) {
                reasonOfBody(sql)
                        .or(() -> called(sql, routines))
                        .ifPresent((why) -> routines.put(routine.group(1), why));
            } else if (!sql.contains(NO_CALL)) {
                called(sql, routines)
                        .map("calls a routine that "::concat)
                        .or(() -> triggers.stream()
                                .findFirst()
                                .filter((why) -> sql.contains(CHANGES_ROWS))
                                .map("might run a trigger that "::concat))
                        .ifPresent((why) -> findings.add(new Finding(statement, why)));
            }
        }
        return findings;
    }

    /** Returns the reason of a routine that a statement names, or that the body in its literals names. */
    private Optional<String> called(NormalizedSql sql, Map<String, String> routines) {
        String bodies = sql.contains(HAS_BODY)
                ? sql.literals().stream().map((body) -> normalized(body).text()).collect(Collectors.joining(" "))
                : "";
        String text = " " + (sql.text() + " " + bodies).replace("\"", "") + " ";
        return routines.entrySet().stream()
                .filter((routine) -> mentions(text, routine.getKey().replace("\"", "")))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether the text of a statement might call a routine; names are without quotes, between blanks. */
    boolean mentions(String text, String routine) {
        return text.contains(" " + routine + " ");
    }

    /** Reads a statement, or the body of a routine. */
    NormalizedSql normalized(String sql) {
        return NormalizedSql.of(this.lexer, sql);
    }

    /** Returns the first reason of several ways, if any. */
    static Optional<String> first(List<Reach> ways, NormalizedSql sql) {
        return ways.stream().flatMap((way) -> way.in(sql).stream()).findFirst();
    }

    /** Returns a guard that accepts other databases, which a scratch database replaces, where the product can name them. */
    public StatementGuard replacing(Set<String> databases) {
        return this;
    }

    /** Returns what finds reasons that depend on the statements before; it is called with each statement, in their order. */
    Function<String, Optional<String>> inOrder(List<String> script) {
        return (sql) -> Optional.empty();
    }

    /** Returns why a statement itself might reach outside. */
    abstract Optional<String> reasonOf(NormalizedSql sql);

    /** Returns why the routine or the trigger that a statement creates might reach outside when it is called. */
    abstract Optional<String> reasonOfBody(NormalizedSql sql);
}

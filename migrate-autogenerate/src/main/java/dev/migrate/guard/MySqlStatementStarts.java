package dev.migrate.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the statements inside of a statement of MariaDB and MySQL, such as those of a body, of a compound statement, or
 * after {@code SET STATEMENT … FOR}. A position counts unless only a name, an expression or a clause can be there.
 */
final class MySqlStatementStarts {

    /** The words that begin the statements that a guard must know. */
    private static final Set<String> VERBS = Set.of(
            ("alter backup binlog call change clone create deallocate delete drop execute flush grant import insert"
                            + " install kill load lock prepare purge rename replace reset restart revoke set shutdown start stop"
                            + " truncate uninstall unlock update xa")
                    .split(" "));

    /** Words that are followed by a name, an expression or a clause, but not by a statement. */
    private static final Set<String> BEFORE_NAME = Set.of(
            ("add after all and as before between by case change close column constraint cursor declare distinct div drop"
                            + " elseif exists fetch first foreign from function having if in index inout interval into is iterate"
                            + " join key leave like limit mod modify not on or order out primary procedure references rename return"
                            + " returns savepoint schema select set table to trigger truncate union unique until update using"
                            + " values view when where while with xor")
                    .split(" "));

    private static final Pattern WORD = Pattern.compile("\\S+");

    /** What a word can consist of that a statement can follow: a quoted or plain word, or one of these symbols. */
    private static final Pattern BEFORE_STATEMENT = Pattern.compile("[;:)]|''|\".*|[\\w$@\\u0080-\\uFFFF].*");

    /** What precedes the first action of {@code ALTER TABLE}. */
    private static final Pattern ALTERED_TABLE = Pattern.compile(
            "\\balter (?:(?:online|offline|ignore) ){0,2}table (?:if exists )?(?:[^\\s;]+ \\. )?[^\\s;]+ (?:nowait |wait \\S+ )?$");

    /** The start of an {@code UPDATE} or of another statement whose {@code SET} assigns columns. */
    private static final Pattern ASSIGNS_COLUMNS = Pattern.compile("(?<!\\. )\\b(?:update|insert|replace|load)\\b");

    private static final Pattern STATEMENT_BEFORE =
            Pattern.compile(".* (?:;|begin|then|else|do|loop|repeat|row|atomic) ");

    private static final int LONGEST_CLAUSE = 200;

    private MySqlStatementStarts() {}

    /** Returns a statement from each position where a statement with one of the known verbs might begin. */
    static List<NormalizedSql> of(NormalizedSql sql) {
        List<NormalizedSql> found = new ArrayList<>();
        String text = sql.text();
        String previous = ";";
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (VERBS.contains(word.group())
                    && BEFORE_STATEMENT.matcher(previous).matches()
                    && !BEFORE_NAME.contains(previous)
                    && !isClause(word.group(), text.substring(0, word.start()))) {
                found.add(new NormalizedSql(sql.source(), text.substring(word.start()), List.of()));
            }
            previous = word.group();
        }
        return found;
    }

    private static boolean isClause(String verb, String before) {
        if (verb.equals("set")) {
            return ASSIGNS_COLUMNS
                    .matcher(STATEMENT_BEFORE.matcher(before).replaceFirst(""))
                    .find();
        }
        return ALTERED_TABLE
                .matcher(before.substring(Math.max(0, before.length() - LONGEST_CLAUSE)))
                .find();
    }
}

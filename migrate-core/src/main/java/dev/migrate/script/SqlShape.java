package dev.migrate.script;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a text begins like a statement or like a sentence. A verb of SQL alone decides nothing: what follows it has to
 * be a statement's, up to a semicolon at the end of a line or by the grammar, and must not have a word that only a
 * sentence has.
 */
final class SqlShape {

    private static final String ID = "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAME = ID + "(?:\\." + ID + ")*+";
    private static final String NAMES = NAME + "(?:\\s*,\\s*" + NAME + ")*+";
    private static final String ALIAS = "(?:\\s+(?:as\\s+)?" + ID + ")?";
    private static final String VALUE = "(?:-?\\d[\\d.]*|'[^']*'|null|true|false)";
    private static final String EXISTS = "(?:concurrently\\s+)?(?:if\\s+(?:not\\s+)?exists\\s+)?";

    /** The end of a statement. A sentence goes on in lower case; any other line is a new one. */
    private static final String STOP = "\\s*(?:;|\\z|--|/\\*|#|\\R(?!(?-i:\\p{Ll})))";

    private static final String TYPE = "(?:(?:big|small|tiny|medium|long|var)?(?:int|integer|serial|char|text|blob"
            + "|binary)\\d*|character|varchar2?|nvarchar|numeric|decimal|number|float\\d?|double|real|bool|boolean|bit"
            + "|date|time|datetime2?|timestamp|timestamptz|interval|uuid|jsonb?|xml|bytea|clob|inet|enum|set)\\b";

    private static final String COLUMN = ID + "\\s+(?:" + TYPE + "|" + NAME
            + "(?:\\([^)]*\\))?\\s*(?:,|\\)|;|not\\s+null|default\\s|primary\\s|unique|references\\s|generated\\s))";

    private static final String KIND = "(?:table|(?:materialized\\s+)?view|index|sequence|schema|database|type|domain"
            + "|function|procedure|aggregate|trigger|event|extension|role|user|policy|rule|collation|cast|server"
            + "|publication|subscription|tablespace|package|synonym|alias)";

    private static final String MODIFIERS = "(?:(?:or\\s+replace|global|local|temp|temporary|unlogged|unique|fulltext"
            + "|spatial|recursive|foreign|virtual|cached|memory|constraint|definer\\s*=\\s*\\S+)\\s+)*+";

    private static final String RIGHT = "(?:[a-z]+(?:\\s(?!on\\b)[a-z]+)?(?:\\s*\\([^)]*\\))?)";

    private static final String ACTION = "(?:add\\s*(?:\\(|\\s(?:column|constraint|primary\\s+key|foreign\\s+key|unique"
            + "|index|key|fulltext|spatial|check|partition|value)\\b|\\s" + EXISTS + COLUMN + ")"
            + "|drop\\s+(?:(?:column|constraint|index|primary\\s+key|foreign\\s+key|key|check|partition|default)\\b|"
            + NAME
            + STOP + ")|(?:alter|modify|change)\\s+(?:column\\s+)?" + NAME + "\\s+\\w"
            + "|rename\\s+(?:(?:to|column|constraint|index|key|value|as)\\s|" + NAME + "\\s+to\\s)"
            + "|set\\s+(?:schema|tablespace|logged|unlogged|default|not|data|statistics|storage|" + NAME + "\\s*=|\\()"
            + "|(?:enable|disable|validate|attach|detach|inherit|convert|engine|comment|auto_increment|force|order\\s+by"
            + "|owner\\s+to|restart|increment|start|exchange|truncate)\\b|\\.\\.\\.|…)";

    private static final String VERBS =
            "(?:alter|analyze|begin|call|comment|commit|copy|create|declare|delete|delimiter"
                    + "|do|drop|exec|execute|explain|grant|insert|load|lock|merge|optimize|pragma|reindex|rename|refresh|replace"
                    + "|reset|revoke|rollback|select|set|start|truncate|unlock|update|use|vacuum|values|with)\\b";

    /** Up to a semicolon at the end of its line. */
    private static final Pattern ENDED =
            compile(VERBS + "(?:[^;'\"]++|(?<!\\w)'[^']*'|(?<=\\w)'|\"[^\"]*\")*+;\\s*(?:\\z|\\R|--|/\\*|#)");

    private static final List<Pattern> STATEMENTS = Stream.of(
                    "drop\\s+(?:temporary\\s+|foreign\\s+)?" + KIND + "\\s+" + EXISTS
                            + "(?!(?:first|last|later|next|now"
                            + "|again|instead|afterwards)" + STOP + ")" + NAMES + "(?:\\s*\\([^)]*\\))?(?:\\s+on\\s+"
                            + NAME
                            + ")?(?:\\s+(?:cascade|restrict))?" + STOP,
                    "create\\s+" + MODIFIERS + "table\\s+" + EXISTS + NAME
                            + "\\s*(?:\\(\\s*(?:\\R|\\z|constraint|primary|like|" + COLUMN
                            + ")|as\\s*(?:select|with|table|values|\\()|like\\s+" + NAME + STOP
                            + "|partition\\s+of|inherits\\s*\\(|using\\s+\\w+\\s*\\(|select\\s|\\R\\()",
                    "create\\s+" + MODIFIERS + "index\\s+" + EXISTS + "(?:" + NAME + "\\s+)?on\\s+(?:only\\s+)?" + NAME
                            + "\\s*(?:using\\s+\\w+\\s*)?\\((?:[^()]|\\([^()]*\\))*(?:\\z|\\)(?:" + STOP
                            + "|\\s*(?:where|include|with|tablespace|comment|nulls|algorithm|lock|visible|invisible)\\b))",
                    "create\\s+" + MODIFIERS + KIND + "\\s+" + EXISTS + NAME
                            + "(?:\\s*\\([^)]*\\))?\\s*(?:as\\s*(?:select"
                            + "|with|enum|range|values|begin|\\(|'|\\$|" + TYPE
                            + ")|returns?\\s|(?:before|after|instead"
                            + "\\s+of)\\s+(?:insert|update|delete|truncate)|on\\s+schedule|start\\s+with|increment"
                            + "|authorization\\s|identified\\s|language\\s|begin\\b|on\\s+" + NAME
                            + "\\s+(?:for|to|using"
                            + "|with)\\s)",
                    "create\\s+" + MODIFIERS + "(?:sequence|schema|database|extension|role|user)\\s+" + EXISTS + NAME
                            + STOP,
                    "alter\\s+(?:foreign\\s+)?" + KIND + "\\s+" + EXISTS + "(?:only\\s+)?" + NAME + "\\s+" + ACTION,
                    "update\\s+(?:only\\s+|ignore\\s+)?" + NAME + ALIAS + "\\s+set\\s+(?:\\(|" + NAME + "\\s*=)",
                    "delete\\s+from\\s+(?:only\\s+)?" + NAME + ALIAS + "(?:" + STOP
                            + "|\\s+(?:where|using|limit|returning|inner|left|join)\\s)",
                    "(?:insert(?:\\s+or\\s+\\w+|\\s+ignore)?|replace|merge)\\s+into\\s+" + NAME
                            + "\\s*(?:\\([^)]*\\)\\s*)?(?:values?\\s*\\(|select\\s|with\\s|default\\s+values|set\\s+"
                            + NAME
                            + "\\s*=|using\\s|key\\s*\\()",
                    "select\\s+(?:distinct\\s+)?(?:\\*|" + VALUE + "|@?" + NAME + "(?:\\.\\*|\\([^;]*?\\))?)" + ALIAS
                            + "(?:\\s*,[^;]*?)?\\s+from\\s+" + NAME + ALIAS + "(?:" + STOP
                            + "|\\s*,|\\s+(?:where|join|inner"
                            + "|left|right|cross|full|group|order|limit|for|union|natural|having|on)\\s)",
                    "select\\s+(?:" + VALUE + "|" + NAME + "\\((?:[^()]|\\([^()]*\\))*\\))" + ALIAS + "(?:\\s*,|" + STOP
                            + "|\\s*[-+*/|=:])",
                    "truncate\\s+table\\s+(?:only\\s+)?" + NAMES + "(?:\\s+(?:restart|continue|cascade|restrict)\\b|"
                            + STOP + ")",
                    "(?:grant|revoke)\\s+" + RIGHT + "(?:\\s*,\\s*" + RIGHT + ")*+\\s+on\\s+(?:" + KIND
                            + "s?\\s+|all\\s+\\w+\\s+in\\s+schema\\s+)?[^;\\s]+\\s+(?:to|from)\\s+[^;\\s]+"
                            + "(?:\\s+(?:with|cascade)\\b|" + STOP + ")",
                    "set\\s+(?:session\\s+|local\\s+|global\\s+)?@*" + NAME + "\\s*:?=\\s*\\S+" + STOP,
                    "set\\s+(?:session\\s+|local\\s+)?search_path\\s+to\\s",
                    "set\\s+(?:role|schema|names)\\s+(?:'[^']*'|" + NAME + ")" + STOP,
                    "comment\\s+on\\s+(?:column|constraint|" + KIND + ")\\s+\\S.*?\\s+is\\s+(?:'|null\\b|\\$)",
                    "call\\s+" + NAME + "\\(",
                    "do\\s*\\$",
                    "delimiter\\s+\\W+\\s",
                    "pragma\\s+" + NAME + "\\s*(?:=|\\()",
                    "(?:vacuum|analyze|reindex|optimize|rename|refresh|lock)\\s+(?:full\\s+)?(?:materialized\\s+view|tables?"
                            + "|index)\\s+" + NAME + "(?:\\s+(?:to\\s|read\\b|write\\b|in\\s)|" + STOP + ")",
                    "with\\s+(?:recursive\\s+)?" + NAME
                            + "\\s*(?:\\([^)]*\\)\\s*)?as\\s+(?:not\\s+)?(?:materialized\\s+)?\\(",
                    "copy\\s+" + NAME + "\\s*(?:\\([^)]*\\)\\s*)?(?:from|to)\\s+(?:stdin|stdout|'|program)",
                    "(?:begin|commit|rollback)\\s*;")
            .map(SqlShape::compile)
            .toList();

    /** What a sentence says and a statement does not, outside of quotes and parentheses. */
    private static final Pattern PROSE = compile("\\b(?:the|was|were|been|being|because|manually|already|by\\s+hand"
            + "|no\\s+longer|any\\s?more|cannot|should|would|must|please|which|therefore|here|needed|needs|we|you|our"
            + "|your|are|\\w+n't|is\\s+(?:not\\s+)?(?!not\\b|null\\b|true\\b|false\\b|unknown\\b|distinct\\b|json\\b|_)"
            + "\\w+)\\b");

    private static final Pattern HIDDEN =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:[A-Za-z]|_\\w+)?'[^']*'|\"[^\"]*\"" + "|`[^`]*`|\\([^()]*\\)");

    private static final Pattern SENTENCE_END = Pattern.compile(";|\\R(?!(?-i:\\p{Ll}))");

    private SqlShape() {}

    /** Whether a statement begins with the text. */
    static boolean opens(String text) {
        Matcher ended = ENDED.matcher(text);
        if (ended.lookingAt() && !isProse(ended.group())) {
            return true;
        }
        return STATEMENTS.stream()
                        .anyMatch((statement) -> statement.matcher(text).lookingAt())
                && !isProse(SENTENCE_END.split(text, 2)[0]);
    }

    private static boolean isProse(String text) {
        String visible = text;
        String before;
        do {
            before = visible;
            visible = HIDDEN.matcher(before).replaceAll(" _ ");
        } while (!visible.equals(before));
        return PROSE.matcher(visible).find();
    }

    private static Pattern compile(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}

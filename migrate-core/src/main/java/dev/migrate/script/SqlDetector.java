package dev.migrate.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a text begins like a SQL statement or like a sentence. A verb of SQL is not sufficient: the text
 * after it must have the form of a statement, up to a semicolon at the end of a line or according to the grammar below,
 * and must not contain words that only occur in sentences.
 *
 * <p>In the grammar, a space matches whitespace, a tilde matches optional whitespace, and braces contain the name of a
 * part. Everything else is a regular expression.
 */
final class SqlDetector {

    private static final Map<String, String> PARTS = parts("""
            id        (?:"[^"]+"|`[^`]+`|\\[[^\\]]+\\]|[\\p{L}_][\\p{L}\\p{N}_$]*)
            name      {id}(?:\\.{id})*+
            names     {name}(?:~,~{name})*+
            account   '[^']*'(?:@\\S+)?
            value     (?:-?\\d[\\d.]*|'[^']*'|null|true|false)
            alias     (?: (?:as )?{id})?
            exists    (?: concurrently)?(?: if (?:not )?exists)?
            stop      ~(?:;|\\z|--|/\\*|\\x23|\\R(?!(?-i:\\p{Ll})))
            notAdverb  (?!(?:first|last|later|next|now|again|instead|afterwards|before|after|too|yet)~(?:\\z|\\R|[.,:?!]))
            kind      (?:table|(?:materialized )?view|index|sequence|schema|database|type|domain|function|procedure\
            |aggregate|trigger|event|extension|role|user|policy|rule|collation|cast|server|publication|subscription\
            |tablespace|package|synonym|alias)
            modifiers (?:(?:or replace|global|local|temp|temporary|unlogged|unique|fulltext|spatial|recursive|foreign\
            |virtual|cached|memory|constraint|definer~=~\\S+) )*+
            type      (?:(?:big|small|tiny|medium|long|var)?(?:int|integer|serial|char|text|blob|binary)\\d*|character\
            |varchar2?|nvarchar|numeric|decimal|number|float\\d?|double|real|bool|boolean|bit|date|time|datetime2?\
            |timestamp|timestamptz|interval|uuid|jsonb?|xml|bytea|clob|inet|enum|set)\\b
            column    {id} (?:{type}|{name}(?:\\([^)]*\\))?~(?:,|\\)|;|not null|default |primary |unique|references\
             |generated ))
            arguments \\((?:[^()]++|\\([^()]*\\))*+\\)
            right     [a-z]+(?: (?!on\\b)[a-z]+)?(?:~\\([^)]*\\))?
            add       add(?:~\\(| (?:column|constraint|primary key|foreign key|unique|index|key|fulltext|spatial|check\
            |partition|value)\\b|{exists} {column})
            drop      drop (?:(?:column|constraint|index|primary key|foreign key|key|check|partition|default)\\b\
            |{name}{stop})
            rename    rename (?:(?:to|column|constraint|index|key|value|as) |{name} to )
            set       set (?:schema|tablespace|logged|unlogged|default|not|data|statistics|storage|\\(|{name}~=|{name} to )
            action    (?:{add}|{drop}|{rename}|{set}|(?:alter|modify|change) (?:column )?{name} \\w|(?:enable|disable\
            |validate|attach|detach|inherit|convert|engine|comment|auto_increment|force|order by|owner to|restart\
            |increment|start|exchange|truncate)\\b|\\.\\.\\.|…)
            verb      (?:alter|analyze|begin|call|comment|commit|copy|create|declare|delete(?=[^;]* from )|delimiter|do\
            |drop|exec|execute|explain|grant|insert(?=[^;]* into )|load|lock|merge|optimize|pragma|reindex|rename|refresh\
            |replace|reset|revoke|rollback|select|set|start|truncate|unlock|update(?=[^;]* set )|use|vacuum|values|with)\\b
            """);

    private static final List<Pattern> STATEMENTS =
            """
            drop(?: temporary| foreign)? {kind}{exists} (?:{notAdverb}{names}|{account})(?: on {name})?(?: cascade| restrict)?{stop}
            drop (?:function|procedure|aggregate|cast){exists} (?:{name})?~\\([^)]*\\)(?: cascade| restrict)?{stop}
            (?:drop|reassign) owned by {name}
            create {modifiers}table{exists} {name}~\\(~(?:\\R|\\z|constraint|primary|like|{column})
            create {modifiers}table{exists} {name}(?: as~(?:select|with|table|values|\\()| like {name}{stop}| partition of| select )
            create {modifiers}table{exists} {name}~(?:inherits~\\(|using \\w+~\\(|\\R\\()
            create {modifiers}index{exists} (?:{name} )?on (?:only )?{name}~(?:using \\w+~)?\\((?:[^()]++|\\([^()]*\\))*+(?:\\z|\\){stop})
            create {modifiers}index{exists} (?:{name} )?on (?:only )?{name}~(?:using \\w+~)?{arguments}~(?:where|include|with|nulls)\\b
            create {modifiers}index{exists} (?:{name} )?on {name}~{arguments}~(?:tablespace|comment|algorithm|lock|visible|invisible)\\b
            create {modifiers}{kind}{exists} {name}(?:~\\([^)]*\\))?~as~(?:select|with|enum|range|values|begin|\\(|'|\\$|{type})
            create {modifiers}(?:function|procedure){exists} {name}~\\([^)]*\\)~(?:returns?|language|begin|security|sql|deterministic)\\b
            create {modifiers}trigger{exists} {name} (?:before|after|instead of) (?:insert|update|delete|truncate)
            create {modifiers}(?:sequence|schema|database|extension|role|user){exists} {notAdverb}{name}{stop}
            create {modifiers}sequence{exists} {name} (?:start|increment|minvalue|cache|as {type})
            create (?:role|user){exists} (?:{name}|{account}) (?:identified |with~(?:login|(?:encrypted )?password~'))
            create (?:policy|event|schema){exists} {name} (?:on {name} (?:for|to|using|with) |on schedule|authorization )
            alter(?: foreign)? {kind}{exists} (?:only )?{name} {action}
            alter default privileges (?:for|in|grant|revoke)\\b
            update (?:only |ignore )?{name}{alias} set (?:\\(|{name}~=)
            delete from (?:only )?{name}{alias}(?:{stop}| (?:where|using|limit|returning|inner|left|join) )
            (?:insert(?: or \\w+| ignore)?|replace|merge) into {name}~(?:\\([^)]*\\)~)?(?:values?~\\(|select |with |default values|using )
            insert into {name} set {name}~=
            select (?:distinct )?(?:\\*|{value}|@?{name}(?:\\.\\*|\\([^;]*?\\))?){alias}(?:~,[^;]*?)? from {name}{alias}{stop}
            select (?:distinct )?(?:\\*|{value}|@?{name}(?:\\.\\*|\\([^;]*?\\))?){alias}(?:~,[^;]*?)? from {name}{alias}(?:~,| (?:where\
            |join|inner|left|right|cross|full|group|order|limit|for|union|natural|having|on) )
            select (?:{value}|{name}{arguments}){alias}(?:~,|{stop}|~[-+*/|=:])
            truncate table (?:only )?{names}(?: (?:restart|continue|cascade|restrict)\\b|{stop})
            (?:grant|revoke) {right}(?:~,~{right})*+ on (?:{kind}s? |all \\w+ in schema )?[^;\\s]+ (?:to|from) [^;\\s]+(?: with\\b|{stop})
            set (?:session |local |global )?@*{name}~:?=~\\S+{stop}
            set (?:(?:session|local) {name}|search_path) to\\b
            set (?:{name} to {value}|(?:role|schema|names) (?:'[^']*'|{name})){stop}
            comment on (?:column|constraint|{kind}) \\S.*? is (?:'|null\\b|\\$)
            call {name}\\(
            do~\\$
            delimiter \\W+\\s
            pragma {name}~(?:=|\\()
            (?:analyze|reindex|optimize|rename|refresh|lock) (?:materialized view|tables?|index) {notAdverb}{name}(?: to\\b| read\\b\
            | write\\b| in |{stop})
            vacuum (?:full|analyze|freeze)(?: {name})?{stop}
            with (?:recursive )?{name}~(?:\\([^)]*\\)~)?as (?:not )?(?:materialized )?\\(
            copy {name}~(?:\\([^)]*\\)~)?(?:from|to) (?:stdin|stdout|'|program)
            """.lines().map(SqlDetector::compile).toList();

    /** Matches up to a semicolon at the end of its line. */
    private static final Pattern ENDED =
            compile("{verb}(?:[^;'\"]++|(?<!\\w)'[^']*'|(?<=\\w)'|\"[^\"]*\")*+;~(?:\\z|\\R|--|/\\*|\\x23)");

    /** Matches words that occur in sentences but not in statements, outside quotes and parentheses. */
    private static final Pattern PROSE =
            compile("\\b(?:the|was|were|been|being|because|manually|already|by hand|no longer"
                    + "|any~more|cannot|should|would|must|please|which|therefore|here|needed|needs|we|you|our|your|are|\\w+n't"
                    + "|is (?:not )?(?!not\\b|null\\b|true\\b|false\\b|unknown\\b|distinct\\b|json\\b|_)\\w+)\\b");

    private static final Pattern QUOTED_OR_IN_PARENTHESES =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:[A-Za-z]|_\\w+)?'[^']*'|\"[^\"]*\"|`[^`]*`|\\([^()]*\\)");

    private static final Pattern SENTENCE_END = Pattern.compile(";|\\R(?!\\p{Ll})");

    private SqlDetector() {}

    /** Returns whether the text starts with a statement. */
    static boolean startsStatement(String text) {
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
            visible = QUOTED_OR_IN_PARENTHESES.matcher(before).replaceAll(" _ ");
        } while (!visible.equals(before));
        return PROSE.matcher(visible).find();
    }

    private static Map<String, String> parts(String grammar) {
        Map<String, String> parts = new LinkedHashMap<>();
        grammar.lines()
                .map((line) -> line.split(" +", 2))
                .forEach((line) -> parts.put("{" + line[0] + "}", expanded(line[1], parts)));
        return parts;
    }

    private static Pattern compile(String rule) {
        return Pattern.compile(expanded(rule, PARTS), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static String expanded(String rule, Map<String, String> parts) {
        String text = rule.replace(" ", "\\s+").replace("~", "\\s*");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            text = text.replace(part.getKey(), part.getValue());
        }
        return text;
    }
}

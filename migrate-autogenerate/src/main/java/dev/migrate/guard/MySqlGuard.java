package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The guard for MariaDB and MySQL. Privileges outlive the database that they are granted on. Statements inside of a
 * statement are examined as if they stood alone; those of a function or procedure, when it is called.
 */
public final class MySqlGuard extends StatementGuard {

    /** What follows a verb; a name has a symbol or one of these keywords after it. */
    private static final String OBJECT =
            "(?! (?:and|as|asc|between|desc|div|else|end|from|group|in|into|is|like|limit|mod|not|or|order|then|union|when|where|xor)\\b)(?= [\\w$@\"'\\u0080-\\uFFFF])";

    private static final String SYSTEM = "\"?(?:sys|performance_schema)\"? \\.";

    /** What is found in every part of a statement. */
    private static final List<Reach> PARTS = List.of(
            Reach.of(
                    Reach.FILES,
                    "\\b(load (?:data|xml)\\b.* infile)\\b",
                    "\\b(into (?:outfile|dumpfile))\\b",
                    Reach.call("load_file|sys_exec|sys_eval|sys_get|sys_set"),
                    "\\b((?:data|index) directory) "),
            Reach.of(Reach.DATABASE, "\\b(connection) (?:= )?''"),
            Reach.of(Reach.SERVER, "\\b(soname) ['\"]", Reach.call("release_all_locks")));

    /** What a statement begins with, also inside of another one. */
    private static final List<Reach> STATEMENTS = List.of(
            Reach.of(
                    Reach.SERVER,
                    "^((?:create|alter|drop|rename) (?:or replace )?(?:user|role|server|tablespace|undo tablespace|logfile group|resource group|spatial reference system))\\b",
                    "^(grant|revoke|purge|kill)\\b",
                    "^(flush|reset|clone|binlog|xa|backup)\\b" + OBJECT,
                    "^(shutdown|restart)(?: ;| wait\\b|$)",
                    "^(set (?:password|default role|resource group))\\b",
                    "^set [^;]*? , (password|default role)\\b",
                    "^((?:install|uninstall) (?:plugin|component|soname))\\b",
                    "^(change (?:master|replication)|(?:start|stop) (?:all )?(?:slaves?|replicas?|group_replication))\\b",
                    "^((?:lock|unlock) instance|alter instance)\\b",
                    "^((?:create|alter) (?:or replace )?(?:definer = (?:\\S+ ){1,5}?)?event)\\b",
                    "^((?:call|delete|insert|load|replace|truncate|update)\\b.*? " + SYSTEM + ")"),
            Reach.of(Reach.FILES, "^(import table|load (?:data|xml))\\b"),
            Reach.of(Reach.DYNAMIC, "^(prepare|execute|deallocate prepare|drop prepare)\\b" + OBJECT));

    /** Code in another language. */
    private static final List<Reach> BODIES =
            List.of(Reach.of(Reach.DYNAMIC, "^create .*? (language (?!sql\\b)\\S+) (?:as|using)\\b"));

    /** Functions and procedures in a form whose calls are found. */
    private static final Pattern ROUTINE = Pattern.compile(
            "^create (?:or replace )?(?:definer = \\S+(?: @ \\S+)? )?(?:aggregate )?(?:procedure|function|trigger) (?:if not exists )?(?:\\S+ \\. )?(\\S+)");

    private static final Pattern DEFINES = Pattern.compile("(?i)procedure|function|trigger");
    private static final Pattern ENGINE = Pattern.compile("(?i)engine");

    private static final Pattern TRIGGER = Pattern.compile(ROUTINE.pattern().replace("procedure|function|", ""));

    private static final Pattern CHANGES_ROWS = Pattern.compile("\\b(?:insert|update|delete|replace|load|truncate)\\b");

    private static final Pattern NO_CALL = Pattern.compile("^(?:drop|show) ");

    /** Engines that keep rows in another place. */
    private static final Set<String> ENGINES_OUTSIDE = Set.of(
            "federated",
            "federatedx",
            "connect",
            "spider",
            "s3",
            "sphinx",
            "cassandra",
            "ndb",
            "ndbcluster",
            "lakehouse");

    private static final Set<String> ENGINES_INSIDE = Set.of("innodb", "myisam", "aria", "memory", "heap", "default");

    private static final char LAST_ASCII = 0x7F;

    private final Set<String> own;
    private final Set<String> all;
    private final boolean acceptsDefinitions;

    /**
     * Creates the guard.
     *
     * @param own the databases in whose place there are scratch databases
     * @param all the databases of the server
     */
    public MySqlGuard(Lexer lexer, Set<String> own, Set<String> all) {
        this(lexer, own, all, false);
    }

    private MySqlGuard(Lexer lexer, Set<String> own, Set<String> all, boolean acceptsDefinitions) {
        super(lexer);
        this.own = Set.copyOf(own);
        this.all = Set.copyOf(all);
        this.acceptsDefinitions = acceptsDefinitions;
    }

    /** Returns a guard that accepts any routine and trigger of the live database, because only its call does harm. */
    public MySqlGuard acceptingDefinitions() {
        return new MySqlGuard(this.lexer, this.own, this.all, true);
    }

    @Override
    public StatementGuard replacing(Set<String> databases) {
        Set<String> replaced = new TreeSet<>(this.own);
        replaced.addAll(databases);
        return new MySqlGuard(this.lexer, replaced, this.all, this.acceptsDefinitions);
    }

    /** The server ignores accents in the names of routines. */
    @Override
    NormalizedSql normalized(String sql) {
        NormalizedSql read = super.normalized(withoutAccents(sql));
        return new NormalizedSql(sql, read.text(), read.literals());
    }

    private static String withoutAccents(String sql) {
        StringBuilder out = new StringBuilder(sql);
        for (int at = 0; at < out.length(); at++) {
            char character = out.charAt(at);
            if (character > LAST_ASCII && Character.isLetter(character)) {
                out.setCharAt(at, base(character));
            }
        }
        return out.toString();
    }

    private static char base(char letter) {
        return switch (letter) {
            case 'ı' -> 'i';
            case 'ſ', 'ß' -> 's';
            default -> {
                char base = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD)
                        .charAt(0);
                yield Character.isLetter(base) ? base : letter;
            }
        };
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        return ofReadings(sql, (reading) -> {
            if (!reading.contains(ROUTINE)) {
                return anywhere(reading).or(() -> inside(reading));
            }
            return this.acceptsDefinitions ? Optional.empty() : anywhere(reading);
        });
    }

    /** Whether the routine or the trigger that a statement creates might reach outside when it runs. */
    public boolean reachesWhenRun(String sql) {
        return reasonOfBody(normalized(sql)).isPresent();
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return ofReadings(sql, (reading) -> anywhere(reading).or(() -> inside(reading)));
    }

    private Optional<String> ofReadings(NormalizedSql sql, Function<NormalizedSql, Optional<String>> reason) {
        List<String> readings = MySqlReadings.of(this.lexer, sql.source());
        if (readings.isEmpty()) {
            return Optional.of(Reach.DYNAMIC + " (comments for many versions)");
        }
        return readings.stream()
                .flatMap((reading) -> reason.apply(normalized(reading)).stream())
                .findFirst();
    }

    /** Returns what is found in any part of a statement. */
    private Optional<String> anywhere(NormalizedSql sql) {
        return setting(sql).or(() -> first(PARTS, sql)).or(() -> engine(sql)).or(() -> otherDatabase(sql));
    }

    private static Optional<String> inside(NormalizedSql sql) {
        return MySqlStatementStarts.of(sql).stream()
                .flatMap((statement) -> first(STATEMENTS, statement).stream())
                .findFirst()
                .or(() -> first(BODIES, sql));
    }

    private Optional<String> setting(NormalizedSql sql) {
        return new MySqlSettings(this.lexer, List.of()).changesServer(sql.source())
                ? Optional.of("changes a setting of the server")
                : Optional.empty();
    }

    /** Finds engines that keep rows in another place, in quotes too, and a default engine that might be one. */
    private Optional<String> engine(NormalizedSql sql) {
        if (!ENGINE.matcher(sql.source()).find()) {
            return Optional.empty();
        }
        List<Token> code = this.lexer.tokens(sql.source()).stream()
                .filter((token) -> token.kind().isCode())
                .toList();
        for (int at = 0; at + 1 < code.size(); at++) {
            String option = code.get(at).unquoted().toLowerCase(Locale.ROOT);
            if (!option.equals("engine") && !option.endsWith("storage_engine")) {
                continue;
            }
            boolean assigned = code.get(at + 1).is("=") || code.get(at + 1).is(":=");
            String engine = assigned && at + 2 == code.size()
                    ? ""
                    : code.get(at + (assigned ? 2 : 1))
                            .unquoted()
                            .replace("\\", "")
                            .toLowerCase(Locale.ROOT);
            if (ENGINES_OUTSIDE.contains(engine)
                    || (assigned && !option.equals("engine") && !ENGINES_INSIDE.contains(engine))) {
                return Optional.of("%s (ENGINE %s)".formatted(Reach.DATABASE, engine.toUpperCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    /** A name in another case might be that of the live database, and is not replaced. */
    private Optional<String> otherDatabase(NormalizedSql sql) {
        Map<String, String> replaced = this.own.stream().collect(Collectors.toMap((name) -> name, (name) -> name));
        return new MySqlQualifiers(this.lexer, replaced)
                .foreignDatabases(sql.source(), this.all).stream()
                        .findFirst()
                        .map((name) -> "%s ('%s')".formatted(Reach.DATABASE, name));
    }

    @Override
    Function<String, Optional<String>> inOrder(List<String> script) {
        List<String> readings = readings(script);
        MySqlSettings settings = new MySqlSettings(this.lexer, readings);
        List<String> definitions =
                readings.stream().filter((sql) -> DEFINES.matcher(sql).find()).toList();
        Map<String, String> routines = reachingRoutines(definitions);
        List<String> triggers = definitions.stream()
                .map(this::normalized)
                .filter((sql) -> sql.contains(TRIGGER))
                .flatMap((trigger) -> Optional.ofNullable(routines.get(nameOf(trigger))).stream())
                .toList();
        return (sql) -> readings(List.of(sql)).stream().anyMatch(settings::readsAnotherWay)
                ? Optional.of(
                        "changes the SQL mode to one that might change how names and texts are parsed; name the modes in the statement")
                : call(sql, routines, triggers);
    }

    private List<String> readings(List<String> script) {
        return script.stream()
                .flatMap((sql) -> MySqlReadings.of(this.lexer, sql).stream())
                .toList();
    }

    /** Returns the routines and triggers that might reach outside, in any order: one can call those created after it. */
    private Map<String, String> reachingRoutines(List<String> script) {
        Map<String, NormalizedSql> definitions = new LinkedHashMap<>();
        for (String sql : script) {
            NormalizedSql definition = normalized(sql);
            Matcher routine = ROUTINE.matcher(definition.text());
            if (routine.find()) {
                definitions.put(sql, definition);
            }
        }
        Map<String, String> routines = new LinkedHashMap<>();
        definitions
                .values()
                .forEach((definition) ->
                        reasonOfBody(definition).ifPresent((reason) -> routines.put(nameOf(definition), reason)));
        int known = 0;
        while (known < routines.size()) {
            known = routines.size();
            definitions
                    .values()
                    .forEach((definition) -> mentioned(definition, routines)
                            .ifPresent((reason) -> routines.putIfAbsent(nameOf(definition), reason)));
        }
        return routines;
    }

    private static String nameOf(NormalizedSql definition) {
        Matcher routine = ROUTINE.matcher(definition.text());
        return routine.find() ? routine.group(1).replace("\"", "") : "";
    }

    private static Optional<String> mentioned(NormalizedSql sql, Map<String, String> routines) {
        String text = " " + sql.text().replace("\"", "") + " ";
        return routines.entrySet().stream()
                .filter((routine) -> text.contains(" " + routine.getKey() + " "))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> call(String sql, Map<String, String> routines, List<String> triggers) {
        if (routines.isEmpty()) {
            return Optional.empty();
        }
        NormalizedSql statement = normalized(sql);
        if (statement.contains(ROUTINE) || statement.contains(NO_CALL)) {
            return Optional.empty();
        }
        return mentioned(statement, routines)
                .map("calls a routine that "::concat)
                .or(() -> triggers.stream()
                        .findFirst()
                        .filter((reason) -> statement.contains(CHANGES_ROWS))
                        .map("might run a trigger that "::concat));
    }
}

package dev.migrate.guard;

import dev.migrate.guard.PostgresLiveObjects.Definition;
import dev.migrate.guard.StatementGuard.Finding;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Examines the statements of a script together, with the routines that they create and those of the live database. */
final class PostgresScript {

    private static final Pattern ROUTINE = Pattern.compile("^create (?:or replace )?(?:function|procedure) ");
    private static final Pattern ROUTINES =
            Pattern.compile("\\bcreate (?:or replace )?(?:function|procedure) (?:\\S+ \\. )*(\\S+) \\(( \\))?");
    private static final Pattern TRIGGER = Pattern.compile("^create (?:or replace )?(?:constraint )?trigger ");
    private static final Pattern RUNS_NOTHING = Pattern.compile("^(?:drop|comment|grant|revoke|security label) "
            + "|^alter (?:function|procedure|routine) .* owner to \\S+$");
    private static final Pattern CREATED = Pattern.compile("^create (?!schema )(?:\\S+ ){0,4}?"
            + "(?:(function|procedure|aggregate)|table|view|domain|type) (?:if not exists )?(?:(\\S+) \\. )?(\\S+)");
    private static final Pattern CHANGES_ROWS = Pattern.compile(
            PostgresGuard.START + "(?:insert|update|delete|merge|copy|truncate|call) "
                    + "|\\b(?:insert into|delete from|merge into) |(?<!on )\\bupdate (?:only )?\\S+ (?:\\S+ ){0,9}set ");
    private static final Pattern SEARCH_PATH = Pattern.compile("\\bsearch_path\\b");

    private static final Pattern VIEW =
            Pattern.compile("\\bcreate (?:or replace )?(?:temp |temporary )?(?:recursive )?view (?:\\S+ \\. )*(\\S+)");
    private static final Pattern CATALOG = Pattern.compile("(?<![\\w$])pg_(?!catalog)\\w++(?! \\()");
    private static final Predicate<String> ANY_SCHEMA = Objects::nonNull;

    private final PostgresGuard guard;
    private final PostgresLiveObjects live;
    private final Map<Statement, PostgresCode> script = new LinkedHashMap<>();
    private final Map<PostgresName, String> routines = new LinkedHashMap<>();
    private final Map<Definition, String> unsafe;
    private final Set<PostgresName> catalogViews = new LinkedHashSet<>();
    private final Set<Created> created = new HashSet<>();
    private final List<String> triggers = new ArrayList<>();
    private final boolean isPathKnown;

    PostgresScript(
            PostgresGuard guard, PostgresLiveObjects live, Map<Definition, String> unsafe, List<Statement> script) {
        this.guard = guard;
        this.live = live;
        script.forEach((statement) -> this.script.put(statement, guard.read(statement.sql())));
        this.isPathKnown = this.script.values().stream().noneMatch(PostgresScript::changesPath);
        this.unsafe = unsafe;
        this.script.values().forEach(this::addCreated);
        findCatalogViews();
        findRoutines();
        this.created.clear();
    }

    /** Whether names without a schema can mean other objects. A dump empties the search path. */
    private static boolean changesPath(PostgresCode code) {
        return (code.contains(SEARCH_PATH) || code.sql().literals().stream().anyMatch("search_path"::equalsIgnoreCase))
                && !code.sql().literals().equals(List.of("search_path", ""));
    }

    /** Finds the routines of the script that might reach outside, until those that call them are found too. */
    private void findRoutines() {
        int before;
        do {
            before = this.routines.size();
            boolean hasTrigger = this.script.values().stream()
                    .anyMatch((code) ->
                            code.sql().contains(TRIGGER) && called(code).isPresent());
            for (PostgresCode code : this.script.values()) {
                if (code.contains(ROUTINES)) {
                    reasonOfRoutine(code, hasTrigger)
                            .ifPresent((why) -> names(code, ROUTINES, PostgresScript::kindOfRoutine)
                                    .forEach((name) -> this.routines.putIfAbsent(name, why)));
                }
            }
        } while (this.routines.size() > before);
    }

    /** Finds the views of system catalogs, through which rows of these can be changed. */
    private void findCatalogViews() {
        int before;
        do {
            before = this.catalogViews.size();
            for (PostgresCode code : this.script.values()) {
                Stream<PostgresName> views = names(code, VIEW, (view) -> PostgresName.Kind.OBJECT);
                if (code.contains(CATALOG) || this.catalogViews.stream().anyMatch(code::mentions)) {
                    views.forEach(this.catalogViews::add);
                }
            }
        } while (this.catalogViews.size() > before);
    }

    private Optional<String> changesCatalog(PostgresCode code) {
        return code.contains(CHANGES_ROWS) && this.catalogViews.stream().anyMatch(code::mentions)
                ? Optional.of("might change the catalog")
                : Optional.empty();
    }

    private Optional<String> reasonOfRoutine(PostgresCode code, boolean hasTrigger) {
        return this.guard
                .reasonOfBody(code.sql())
                .or(() -> called(code))
                .or(() -> changesCatalog(code))
                .or(() -> hasTrigger && code.contains(CHANGES_ROWS)
                        ? Optional.of("might run a trigger that might reach outside")
                        : Optional.empty());
    }

    private static Stream<PostgresName> names(
            PostgresCode code, Pattern pattern, Function<MatchResult, PostgresName.Kind> kind) {
        return code.texts().stream()
                .flatMap((text) -> pattern.matcher(text.text()).results())
                .map((match) ->
                        new PostgresName(PostgresCode.plain(match.group(1)), kind.apply(match), true, ANY_SCHEMA));
    }

    private static PostgresName.Kind kindOfRoutine(MatchResult routine) {
        return routine.group(2) == null ? PostgresName.Kind.ATTRIBUTE : PostgresName.Kind.FUNCTION;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        this.script.forEach((statement, code) -> {
            addCreated(code);
            reason(code).ifPresent((why) -> findings.add(new Finding(statement, why)));
        });
        return findings;
    }

    private Optional<String> reason(PostgresCode code) {
        NormalizedSql sql = code.sql();
        Optional<String> reason = this.guard.reasonOf(sql);
        if (reason.isPresent() || sql.contains(ROUTINE) || sql.contains(RUNS_NOTHING)) {
            return reason;
        }
        if (sql.contains(TRIGGER)) {
            called(code).ifPresent(this.triggers::add);
            return Optional.empty();
        }
        return called(code)
                .or(() -> changesCatalog(code))
                .or(() -> this.triggers.stream()
                        .findFirst()
                        .filter((why) -> code.contains(CHANGES_ROWS))
                        .map("might run a trigger that "::concat));
    }

    /** Returns the reason of a routine of the script, or of an object of the live database, that a statement mentions. */
    private Optional<String> called(PostgresCode code) {
        return this.routines.entrySet().stream()
                .filter((routine) -> code.mentions(routine.getKey()))
                .map((routine) -> "calls a routine that " + routine.getValue())
                .findFirst()
                .or(() -> this.unsafe.entrySet().stream()
                        .filter((entry) -> mightUse(entry.getKey(), code))
                        .map((entry) -> "uses '%s.%s' of the database, which %s"
                                .formatted(
                                        entry.getKey().schema(), entry.getKey().name(), entry.getValue()))
                        .findFirst());
    }

    private void addCreated(PostgresCode code) {
        Matcher creates = CREATED.matcher(code.sql().text());
        if (creates.find()) {
            String name = PostgresCode.plain(creates.group(3));
            boolean isRoutine = creates.group(1) != null;
            String schema = creates.group(2) == null ? "" : PostgresCode.plain(creates.group(2));
            this.created.add(new Created(schema, name, isRoutine));
        }
    }

    /** An object that the script has created; the schema is empty if it is not named. */
    private record Created(String schema, String name, boolean isRoutine) {}

    /** Whether a statement might mention an object of the live database, and not one that the script has created. */
    private boolean mightUse(Definition definition, PostgresCode code) {
        boolean isHome = definition.schema().equals(this.live.home());
        boolean isHidden = isCreated(definition, this.live.home()) || isCreated(definition, "");
        boolean isOnPath = isHome || !this.isPathKnown || this.live.path().contains(definition.schema());
        return code.mentions(new PostgresName(
                definition.name(),
                definition.kind(),
                isOnPath && !(isHidden && (isHome || this.isPathKnown)),
                (schema) -> schema.equals(definition.schema()) && !isCreated(definition, schema)));
    }

    private boolean isCreated(Definition definition, String schema) {
        return this.created.contains(new Created(schema, definition.name(), definition.isRoutine()));
    }
}

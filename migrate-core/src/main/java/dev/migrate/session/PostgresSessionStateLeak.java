package dev.migrate.session;

import dev.migrate.sql.DdlName;
import dev.migrate.sql.DdlTokens;
import dev.migrate.sql.PostgresLexer;
import java.util.List;
import java.util.Set;

/**
 * Detects statements that leave state in a session of PostgreSQL beyond their transaction. The effects of code and
 * functions are not visible.
 */
public final class PostgresSessionStateLeak {

    private static final Set<String> LOCKS = Set.of(
            "pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared");
    private static final Set<String> REACH = Set.of("local", "global");
    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");
    private static final Set<String> IS_LOCAL = Set.of("is_local=>true", "is_local:=true");

    /** Statements in which INTO names an existing table. */
    private static final Set<String> WRITES = Set.of("insert", "merge");

    private final DdlTokens tokens;
    private boolean creates;
    private boolean temporary;
    private boolean dropped;

    public PostgresSessionStateLeak(String sql) {
        this.tokens = DdlTokens.of(new PostgresLexer(), sql);
    }

    /** Returns whether the statement leaves state in its session. */
    public boolean any() {
        String before = "";
        while (!this.tokens.atEnd()) {
            DdlName name = this.tokens.name();
            String word = name.unqualified().parts().get(0);
            if (this.tokens.isNext("(") && outlives(word)) {
                return true;
            }
            if (word.equals("create")) {
                this.creates = true;
                this.tokens.accept("or", "replace");
                takeTemporary();
            } else if (word.equals("into") && !WRITES.contains(before)) {
                takeTemporary();
                this.temporary |= isTemporary(this.tokens.name());
            } else if (word.equals("on")) {
                this.dropped |= this.tokens.accept("commit", "drop");
            }
            this.temporary |= this.creates && isTemporary(name);
            before = word;
        }
        return this.temporary && !this.dropped;
    }

    private void takeTemporary() {
        this.tokens.acceptOneOf(REACH);
        this.temporary |= !this.tokens.acceptOneOf(TEMPORARY).isEmpty();
    }

    private static boolean isTemporary(DdlName name) {
        return name.qualifiers().parts().contains("pg_temp");
    }

    private boolean outlives(String function) {
        return LOCKS.contains(function) || (function.equals("set_config") && !isLocal(this.tokens.arguments()));
    }

    /**
     * Returns whether a call of {@code set_config} is local. An argument other than a literal true might have any
     * value.
     */
    private static boolean isLocal(List<DdlTokens> arguments) {
        return arguments.size() == 3
                && (arguments.get(2).rest().equals("true")
                        || arguments.stream()
                                .anyMatch((argument) ->
                                        IS_LOCAL.contains(argument.rest().replace(" ", ""))));
    }
}

package dev.migrate.scratch;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.guard.PostgresGuard;
import dev.migrate.sql.Lexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scratch database in which rows run no trigger, default or function that might reach outside, whether the live
 * database or the models define it.
 */
final class PostgresGuardedScratch extends ForwardingScratch {

    /** Statements that neither define what rows run nor give it another name. The others are rare in a script. */
    private static final Pattern KEEPS_DEFINITIONS = Pattern.compile(
            "(?is)\\s*(insert|update|delete|select|savepoint|release|rollback|comment|create (unique )?index|(create|alter) table)\\b"
                    + "(?!.*\\b(rename|set schema|partition|inherits?|like)\\b).*");

    /** A new column with a default that is more than a literal. */
    private static final Pattern NEW_COLUMN =
            Pattern.compile("(?is)\\s*alter table\\b.*\\badd\\b.*\\bdefault\\b.*\\(.*");

    private static final Pattern MATERIALIZED_VIEW =
            Pattern.compile("(?is)\\s*create materialized view\\b.*(?<!\\bdata)");

    private final Scratch scratch;
    private final Lexer lexer;
    private @Nullable PostgresGuard guard;

    PostgresGuardedScratch(Scratch scratch, Lexer lexer) {
        this.scratch = scratch;
        this.lexer = lexer;
    }

    @Override
    Scratch target() {
        return this.scratch;
    }

    @Override
    public void run(List<String> statements) {
        this.guard = null;
        List<String> pending = new ArrayList<>();
        for (String sql : statements) {
            boolean isView = MATERIALIZED_VIEW.matcher(sql).matches();
            if (!isView && !NEW_COLUMN.matcher(sql).matches()) {
                pending.add(sql);
                continue;
            }
            runAll(pending);
            Optional<String> reason = isView ? guard().reasonOfRun(sql) : guard().reasonOfDefault(sql);
            if (reason.isPresent() && !isView) {
                throw refused(sql, reason.get());
            }
            pending.add(reason.isPresent() ? sql + " WITH NO DATA" : sql);
        }
        runAll(pending);
    }

    private void runAll(List<String> pending) {
        if (!pending.isEmpty()) {
            super.run(pending);
            pending.clear();
            this.guard = null;
        }
    }

    private static AutogenerateException refused(String sql, String reason) {
        return new AutogenerateException(
                ErrorCode.MODEL_REFUSED,
                "Migrate does not run a statement that %s:%n%s".formatted(reason, sql),
                "Write this change into a revision by hand.",
                null);
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            Optional<String> reason = guard().reasonOfRun(sql);
            if (reason.isPresent()) {
                rejections.add(reason.map("Migrate does not run a statement that "::concat));
                continue;
            }
            if (!KEEPS_DEFINITIONS.matcher(sql).matches()) {
                this.guard = null;
            }
            rejections.addAll(super.attempt(List.of(sql)));
        }
        return rejections;
    }

    private PostgresGuard guard() {
        PostgresGuard current = this.guard;
        if (current == null) {
            current = PostgresGuard.of(this.scratch::query, this.lexer);
            this.guard = current;
        }
        return current;
    }
}

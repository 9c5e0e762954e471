package dev.migrate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guard of every product has in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementGuardContract {

    private final Lexer lexer;
    private final StatementGuard guard;

    StatementGuardContract(Lexer lexer, StatementGuard guard) {
        this.lexer = lexer;
        this.guard = guard;
    }

    /** Returns statements that reach outside, each with a word of the reason before a bar. */
    abstract List<String> reaching();

    /** Returns statements that do not, although they look similar. */
    abstract List<String> confined();

    /** Returns scripts whose last statement, and no other, is a finding. */
    abstract List<String> scripts();

    List<String> confinedEverywhere() {
        return List.of(
                "create table t (id int primary key, name varchar(20) default 'attach database; alter system')",
                "create view v as select id from t where name = 'copy t to ''/tmp/x'''",
                "insert into t values (1, 'load_extension(1) dblink(''x'') runscript')",
                "create table copy_of (\"execute\" int, \"attach\" int) -- alter system; attach 'x'",
                "/* vacuum into 'x' */ create index i on t (name)",
                "alter table t add column grants int",
                "update t set name = 'grant a to b' where id in (select id from t)",
                "delete from t",
                "drop table t");
    }

    @ParameterizedTest
    @MethodSource("reaching")
    void findsWhatReachesOutside(String example) {
        String reason = example.substring(0, example.indexOf('|')).strip();
        String sql = example.substring(example.indexOf('|') + 1).strip();
        assertThat(this.guard.reason(sql)).as(sql).isPresent();
        assertThat(this.guard.reason(sql).orElseThrow()).as(sql).contains(reason);
        assertThat(this.guard.reason("/* a comment */\n\t" + sql))
                .as("after a comment: %s", sql)
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource({"confined", "confinedEverywhere"})
    void acceptsWhatStaysInside(String sql) {
        assertThat(this.guard.reason(sql)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void findsTheCallOfARoutine(String script) {
        List<Statement> statements = statements(script);
        assertThat(this.guard.findings(statements))
                .extracting(StatementGuard.Finding::statement)
                .containsExactly(statements.get(statements.size() - 1));
    }

    @Test
    void findsAllStatementsOfAScript() {
        String first = sql(reaching().get(0));
        String second = sql(reaching().get(1));
        List<StatementGuard.Finding> findings =
                this.guard.findings(statements(first + ";\ncreate table t (id int);\n\n" + second + ";\n"));
        assertThat(findings)
                .extracting((finding) -> finding.statement().location().line())
                .containsExactly(1, 4);
    }

    private static String sql(String example) {
        return example.substring(example.indexOf('|') + 1).strip();
    }

    final List<Statement> statements(String script) {
        List<Statement> statements = new ArrayList<>();
        try (Statements split = this.lexer.statements(new StringReader(script), new Location("models", 1))) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statements.add(next.get());
            }
        }
        return statements;
    }
}

package dev.migrate.engine;

import dev.migrate.dialect.ClientScriptPrinter;
import dev.migrate.dialect.Dialect;
import dev.migrate.history.JournalEntry;
import dev.migrate.report.StepReport;
import dev.migrate.risk.Risk;
import dev.migrate.risk.RiskReader;
import dev.migrate.run.InterruptedRevisionErrors;
import dev.migrate.run.JournalCheck;
import dev.migrate.run.PreparedPlan;
import dev.migrate.run.PreparedStep;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Preview of plans: their SQL, warnings, and possible data loss, determined before anything runs.
 *
 * @param steps the steps, with their SQL and the warnings of their scripts
 * @param losses the risks of data loss, each with its location in a script
 */
record Preview(List<StepReport> steps, List<String> losses) {

    /** Maximum number of characters of a section in a report. */
    private static final int MAX_LENGTH = 1_000_000;

    private static final Pattern WARNING =
            Pattern.compile("\\s*(?:--|#)\\s*(?:migrate:warning|WARNING:?)\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * Reads plans.
     *
     * @param interruptedAt returns the journal entry of a step if the step was interrupted
     */
    static Preview of(
            List<PreparedPlan> plans,
            Function<PreparedStep, Optional<JournalEntry>> interruptedAt,
            RiskReader risks,
            Dialect dialect) {
        List<StepReport> steps = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        for (PreparedPlan plan : plans) {
            for (PreparedStep step : plan.steps()) {
                StepReader reader = new StepReader(risks, losses);
                reader.read(step, interruptedAt.apply(step).map((entry) -> new RemainingStatements(entry, dialect)));
                steps.add(new StepReport(
                        step.revision().id(),
                        step.revision().message(),
                        reader.count,
                        0,
                        step.after(),
                        reader.warnings,
                        reader.sql));
            }
        }
        return new Preview(List.copyOf(steps), List.copyOf(losses));
    }

    /** Returns the confirmation for a migration or a stamp that results in these current revisions. */
    static String confirmation(List<String> ids) {
        return ids.isEmpty() ? "base" : String.join(",", ids.stream().sorted().toList());
    }

    /** Reads the warnings and the SQL of one step. */
    private static final class StepReader {

        private final RiskReader risks;
        private final List<String> losses;
        private final List<String> warnings = new ArrayList<>();
        private final BitSet lines = new BitSet();
        private final BitSet warned = new BitSet();
        private long count;
        private String sql = "";

        StepReader(RiskReader risks, List<String> losses) {
            this.risks = risks;
            this.losses = losses;
        }

        void read(PreparedStep step, Optional<RemainingStatements> remaining) {
            Section section = step.section();
            Script script = step.script();
            remaining.ifPresent((resumed) -> resumed.check(section, script));
            List<Found> found = new ArrayList<>();
            boolean java = script.location().endsWith(".class");
            if (java) {
                String warning = script.location() + ": runs Java code";
                found.add(new Found(0, false, warning));
                this.losses.add(warning);
            }
            try (Statements statements = section.statements()) {
                Optional<Statement> next = statements.next();
                for (long number = 1; next.isPresent(); number++) {
                    if (remaining.isEmpty() || remaining.get().runs(next.get(), number)) {
                        found.addAll(read(next.get(), java));
                    }
                    next = statements.next();
                }
            }
            String text = section.beginning(MAX_LENGTH);
            this.sql = remaining.isEmpty() ? text : remaining.get().sql();
            if (!java) {
                readComments(
                        section,
                        text,
                        remaining.map(RemainingStatements::firstLine).orElse(0));
            }
            remaining.ifPresent((resumed) -> this.warnings.addAll(resumed.warnings()));
            found.stream()
                    .filter((risk) -> !risk.changesType() || !this.warned.get(risk.line()))
                    .map(Found::warning)
                    .forEach(this.warnings::add);
        }

        private List<Found> read(Statement statement, boolean java) {
            this.count++;
            int first = statement.location().line();
            this.lines.set(first, first + (int) statement.sql().lines().count());
            List<Found> found = new ArrayList<>();
            for (Risk risk : this.risks.read(statement)) {
                if (!java || statement.code().isEmpty()) {
                    String warning = statement.location() + ": " + risk.description();
                    found.add(new Found(first, risk.changesType(), warning));
                    if (risk.losesData()) {
                        this.losses.add(warning);
                    }
                }
            }
            return found;
        }

        /** Collects the warnings in comments between the statements of a script, and the lines of the statements below them. */
        private void readComments(Section section, String sql, int from) {
            int line = section.firstLine();
            boolean above = false;
            for (String text : sql.lines().toList()) {
                Matcher warning = WARNING.matcher(text);
                if (this.lines.get(line)) {
                    this.warned.set(line, above);
                    above = false;
                } else if (warning.matches()) {
                    above = true;
                    if (line >= from) {
                        this.warnings.add(section.location().resource() + ":" + line + ": " + warning.group(1));
                    }
                }
                line++;
            }
        }

        /** A risk of the statement at a line. */
        private record Found(int line, boolean changesType, String warning) {}
    }

    /** The remaining statements of an interrupted section. */
    private static final class RemainingStatements {

        private final JournalEntry entry;
        private final StringBuilder sql = new StringBuilder();
        private final ClientScriptPrinter client;
        private final List<String> warnings = new ArrayList<>();
        private int firstLine;

        RemainingStatements(JournalEntry entry, Dialect dialect) {
            this.entry = entry;
            this.client = new ClientScriptPrinter(dialect, this.sql);
        }

        /** Checks that the section still begins with the statements that have run. */
        void check(Section section, Script script) {
            boolean same = this.entry.status() == JournalEntry.Status.STARTED
                    ? JournalCheck.statement(section, this.entry).isPresent()
                    : JournalCheck.beginsWithExecuted(section, this.entry);
            if (!same) {
                throw InterruptedRevisionErrors.edited(this.entry, script.location());
            }
        }

        /** Returns whether a statement will run, as far as the journal shows. */
        boolean runs(Statement statement, long number) {
            long first = this.entry.statement() + (this.entry.status() == JournalEntry.Status.DONE ? 1 : 0);
            if (number < first) {
                this.firstLine = statement.location().line() + 1;
                return false;
            }
            if (number == this.entry.statement() && this.entry.status() == JournalEntry.Status.STARTED) {
                this.warnings.add(
                        "%s: this statement was interrupted, and runs only if the database shows that it did not take effect"
                                .formatted(statement.location()));
            }
            if (this.sql.length() < MAX_LENGTH) {
                write(statement);
            }
            return true;
        }

        private void write(Statement statement) {
            if (statement.code().isPresent()) {
                this.sql.append(statement.sql()).append('\n');
            } else {
                this.client.statement(statement);
            }
        }

        /** Returns the first line after the statements that are done. */
        int firstLine() {
            return this.firstLine;
        }

        String sql() {
            return this.sql.toString();
        }

        List<String> warnings() {
            return this.warnings;
        }
    }
}

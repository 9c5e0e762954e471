package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.error.MigrateException;
import dev.migrate.report.Finding;
import dev.migrate.spring.boot.autoconfigure.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.document.ProblemAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have in common. */
@Command(
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        descriptionHeading = "%n",
        footerHeading = "%nExample:%n")
abstract class Subcommand {

    /** What a command makes of {@code --engine all}. */
    enum Several {
        /** It runs on each engine, also after one has failed. */
        EACH,
        /** It runs on each engine until one fails. */
        UNTIL_FAILURE,
        /** It is for one engine. */
        REFUSED
    }

    private final Tools tools;
    private Terminal terminal;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            order = 90,
            description = "The engine, required where the application has several; 'all' for each of them in turn.")
    private @Nullable String engine;

    @Option(names = "--json", order = 91, description = "Print one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 92,
            description = "Print as little as possible: ids alone, no progress.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 93,
            description = "Print all there is to say; with a move, log each statement.")
    private boolean verbose;

    @Option(names = "--stacktrace", order = 94, description = "Show where in the code a failure came from.")
    private boolean stacktrace;

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Option(
            names = {"-h", "--help"},
            order = 95,
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    Subcommand(Terminal terminal, Tools tools) {
        this.terminal = terminal;
        this.tools = tools;
    }

    /** Does it, and says how the process is to end. */
    abstract int run();

    /** Refuses, before anything runs, what cannot be done on the engine at hand. */
    void check() {}

    /** Whether the application has to be there. */
    boolean needsApplication() {
        return true;
    }

    /** What the log tells meanwhile. */
    String logLevel() {
        return "warn";
    }

    Terminal terminal() {
        return this.terminal;
    }

    /** What becomes of this command where it is asked for on all engines. */
    Several several() {
        return Several.EACH;
    }

    /** Whether the command is asked for on each engine of the application. */
    boolean isForAllEngines() {
        return MigrationEngines.ALL.equals(this.engine);
    }

    List<String> engines() {
        return this.tools.engines();
    }

    /** Sets the engine and the terminal of the next run. */
    void direct(@Nullable String engine, Terminal terminal) {
        this.engine = engine;
        this.terminal = terminal;
    }

    Optional<MigrateException> explain(Throwable failure) {
        return this.tools.explain(failure);
    }

    MigrationEngine engine() {
        return this.tools.engine(this.engine);
    }

    /** What the names of the engine's properties begin with. */
    EnginePrefix prefix() {
        return this.tools.prefix(this.engine);
    }

    ScriptAuthor author() {
        return this.tools.author(this.engine);
    }

    ModelSource models(MigrationEngine engine) {
        return this.tools.models(engine);
    }

    OfflineSql offline() {
        return this.tools.offline(this.engine);
    }

    /** What is wrong with the properties of the application. */
    List<Finding> propertyFindings() {
        return this.tools.propertyFindings();
    }

    /** Prints what a command would have done to a database that it does not ask. */
    void printSql(BiConsumer<OfflineSql, Appendable> writer) {
        StringBuilder sql = new StringBuilder();
        writer.accept(offline(), sql);
        print(sql);
    }

    /** Prints a script as a whole, once nothing can go wrong with it any more. */
    void print(CharSequence sql) {
        if (this.json) {
            this.terminal.document(Map.of("sql", sql.toString()));
        } else {
            this.terminal.verbatim(sql);
        }
    }

    static RefusalException refusal(String detail, String remedy) {
        return new RefusalException(
                ExitCode.WRONG_USAGE, ProblemAnswer.of(400, "wrong-usage", "Wrong usage", detail, remedy));
    }

    boolean json() {
        return this.json;
    }

    boolean quiet() {
        return this.quiet;
    }

    boolean verbose() {
        return this.verbose;
    }

    boolean stacktrace() {
        return this.stacktrace;
    }
}

package dev.migrate.spring.boot.cli.command;

import dev.migrate.spring.boot.cli.command.MigrateCommandLine.Failed;
import dev.migrate.spring.boot.cli.command.Subcommand.AllEngines;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs a command on each engine of the application in turn. A command that changes a database is first checked on all
 * engines, and stops at the first failure.
 */
final class AllEnginesRun {

    private final MigrateCommandLine commandLine;
    private final Terminal terminal;
    private final Subcommand command;
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private int exitCode = ExitCode.DONE;

    AllEnginesRun(MigrateCommandLine commandLine, Terminal terminal, Subcommand command) {
        this.commandLine = commandLine;
        this.terminal = terminal;
        this.command = command;
    }

    int run() {
        List<String> engines = this.command.context().engines();
        boolean until = this.command.allEngines() == AllEngines.STOP_ON_FAILURE;
        if (until && !check(engines)) {
            return finish(engines);
        }
        for (String engine : engines) {
            if (!runOn(engine) && until) {
                break;
            }
        }
        return finish(engines);
    }

    private boolean check(List<String> engines) {
        for (String engine : engines) {
            this.command.use(engine, this.terminal);
            Failed failed = this.commandLine
                    .attempt(this.command, () -> {
                        this.command.check();
                        return ExitCode.DONE;
                    })
                    .failed();
            if (failed != null) {
                fail(engine, failed);
                return false;
            }
        }
        return true;
    }

    private boolean runOn(String engine) {
        heading(engine);
        StringWriter document = new StringWriter();
        this.command.use(
                engine, this.command.json() ? this.terminal.withOutput(new PrintWriter(document)) : this.terminal);
        MigrateCommandLine.Outcome outcome = this.commandLine.attempt(this.command, this.command::run);
        this.command.terminal().flush();
        Failed failed = outcome.failed();
        if (failed != null) {
            fail(engine, failed);
            return false;
        }
        this.documents.put(engine, document.toString().strip());
        this.done.add(engine);
        this.exitCode = ExitCode.combined(this.exitCode, outcome.exitCode());
        return true;
    }

    private void heading(String engine) {
        if (!this.command.json()) {
            if (!this.done.isEmpty()) {
                this.terminal.line("");
            }
            this.terminal.line("Engine '" + engine + "':");
            this.terminal.flush();
        }
    }

    /** Records a failure. */
    private void fail(String engine, Failed failed) {
        this.exitCode = ExitCode.combined(this.exitCode, failed.exitCode());
        this.documents.put(
                engine, this.terminal.json(Map.of("problem", failed.problem().document())));
        this.commandLine.report(failed.problem().prefixed("Engine '" + engine + "': "), failed.trace());
    }

    private int finish(List<String> engines) {
        List<String> left = engines.stream()
                .filter((engine) -> !this.documents.containsKey(engine))
                .toList();
        if (this.command.allEngines() == AllEngines.STOP_ON_FAILURE && this.exitCode != ExitCode.DONE) {
            this.terminal.message("Done: %s. Not run: %s.".formatted(names(this.done), names(left)));
        }
        if (this.command.json()) {
            this.terminal.printJson(this.documents.entrySet().stream()
                    .map((entry) -> this.terminal.json(entry.getKey()) + ":" + entry.getValue())
                    .collect(Collectors.joining(",", "{\"engines\":{", "}}")));
        }
        return this.exitCode;
    }

    private static String names(List<String> engines) {
        return engines.isEmpty() ? "none" : "'" + String.join("', '", engines) + "'";
    }
}

package dev.migrate.spring.boot.cli.command;

import dev.migrate.spring.boot.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a completion script for the shell.",
        footer = {
            "  alias bookshop='java -jar /srv/bookshop.jar migrate'",
            "  source <(bookshop completion bash --name bookshop)"
        })
final class CompletionCommand extends Subcommand {

    /** The shells that can run the script. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // the script works in both: in zsh it enables bash completion
    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "migrate",
            description = "Alias or script whose arguments to complete. Default: '${DEFAULT-VALUE}'.")
    private String name = "";

    CompletionCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    boolean needsApplication() {
        return false;
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        terminal().block(AutoComplete.bash(this.name, this.spec.root().commandLine()));
        return ExitCode.DONE;
    }
}

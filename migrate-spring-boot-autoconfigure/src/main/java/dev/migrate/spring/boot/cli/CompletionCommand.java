package dev.migrate.spring.boot.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script with which a shell completes these commands.",
        footer = {
            "  alias bookshop='java -jar /srv/bookshop.jar migrate'",
            "  source <(bookshop completion bash --name bookshop)"
        })
final class CompletionCommand extends Subcommand {

    /** The shells that can read the script. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // one script serves both: in zsh it turns on its bash completion
    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "migrate",
            description = "The alias or script whose arguments to complete; '${DEFAULT-VALUE}' if not given.")
    private String name = "";

    CompletionCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    boolean needsApplication() {
        return false;
    }

    @Override
    Several several() {
        return Several.REFUSED;
    }

    @Override
    int run() {
        terminal().block(AutoComplete.bash(this.name, this.spec.root().commandLine()));
        return ExitCode.DONE;
    }
}

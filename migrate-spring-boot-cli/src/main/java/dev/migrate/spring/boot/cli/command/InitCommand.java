package dev.migrate.spring.boot.cli.command;

import dev.migrate.PreparedLocation;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = "Creates the folder for revisions with a template for new ones, and prints the properties to add."
                + " Keeps existing files. Requires no database.",
        footer = {"  migrate init", "  migrate init --location classpath:db/billing"})
final class InitCommand extends Subcommand {

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            description = "Location to create. Default: the first of 'migrate.locations'.")
    private @Nullable String location;

    InitCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return AllEngines.UNSUPPORTED;
    }

    @Override
    int run() {
        PreparedLocation prepared = author().init(this.location);
        if (json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("folder", prepared.folder().toString());
            document.put("template", prepared.template().toString());
            document.put("created", texts(prepared.created()));
            document.put("properties", properties(prepared));
            terminal().document(document);
        } else if (quiet()) {
            terminal().line(prepared.folder().toString());
        } else {
            print(prepared);
        }
        return ExitCode.DONE;
    }

    private void print(PreparedLocation prepared) {
        if (prepared.created().isEmpty()) {
            terminal().line("Nothing to create; the folder and the template exist: " + prepared.folder());
        }
        prepared.created().forEach((path) -> terminal().line("Created " + path));
        terminal().line("");
        terminal().line("In application.properties:");
        properties(prepared).forEach((property) -> terminal().line("  " + property));
        terminal().line("");
        if (!prepared.created().isEmpty()) {
            terminal().line("Rebuild the application, so that it contains the location.");
        }
        terminal().line("Next: migrate revision -m \"Create the first table\"");
        terminal().line("With Maven: mvn migrate:revision -Dmigrate.message=\"Create the first table\"");
    }

    private List<String> properties(PreparedLocation prepared) {
        return prepared.properties().stream()
                .map((property) -> prefix().in(property))
                .toList();
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }
}

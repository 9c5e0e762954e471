package dev.migrate.spring.boot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Compares the commands of {@code docs/reference/commands.md} with the code. To update the page, run
 * {@code ./mvnw test -Dtest=CommandsPageTests -Ddocs.write=true}.
 */
class CommandsPageTests {

    private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");

    private static final int GENERAL = 90;

    private final Shell shell = new Shell("classpath:db/migrate", Path.of(""));

    private final CommandLine model = new MigrateCommandLine(
                    new Terminal(
                            new BufferedReader(new StringReader("")),
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(new StringWriter()),
                            false,
                            false,
                            null,
                            ZoneOffset.UTC),
                    this.shell)
            .model();

    @Test
    void pageMatchesHelpOfEachCommand() throws IOException {
        isWritten(
                "commands",
                this.model.getSubcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter((spec) -> !spec.name().equals("help"))
                        .map(CommandsPageTests::section)
                        .collect(Collectors.joining()));
    }

    @Test
    void pageMatchesCommonOptions() throws IOException {
        isWritten(
                "options",
                "| | |\n| --- | --- |\n"
                        + this.model.getSubcommands().get("current").getCommandSpec().options().stream()
                                .filter((option) -> option.order() >= GENERAL)
                                .map(CommandsPageTests::row)
                                .collect(Collectors.joining()));
    }

    private static void isWritten(String part, String expected) throws IOException {
        Pattern region =
                Pattern.compile("(?<=<!-- %1$s -->\n).*(?=<!-- end of %1$s -->)".formatted(part), Pattern.DOTALL);
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("docs.write")) {
            page = region.matcher(page).replaceFirst(Matcher.quoteReplacement(expected));
            Files.writeString(PAGE, page);
        }
        assertThat(region.matcher(page).results().map(MatchResult::group))
                .singleElement()
                .isEqualTo(expected);
    }

    @Test
    void pageMatchesExitCodes() throws IOException {
        String page = Files.readString(PAGE);
        this.model
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> assertThat(page).contains("| `" + code + "` | " + meaning + " |"));
    }

    private static String section(CommandSpec spec) {
        StringBuilder section = new StringBuilder("\n## " + spec.name() + "\n\n");
        section.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        section.append("```\n");
        for (String example : spec.usageMessage().footer()) {
            section.append(example.strip()).append('\n');
        }
        section.append("```\n");
        List<String> rows = new ArrayList<>();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            rows.add("| `" + parameter.paramLabel() + "` | " + text(parameter.description()) + " |\n");
        }
        spec.options().stream()
                .filter((option) -> option.order() < GENERAL)
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .map(CommandsPageTests::row)
                .forEach(rows::add);
        if (!rows.isEmpty()) {
            section.append("\n| | |\n| --- | --- |\n");
            rows.forEach(section::append);
        }
        return section.toString();
    }

    private static String row(OptionSpec option) {
        String names =
                Arrays.stream(option.names()).map((name) -> "`" + name + "`").collect(Collectors.joining(", "));
        String value = option.arity().max() == 0
                ? ""
                : option.arity().min() == 0 ? " `[" + option.paramLabel() + "]`" : " `" + option.paramLabel() + "`";
        return "| " + names + value + " | " + text(option.description()) + " |\n";
    }

    private static String text(String[] description) {
        return Ansi.OFF
                .string(String.join(" ", description))
                .replace("${DEFAULT-VALUE}", "the default")
                .replace("${COMPLETION-CANDIDATES}", "`bash`, `zsh`");
    }
}

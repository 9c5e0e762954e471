package dev.migrate.spring.boot.cli.command;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints differences as text, each with the definitions on both sides. */
final class DifferencesView {

    private static final String NOTHING = "-";

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

    private final Terminal terminal;

    DifferencesView(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(List<SchemaDifference> differences) {
        for (SchemaDifference schemaDifference : differences) {
            this.terminal.line("");
            this.terminal.line(
                    new StyledText(schemaDifference.subject(), Style.ID),
                    StyledText.of("  " + schemaDifference.summary()));
            this.terminal.line("  database: " + side(schemaDifference, schemaDifference.before()));
            this.terminal.line("  models:   " + side(schemaDifference, schemaDifference.after()));
        }
    }

    private static String side(SchemaDifference schemaDifference, @Nullable SchemaObject schemaObject) {
        if (schemaObject == null) {
            return NOTHING;
        }
        return schemaDifference.change() == SchemaDifference.Change.RENAME
                ? schemaObject.label()
                : LINE_BREAK.matcher(schemaObject.describe().strip()).replaceAll(" ");
    }

    static String count(List<SchemaDifference> differences) {
        return differences.size() == 1 ? "one difference" : differences.size() + " differences";
    }
}

package dev.migrate.template;

import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Generates the Java class of a new revision, with methods to fill in. */
public final class MigrationTemplate {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

    private MigrationTemplate() {}

    /** Derives a class name from the message of a revision. */
    public static String className(String message) {
        StringBuilder name = new StringBuilder();
        for (Matcher words = WORD.matcher(FileNameTemplate.slug(message)); words.find(); ) {
            name.append(words.group().substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(words.group().substring(1));
        }
        return SourceVersion.isIdentifier(name) ? name.toString() : "Revision" + name;
    }

    /**
     * Returns the source of the class.
     *
     * @param message the message of the revision, in one or more lines
     */
    public static String render(String packageName, String className, Revision revision, String message) {
        List<String> attributes = new ArrayList<>();
        attributes.add("id = " + literal(revision.id()));
        addList("revises", revision.revises(), attributes);
        attributes.add("message = " + literal(revision.message()));
        if (revision.author() != null) {
            attributes.add("author = " + literal(revision.author()));
        }
        if (revision.created() != null) {
            attributes.add("created = " + literal(revision.created().toString()));
        }
        addList("labels", revision.branchLabels(), attributes);
        addList("dependsOn", revision.dependsOn(), attributes);
        return """
                package %s;

                import dev.migrate.operation.Migration;
                import dev.migrate.operation.Operations;
                import dev.migrate.operation.Revision;

                %s@Revision(
                        %s)
                public class %s implements Migration {

                    @Override
                    public void upgrade(Operations operations) {
                        operations.todo();
                    }

                    @Override
                    public void downgrade(Operations operations) {
                        operations.todo();
                    }
                }
                """.formatted(packageName, comment(message), String.join(",\n        ", attributes), className);
    }

    private static void addList(String name, List<String> values, List<String> attributes) {
        if (!values.isEmpty()) {
            String items = values.stream().map(MigrationTemplate::literal).collect(Collectors.joining(", "));
            attributes.add(name + " = " + (values.size() == 1 ? items : "{" + items + "}"));
        }
    }

    /** Returns the lines of the message after the first, as a comment. */
    private static String comment(String message) {
        List<String> lines = message.strip().lines().skip(1).toList();
        String text = String.join("\n", lines).strip();
        return text.isEmpty()
                ? ""
                : text.lines()
                        .map((line) -> ("// " + escaped(line.replace("\\", "\\\\"))).stripTrailing() + "\n")
                        .collect(Collectors.joining());
    }

    private static String literal(String text) {
        return '"' + escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** Escapes every character outside printable ASCII, so that the source compiles with any encoding. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach((character) -> escaped.append(
                        character >= ' ' && character < 0x7f
                                ? Character.toString(character)
                                : "\\u%04x".formatted(character)));
        return escaped.toString();
    }
}

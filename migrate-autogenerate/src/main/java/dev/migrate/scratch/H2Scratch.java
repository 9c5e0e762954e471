package dev.migrate.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scratch database of H2. Triggers and aliases are Java code of the application, which might reach outside. They exist
 * here, but no sampled row runs them.
 */
final class H2Scratch extends ForwardingScratch {

    private static final String NAME = "\"(?:[^\"]|\"\")+\"|[\\w$]+";
    private static final Pattern TRIGGER = Pattern.compile("(?is)\\s*CREATE\\s+(?:FORCE\\s+)?TRIGGER\\b.*");
    private static final Pattern ALIAS =
            Pattern.compile("(?is)\\s*CREATE\\s+ALIAS\\s+(?:(?:%1$s)\\s*\\.\\s*)?(%1$s)\\s.*".formatted(NAME));
    private static final Pattern CHANGES_ROWS = Pattern.compile("(?is)\\s*(?:INSERT|UPDATE|DELETE|MERGE)\\b.*");

    private final Scratch target;
    private final List<Pattern> calls = new ArrayList<>();

    /** What a change of rows might run; null if that is no Java code. */
    private @Nullable String runByRows;

    H2Scratch(Scratch target) {
        this.target = target;
    }

    @Override
    Scratch target() {
        return this.target;
    }

    @Override
    public void run(List<String> statements) {
        super.run(statements);
        statements.forEach(this::addJava);
    }

    /** Takes note of a trigger, or of an alias or what calls one, such as a check or a generated column. */
    private void addJava(String sql) {
        Matcher alias = ALIAS.matcher(sql);
        if (alias.matches()) {
            String name = alias.group(1).replaceAll("^\"|\"$", "");
            this.calls.add(Pattern.compile("(?i)(?<![\\w$])\"?%s\"?\\s*\\(".formatted(Pattern.quote(name))));
        } else if (TRIGGER.matcher(sql).matches()) {
            this.runByRows = "a trigger";
        } else if (this.calls.stream().anyMatch((call) -> call.matcher(sql).find())) {
            this.runByRows = "an alias";
        }
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            rejections.add(
                    this.runByRows != null && CHANGES_ROWS.matcher(sql).matches()
                            ? Optional.of("a change of rows might run %s, which is Java code".formatted(this.runByRows))
                            : super.attempt(List.of(sql)).get(0));
        }
        return rejections;
    }
}

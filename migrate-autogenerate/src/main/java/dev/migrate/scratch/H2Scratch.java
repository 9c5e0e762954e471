package dev.migrate.scratch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scratch database of H2. A trigger is Java code of the application, which might reach outside. It exists here, but
 * no sampled row fires it.
 */
final class H2Scratch extends ForwardingScratch {

    private static final Pattern TRIGGER = Pattern.compile("(?is)\\s*CREATE\\s+(?:FORCE\\s+)?TRIGGER\\b.*");
    private static final Pattern CHANGES_ROWS = Pattern.compile("(?is)\\s*(?:INSERT|UPDATE|DELETE|MERGE)\\b.*");

    private final Scratch target;
    private boolean hasTriggers;

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
        this.hasTriggers |=
                statements.stream().anyMatch((sql) -> TRIGGER.matcher(sql).matches());
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            rejections.add(
                    this.hasTriggers && CHANGES_ROWS.matcher(sql).matches()
                            ? Optional.of("a change of rows might run a trigger, which is Java code")
                            : super.attempt(List.of(sql)).get(0));
        }
        return rejections;
    }
}

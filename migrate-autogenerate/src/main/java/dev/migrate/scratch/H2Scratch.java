package dev.migrate.scratch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scratch database of H2, in which no sampled row fires a trigger: triggers are Java code of the application. Statements
 * that might change rows of a table with triggers are rejected. Where a query fires triggers, all changes of rows are.
 */
final class H2Scratch extends ForwardingScratch {

    private static final Pattern TRIGGER = Pattern.compile("(?is)\\s*CREATE\\s+(?:FORCE\\s+)?TRIGGER\\b.*");
    private static final Pattern CHANGES_ROWS = Pattern.compile("(?is)\\s*(INSERT|UPDATE|DELETE|MERGE)\\b.*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private static final String TRIGGERS = """
            select EVENT_OBJECT_TABLE, EVENT_MANIPULATION from INFORMATION_SCHEMA.TRIGGERS""";
    private static final String REFERENCES = """
            select c.TABLE_NAME, p.TABLE_NAME
            from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
            join INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
              on c.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = r.CONSTRAINT_NAME
            join INFORMATION_SCHEMA.TABLE_CONSTRAINTS p
              on p.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA and p.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME""";

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
        statements.forEach(this::note);
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        List<Optional<String>> rejections = new ArrayList<>();
        for (String sql : statements) {
            if (mightFireTrigger(sql)) {
                rejections.add(Optional.of("a change of rows might run a trigger, which is Java code"));
            } else {
                rejections.add(super.attempt(List.of(sql)).get(0));
                note(sql);
            }
        }
        return rejections;
    }

    private void note(String sql) {
        this.hasTriggers |= TRIGGER.matcher(sql).matches();
    }

    /** Whether a statement might change rows of a table with triggers, also through the actions of foreign keys. */
    private boolean mightFireTrigger(String sql) {
        Matcher change = CHANGES_ROWS.matcher(sql);
        if (!this.hasTriggers || !change.matches()) {
            return false;
        }
        Set<String> firing = new HashSet<>();
        for (List<String> trigger : pairs(TRIGGERS)) {
            if (trigger.get(1).equalsIgnoreCase("SELECT")) {
                return true;
            }
            firing.add(folded(trigger.get(0)));
        }
        boolean more = !change.group(1).equalsIgnoreCase("INSERT");
        while (more) {
            more = false;
            for (List<String> reference : pairs(REFERENCES)) {
                more |= firing.contains(folded(reference.get(0))) && firing.add(folded(reference.get(1)));
            }
        }
        Set<String> words = BETWEEN_WORDS.splitAsStream(folded(sql)).collect(Collectors.toSet());
        return firing.stream()
                .anyMatch((table) -> BETWEEN_WORDS
                        .splitAsStream(table)
                        .filter((word) -> !word.isEmpty())
                        .allMatch(words::contains));
    }

    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private List<List<String>> pairs(String query) {
        return query(query, (result) -> {
            List<List<String>> pairs = new ArrayList<>();
            while (result.next()) {
                pairs.add(List.of(result.getString(1), result.getString(2)));
            }
            return pairs;
        });
    }
}

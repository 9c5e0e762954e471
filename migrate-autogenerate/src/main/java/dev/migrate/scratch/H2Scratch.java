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
 * A scratch database of H2. Triggers and aliases are Java code of the application, which might reach outside. They exist
 * here, but no sampled row runs them: statements that might change rows of a table with triggers are rejected. Where a
 * query fires triggers, or a table calls an alias, all changes of rows are.
 */
final class H2Scratch extends ForwardingScratch {

    private static final String NAME = "\"(?:[^\"]|\"\")+\"|[\\w$]+";
    private static final Pattern TRIGGER = Pattern.compile("(?is)\\s*CREATE\\s+(?:FORCE\\s+)?TRIGGER\\b.*");
    private static final Pattern ALIAS =
            Pattern.compile("(?is)\\s*CREATE\\s+ALIAS\\s+(?:(?:%1$s)\\s*\\.\\s*)?(%1$s)\\s.*".formatted(NAME));
    private static final Pattern CHANGES_ROWS = Pattern.compile("(?is)\\s*(?:INSERT|UPDATE|DELETE|MERGE)\\b.*");
    private static final Pattern INSERTS = Pattern.compile("(?is)\\s*INSERT\\b.*");
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
    private final List<Pattern> aliases = new ArrayList<>();
    private boolean hasTriggers;
    private boolean callsAlias;

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
            Optional<String> javaCode = CHANGES_ROWS.matcher(sql).matches() ? javaCodeRunBy(sql) : Optional.empty();
            if (javaCode.isPresent()) {
                rejections.add(
                        Optional.of("a change of rows might run %s, which is Java code".formatted(javaCode.get())));
            } else {
                rejections.add(super.attempt(List.of(sql)).get(0));
                note(sql);
            }
        }
        return rejections;
    }

    /** Takes note of a trigger, or of an alias or what calls one, such as a check or a generated column. */
    private void note(String sql) {
        Matcher alias = ALIAS.matcher(sql);
        if (alias.matches()) {
            String name = alias.group(1).replaceAll("^\"|\"$", "");
            this.aliases.add(Pattern.compile("(?i)(?<![\\w$])\"?%s\"?\\s*\\(".formatted(Pattern.quote(name))));
        } else if (TRIGGER.matcher(sql).matches()) {
            this.hasTriggers = true;
        } else if (this.aliases.stream().anyMatch((call) -> call.matcher(sql).find())) {
            this.callsAlias = true;
        }
    }

    private Optional<String> javaCodeRunBy(String change) {
        if (this.callsAlias) {
            return Optional.of("an alias");
        }
        return this.hasTriggers && mightFireTrigger(change) ? Optional.of("a trigger") : Optional.empty();
    }

    /** Whether a statement might change rows of a table with triggers, also through the actions of foreign keys. */
    private boolean mightFireTrigger(String sql) {
        Set<String> firing = new HashSet<>();
        for (List<String> trigger : pairs(TRIGGERS)) {
            if (trigger.get(1).equalsIgnoreCase("SELECT")) {
                return true;
            }
            firing.add(folded(trigger.get(0)));
        }
        boolean more = !INSERTS.matcher(sql).matches();
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

package dev.migrate.autogenerate;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which tables, views and sequences are compared, by patterns in which {@code *} stands for anything and case does not
 * matter. One without a dot speaks of names in any schema.
 *
 * @param include those that are compared; if there are none, all but those that other tools make for themselves
 * @param exclude those that are left alone in any case
 * @param own the engine's own tables
 */
public record TableFilter(List<String> include, List<String> exclude, Set<String> own) implements Predicate<String> {

    /** What no model of an application speaks of, although it is in the application's schema. */
    private static final List<String> OTHER_TOOLS = List.of(
            "flyway_schema_history",
            "schema_version",
            "databasechangelog*",
            "spring_session*",
            "batch_job_*",
            "batch_step_execution*",
            "qrtz_*",
            "event_publication*",
            "int_lock",
            "int_message*",
            "int_group_to_message",
            "int_channel_message",
            "int_metadata_store",
            "shedlock",
            "scheduled_tasks",
            "ht_*",
            "hte_*");

    public TableFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        own = Set.copyOf(own);
    }

    @Override
    public boolean test(String name) {
        return this.own.stream().noneMatch((table) -> matches(table, name))
                && this.exclude.stream().noneMatch((pattern) -> matches(pattern, name))
                && (this.include.isEmpty()
                        ? OTHER_TOOLS.stream().noneMatch((pattern) -> matches(pattern, name))
                        : this.include.stream().anyMatch((pattern) -> matches(pattern, name)));
    }

    private static boolean matches(String pattern, String name) {
        String text = pattern.contains(".") ? name : name.substring(name.lastIndexOf('.') + 1);
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .matches();
    }
}

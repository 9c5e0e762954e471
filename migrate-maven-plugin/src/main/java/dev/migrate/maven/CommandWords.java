package dev.migrate.maven;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the arguments of a command from the parameters of a goal. Parameters that are not set add no argument. */
final class CommandWords {

    private final List<String> words = new ArrayList<>();

    CommandWords argument(@Nullable String value) {
        if (value != null) {
            this.words.add(value);
        }
        return this;
    }

    CommandWords arguments(@Nullable List<String> values) {
        if (values != null) {
            this.words.addAll(values);
        }
        return this;
    }

    CommandWords flag(String name, boolean set) {
        if (set) {
            this.words.add(name);
        }
        return this;
    }

    CommandWords option(String name, @Nullable String value) {
        if (value != null) {
            this.words.add(name + "=" + value);
        }
        return this;
    }

    CommandWords options(String name, @Nullable List<String> values) {
        if (values != null) {
            values.forEach((value) -> option(name, value));
        }
        return this;
    }

    /** Adds an option whose value is optional; Maven passes {@code true} for an omitted value. */
    CommandWords flagOrOption(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return this;
        }
        return value.equals("true") ? flag(name, true) : option(name, value);
    }

    List<String> toList() {
        return List.copyOf(this.words);
    }
}
